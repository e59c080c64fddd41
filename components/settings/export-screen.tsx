"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { formatCount } from "@/components/charts/format-value";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import { toastDone, toastProblem } from "@/components/ui/toaster";
import { countNoun } from "@/server/core/text/count-noun";

type Archive = Outputs["archives"]["list"][number];

const UNDER_WAY_MS = 2_000;
const isUnderWay = ({ state }: Archive) => state === "waiting" || state === "running";
const saySize = (bytes: number) => (bytes < 1_000_000 ? `${formatCount(Math.ceil(bytes / 1_000))} kB` : `${formatCount(Math.round(bytes / 1_000_000))} MB`);

/** The whole workspace as one file. */
export function ExportScreen({ initial }: { initial: Archive[] }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug: workspace, timeZone } = useWorkspace();
  const { data } = useQuery(api.archives.list.queryOptions({ workspace }, { initialData: initial, refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? UNDER_WAY_MS : false) }));
  const requestId = useRef<string>(undefined);
  const common = { onError: (error: Parameters<typeof explainError>[0]) => toastProblem(explainError(error)), onSettled: () => queries.invalidateQueries(api.archives.list.pathFilter()) };
  const request = useMutation(api.archives.request.mutationOptions({ ...common, onSuccess: () => (requestId.current = undefined) }));
  const remove = useMutation(api.archives.delete.mutationOptions({ ...common, onSuccess: () => toastDone("The archive is removed", "The workspace is as it was; a new archive can be made.") }));
  const ask = () => {
    requestId.current ??= crypto.randomUUID();
    request.mutate({ workspace, requestId: requestId.current });
  };
  return (
    <Section title="Export everything">
      <p className="mb-4 max-w-[75ch] text-ink-soft">
        One zip file with every article and its texts, themes with all versions of their rules, matches with evidence, decisions, notes, boards, snapshots, meetings and the audit trail, one JSON object to a line. Keys, links and passwords stay here. Its articles.jsonl can be imported again.
      </p>
      <Button variant="primary" pending={request.isPending || data.some(isUnderWay)} pendingLabel="The archive is being written" onClick={ask}>
        Write an archive
      </Button>
      {data.length > 0 ? (
        <div className="mt-6">
          <Table
            stacks
            caption="Archives"
            hideCaption
            rows={data}
            rowKey={(archive) => archive.id}
            columns={[
              {
                key: "file",
                header: "Archive",
                rowHeader: true,
                renderCell: (archive) => (
                  <>
                    {archive.state === "done" ? (
                      <a className="text-link [overflow-wrap:anywhere]" href={`/api/archives/${archive.id}?workspace=${workspace}`} download>
                        {archive.fileName}
                      </a>
                    ) : (
                      <span className="[overflow-wrap:anywhere]">{archive.fileName}</span>
                    )}
                    <span className="block text-sm font-normal text-ink-soft">
                      {archive.state === "done" ? `${saySize(archive.byteLength)}, ${countNoun(archive.rows["articles.jsonl"] ?? 0, "article")}` : archive.state === "failed" ? archive.error : "being written"}
                    </span>
                  </>
                ),
              },
              {
                key: "when",
                header: "Asked for",
                renderCell: (archive) => (
                  <>
                    {sayMoment(archive.createdAt, timeZone)}
                    <span className="block text-sm text-ink-soft">
                      {archive.createdBy ? `by ${archive.createdBy}` : ""}
                      {archive.expiresAt ? `, kept until ${sayMoment(archive.expiresAt, timeZone)}` : ""}
                    </span>
                  </>
                ),
              },
              {
                key: "actions",
                header: <span className="sr-only">Actions</span>,
                renderCell: (archive) =>
                  isUnderWay(archive) ? null : (
                    <Button size="small" pending={remove.isPending && remove.variables.archiveId === archive.id} onClick={() => remove.mutate({ workspace, archiveId: archive.id })}>
                      Remove<span className="sr-only"> {archive.fileName}</span>
                    </Button>
                  ),
              },
            ]}
          />
        </div>
      ) : null}
    </Section>
  );
}
