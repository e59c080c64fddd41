"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { sayMoment } from "@/components/articles/say-moment";
import { formatCount } from "@/components/charts/format-value";
import { type ListedImport, sayBytes, sayImportState } from "@/components/imports/say-import";
import { useStartUpload } from "@/components/imports/use-start-upload";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { useFileChooser } from "@/components/ui/use-file-chooser";
import { usePageDrop } from "@/components/ui/use-page-drop";
import { IMPORT_ENDINGS } from "@/server/core/imports/import-limits";
import { isImportAtWork, isImportOver } from "@/server/core/imports/import-states";

const ASK_AGAIN_MS = 2_000;

/** Files on their way in, and what became of the ones before. */
export function ImportsScreen({ initial }: { initial: Outputs["imports"]["list"] }) {
  const api = useApi();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const startUpload = useStartUpload();
  const take = (files: File[]) => {
    if (mayEdit) void startUpload(files);
  };
  const isDropping = usePageDrop(take);
  const chooser = useFileChooser({ label: "File with articles", accept: IMPORT_ENDINGS, multiple: true, onFiles: take });
  const { data: imports } = useQuery({
    ...api.imports.list.queryOptions({ workspace: slug }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some((one) => isImportAtWork(one.state) || one.unprocessed > 0) ? ASK_AGAIN_MS : false),
  });
  const choose = (
    <>
      <Button variant="primary" onClick={chooser.open}>
        Choose files
      </Button>
      {chooser.input}
    </>
  );
  return (
    <div className={isDropping ? "min-h-96 outline-3 -outline-offset-3 outline-accent outline-dashed" : "min-h-96"}>
      <PageHeader
        kicker="Imports"
        headline="Files of articles"
        standfirst={mayEdit ? "CSV, Excel, JSON, feeds and lists of feeds, also packed as .gz, up to 512 MB. Drop files anywhere on this page." : "What was taken in from files, and what was refused."}
        actions={mayEdit && imports.length > 0 ? choose : undefined}
      />
      {imports.length === 0 ? (
        <EmptyState title="No file has been imported yet" action={mayEdit ? choose : undefined}>
          <p>Each row becomes an article: its address, title, outlet, date and text are told by the names of the columns. A row that cannot be used is refused by its number, with the reason, and an address that is known is never added twice.</p>
        </EmptyState>
      ) : (
        <Table<ListedImport>
          stacks
          caption="Imports, latest first"
          hideCaption
          rows={imports}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "file",
              header: "File",
              rowHeader: true,
              width: "14rem",
              renderCell: (row) => (
                <Link href={`/w/${slug}/imports/${row.id}`} className="text-link [overflow-wrap:anywhere]">
                  {row.fileName}
                </Link>
              ),
            },
            { key: "state", header: "State", width: "8rem", renderCell: (row) => <StateBadge row={row} /> },
            { key: "created", header: "Created", numeric: true, renderCell: (row) => formatCount(row.created) },
            { key: "existing", header: "Already there", numeric: true, renderCell: (row) => formatCount(row.existing) },
            { key: "refused", header: "Refused", numeric: true, renderCell: (row) => formatCount(row.refused) },
            { key: "rows", header: "Rows", numeric: true, renderCell: (row) => formatCount(row.rowsRead) },
            { key: "size", header: "Size", numeric: true, renderCell: (row) => sayBytes(row.byteLength) },
            { key: "started", header: "Started", width: "11rem", renderCell: (row) => `${sayMoment(row.startedAt, timeZone)}${row.startedBy ? `, ${row.startedBy}` : ""}` },
          ]}
        />
      )}
    </div>
  );
}

export function StateBadge({ row }: { row: ListedImport }) {
  const tone = row.state === "failed" ? "danger" : row.state === "done" ? "good" : row.state === "paused" || row.state === "ready" ? "warn" : isImportOver(row.state) ? "neutral" : "accent";
  return <Badge tone={tone}>{sayImportState(row.state)}</Badge>;
}
