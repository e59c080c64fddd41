"use client";

import type { Outputs } from "@/components/api/api-provider";
import { sayMoment } from "@/components/articles/say-moment";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { FrozenViewSection } from "@/components/snapshots/frozen-view";
import { ShareLinks } from "@/components/snapshots/share-links";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { viewPath } from "@/server/core/views/view-path";

/** A snapshot for members: what was frozen, the way to what it is today, and its links. */
export function SnapshotScreen({ snapshot }: { snapshot: Outputs["snapshots"]["get"] }) {
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  return (
    <>
      <PageHeader
        kicker="Snapshot"
        headline={snapshot.name}
        standfirst={`As of ${sayMoment(snapshot.frozenAt, timeZone)}${snapshot.by ? `, frozen by ${snapshot.by}` : ""}. These numbers do not change.`}
        actions={
          <LinkButton size="small" href={`/w/${slug}/snapshots`}>
            All snapshots
          </LinkButton>
        }
      />
      {mayEdit ? <ShareLinks snapshotId={snapshot.id} /> : null}
      {snapshot.views.map((view, at) => (
        <FrozenViewSection
          key={at}
          view={view}
          actions={
            <LinkButton size="small" href={`/w/${slug}/${viewPath("trends", snapshot.queries[at] ?? "")}`}>
              As it is today
            </LinkButton>
          }
        />
      ))}
    </>
  );
}
