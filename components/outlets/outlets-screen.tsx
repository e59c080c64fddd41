"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { formatCount } from "@/components/charts/format-value";
import { AddGapForm } from "@/components/outlets/add-gap-form";
import { GapTable } from "@/components/outlets/gap-table";
import { OutletTable } from "@/components/outlets/outlet-table";
import type { Gaps, Outlet, Outlets } from "@/components/outlets/outlet-types";
import { useMayEdit, useMayManage, useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { TextInput } from "@/components/ui/text-input";

/** Loaded when one of them is asked for. */
const EditOutlet = lazy(async () => ({ default: (await import("@/components/outlets/edit-outlet")).EditOutlet }));
const MergeOutlets = lazy(async () => ({ default: (await import("@/components/outlets/merge-outlets")).MergeOutlets }));

const SHOWN_AT_FIRST = 100;
const ASK_SOON_MS = 2_000;

/** Who publishes what the workspace counts, and when each could not be collected. */
export function OutletsScreen({ initialOutlets, initialGaps }: { initialOutlets: Outlets; initialGaps: Gaps }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const mayManage = useMayManage();
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [edited, setEdited] = useState<Outlet | null>(null);
  const [isMerging, setIsMerging] = useState(false);
  const { data: outlets } = useQuery({
    ...api.outlets.list.queryOptions({ workspace: slug }),
    initialData: initialOutlets,
    refetchInterval: ({ state }) => (state.data?.some(({ moving }) => moving > 0) ? ASK_SOON_MS : false),
  });
  const { data: gaps } = useQuery({ ...api.outlets.gaps.queryOptions({ workspace: slug }), initialData: initialGaps });
  const wanted = search.trim().toLowerCase();
  const matching = outlets.filter((outlet) => [outlet.name, outlet.domain ?? "", outlet.groupName, ...outlet.merged].some((text) => text.toLowerCase().includes(wanted)));
  const chosen = outlets.filter(({ id }) => selected.includes(id));
  const undecided = gaps.filter(({ kind, state }) => kind === "inferred" && state === "open").length;
  return (
    <>
      <PageHeader
        kicker="Outlets"
        headline="Outlets and gaps"
        standfirst={`${formatCount(outlets.length)} ${outlets.length === 1 ? "outlet" : "outlets"}. ${undecided === 0 ? "No gap waits for your word." : `${undecided} ${undecided === 1 ? "silence waits" : "silences wait"} for somebody who knows whether it is a gap.`}`}
        actions={<LinkButton href={`/w/${slug}/feeds`}>Feeds</LinkButton>}
      />
      <Section title="Gaps" id="gaps">
        <p className="mb-4 max-w-prose text-ink-soft">Days in which an outlet was not collected. Charts draw them as gaps with their reason, never as zero. A dismissed gap is drawn as what was counted.</p>
        {gaps.length === 0 ? <p className="text-ink-soft">None is known: no feed has failed, and no outlet that came by file has fallen silent against its habit.</p> : <GapTable gaps={gaps} mayEdit={mayEdit} />}
        {mayEdit && outlets.length > 0 ? <AddGapForm outlets={outlets} /> : null}
      </Section>
      <Section title="Outlets" id="outlets">
        {outlets.length === 0 ? (
          <EmptyState title="No outlet yet">Outlets come with their articles.</EmptyState>
        ) : (
          <>
            <div className="mb-4 grid grid-cols-1 items-end gap-3 sm:grid-cols-[20rem_auto]">
              <Field label="Find an outlet">
                <TextInput type="search" value={search} onChange={(event) => setSearch(event.target.value)} autoComplete="off" />
              </Field>
              {mayManage ? (
                <Button className="justify-self-start" disabled={selected.length < 2} onClick={() => setIsMerging(true)}>
                  {selected.length < 2 ? "Merge: choose two or more" : `Merge these ${selected.length}`}
                </Button>
              ) : null}
            </div>
            <OutletTable
              outlets={matching.slice(0, shown)}
              total={matching.length}
              selected={selected}
              onSelect={mayManage ? (id, isSelected) => setSelected(isSelected ? [...selected, id] : selected.filter((other) => other !== id)) : undefined}
              onEdit={mayEdit ? setEdited : undefined}
              onMore={() => setShown(shown + SHOWN_AT_FIRST)}
            />
          </>
        )}
      </Section>
      <Suspense fallback={null}>
        {edited ? <EditOutlet key={edited.id} outlet={edited} onClose={() => setEdited(null)} /> : null}
        {isMerging && chosen.length >= 2 ? (
          <MergeOutlets
            outlets={chosen}
            onClose={(isMerged) => {
              setIsMerging(false);
              if (isMerged) setSelected([]);
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}
