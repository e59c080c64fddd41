"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { formatCount } from "@/components/charts/format-value";
import { JudgeGap } from "@/components/outlets/judge-gap";
import type { Gap, Gaps } from "@/components/outlets/outlet-types";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDays } from "@/components/charts/say-days";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

/** Every gap with its reason; silences that were inferred wait for a person's word. */
export function GapTable({ gaps, mayEdit }: { gaps: Gaps; mayEdit: boolean }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [judged, setJudged] = useState<{ gap: Gap; verdict: "confirm" | "dismiss" } | null>(null);
  const refresh = () => Promise.all([queries.invalidateQueries(api.outlets.gaps.pathFilter()), queries.invalidateQueries(api.trends.series.pathFilter())]);
  const onError = (error: unknown) => toastProblem(explainError(error));
  const reopen = useMutation(api.outlets.reopenGap.mutationOptions({ onSuccess: refresh, onError }));
  const add = useMutation(api.outlets.addGap.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(api.outlets.removeGap.mutationOptions({ onSuccess: refresh, onError }));
  const takeAway = (gap: Gap) =>
    remove.mutate(
      { workspace: slug, gapId: gap.id },
      { onSuccess: () => toastUndo({ message: "The gap is gone.", onUndo: () => add.mutate({ workspace: slug, outletId: gap.outlets[0]!.id, fromDay: gap.fromDay, toDay: gap.toDay, reason: gap.reason }) }) },
    );
  return (
    <>
      <Table<Gap>
        caption="Gaps, undecided ones first"
        hideCaption
        maxHeight="60dvh"
        stacks
        rows={gaps}
        rowKey={(row) => `${row.id} ${row.state}`}
        columns={[
          { key: "outlet", header: "Outlet", rowHeader: true, width: "12rem", renderCell: (row) => <span className="[overflow-wrap:anywhere]">{nameOutlets(row)}</span> },
          { key: "days", header: "Days", className: "sm:whitespace-nowrap", renderCell: (row) => sayDays(row.fromDay, row.toDay) },
          { key: "state", header: "State", width: "8rem", renderCell: (row) => <GapBadge gap={row} /> },
          {
            key: "reason",
            header: "Why",
            width: "20rem",
            renderCell: (row) => (
              <span className="[overflow-wrap:anywhere]">
                {row.reason}
                {row.note || row.by ? <span className="block text-sm text-ink-soft">{[row.note, row.by].filter(Boolean).join(" — ")}</span> : null}
              </span>
            ),
          },
          ...(mayEdit
            ? [
                {
                  key: "judge",
                  header: <span className="sr-only">Judge</span>,
                  width: "12rem",
                  renderCell: (row: Gap) =>
                    row.byHand && row.state === "open" ? (
                      <Button size="small" variant="plain" onClick={() => takeAway(row)}>
                        Remove<span className="sr-only"> the gap of {nameOutlets(row)}</span>
                      </Button>
                    ) : row.state === "open" ? (
                      <div className="flex flex-wrap gap-2">
                        <Button size="small" onClick={() => setJudged({ gap: row, verdict: "confirm" })}>
                          Confirm<span className="sr-only"> the gap of {nameOutlets(row)}</span>
                        </Button>
                        <Button size="small" variant="plain" onClick={() => setJudged({ gap: row, verdict: "dismiss" })}>
                          Dismiss<span className="sr-only"> the gap of {nameOutlets(row)}</span>
                        </Button>
                      </div>
                    ) : (
                      <Button size="small" variant="plain" onClick={() => reopen.mutate({ workspace: slug, gapId: row.id })}>
                        Take back<span className="sr-only"> the word on {nameOutlets(row)}</span>
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {judged ? <JudgeGap key={judged.gap.id} {...judged} outlets={nameOutlets(judged.gap)} onClose={() => setJudged(null)} /> : null}
    </>
  );
}

function nameOutlets({ outlets, outletCount }: Gap): string {
  const names = outlets.map(({ name }) => name);
  if (outletCount <= names.length) return names.join(", ");
  return `${names.slice(0, 2).join(", ")} and ${formatCount(outletCount - 2)} more`;
}

function GapBadge({ gap }: { gap: Gap }) {
  if (gap.state === "dismissed") return <Badge>dismissed</Badge>;
  if (gap.state === "confirmed") return <Badge tone="good">confirmed</Badge>;
  if (gap.kind === "inferred") return <Badge tone="warn">inferred</Badge>;
  return gap.lasts ? <Badge tone="danger">recorded, lasts</Badge> : <Badge>{gap.byHand ? "by hand" : "recorded"}</Badge>;
}
