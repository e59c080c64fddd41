"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type Outputs, useApi, useApiClient } from "@/components/api/api-provider";
import { sayMoment } from "@/components/articles/say-moment";
import { KeptList } from "@/components/meetings/kept-list";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Column } from "@/components/ui/table";

type Listed = Outputs["snapshots"]["list"][number];

/** What was frozen, the latest first. */
export function SnapshotsScreen({ initialSnapshots }: { initialSnapshots: Listed[] }) {
  const api = useApi();
  const client = useApiClient();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const query = useQuery({ ...api.snapshots.list.queryOptions({ workspace: slug }), initialData: initialSnapshots });
  const columns: Column<Listed>[] = [
    {
      key: "name",
      header: "Name",
      rowHeader: true,
      width: "14rem",
      renderCell: ({ id, name, views }) => (
        <>
          <Link href={`/w/${slug}/snapshots/${id}`} className="font-medium [overflow-wrap:anywhere]">
            {name}
          </Link>
          {views > 1 ? <span className="block text-sm text-ink-soft">{views} views</span> : null}
        </>
      ),
    },
    { key: "at", header: "Frozen", width: "11rem", renderCell: ({ frozenAt, by }) => <>{sayMoment(frozenAt, timeZone)}{by ? <span className="block text-sm text-ink-soft">{by}</span> : null}</> },
    { key: "links", header: "Links", renderCell: ({ openLinks }) => (openLinks > 0 ? <Badge tone="accent">{openLinks === 1 ? "1 open link" : `${openLinks} open links`}</Badge> : <span className="text-ink-soft">none</span>) },
  ];
  return (
    <KeptList<Listed>
      headline="Snapshots"
      standfirst="What was shown, as it was shown: numbers, rules and the articles behind each point."
      rows={query.data}
      error={query.error}
      columns={columns}
      nameOf={({ name }) => name}
      mayDelete={() => mayEdit}
      remove={(snapshotId) => client.snapshots.delete.mutate({ workspace: slug, snapshotId })}
      restore={(snapshotId) => client.snapshots.restore.mutate({ workspace: slug, snapshotId })}
      deleted="The snapshot is deleted; its links show nothing"
      changes={api.snapshots.pathFilter()}
      empty={
        <EmptyState className="border-t-0 pt-4" title="Nothing is frozen yet" action={<LinkButton href={`/w/${slug}/trends`} variant="primary">Go to Trends</LinkButton>}>
          Set up what you want to show on the Trends screen, or on a board, and choose “Freeze a snapshot”.
        </EmptyState>
      }
    />
  );
}
