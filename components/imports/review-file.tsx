"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { formatCount } from "@/components/charts/format-value";
import { useDraft } from "@/components/drafts/use-draft";
import { DateChoice, MapColumns } from "@/components/imports/map-columns";
import { nounOf, sayDay, sayFile } from "@/components/imports/say-file";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Progress } from "@/components/ui/progress";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { SkeletonText } from "@/components/ui/skeleton";
import { Table } from "@/components/ui/table";
import { toastProblem } from "@/components/ui/toaster";
import { HEAD_ROWS } from "@/server/core/imports/date-readings";
import type { ImportPlan } from "@/server/core/imports/import-plan";
import type { CheckedPlan, RecognisedFile } from "@/server/core/imports/recognised-file";
import { countOf } from "@/server/core/text/count-noun";

type Opened = Outputs["imports"]["get"];
type PreviewedRow = Outputs["imports"]["preview"]["rows"][number];

/** A file that was looked through and waits for a person: what it is, how it is meant, and what it will bring. */
export function ReviewFile({ current, review }: { current: Opened; review: NonNullable<Opened["review"]> }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const params = useSearchParams();
  const { recognised: file, checked } = review;
  const draft = useDraft<ImportPlan>(`import-${current.id}`);
  const [edited, setEdited] = useState<ImportPlan | null>(null);
  const kept = draft.found?.value;
  const plan = edited ?? (kept && fits(kept, file) ? kept : review.plan);
  const change = (next: ImportPlan) => {
    setEdited(next);
    draft.keep(next);
  };

  const preview = useQuery({ ...api.imports.preview.queryOptions({ workspace: slug, importId: current.id, plan }), placeholderData: keepPreviousData, staleTime: 30_000 });
  const onError = (error: unknown) => toastProblem("The import did not follow", explainError(error));
  const refresh = () => queries.invalidateQueries(api.imports.pathFilter());
  const begin = useMutation(
    api.imports.begin.mutationOptions({
      onError,
      onSuccess: () => {
        draft.drop();
        return refresh();
      },
    }),
  );
  const replan = useMutation(
    api.imports.replan.mutationOptions({
      onError,
      onSuccess: async () => {
        // Until the server's answer is here, the old verdict would stand beside the old plan for a moment.
        await refresh();
        setEdited(null);
        draft.drop();
      },
    }),
  );
  const lookAgain = (next: ImportPlan) => replan.mutate({ workspace: slug, importId: current.id, plan: next });
  const isFeedList = file.format === "feed-list";
  const isExpected = isFeedList || params.get("expected") !== "feeds";
  const isMapped = saysEnough(plan);
  const isChecked = checked !== null && isSamePlan(checked.plan, plan);
  const importButton = (
    <Button variant="primary" pending={begin.isPending} pendingLabel="Beginning" disabled={!isMapped || replan.isPending} onClick={() => begin.mutate({ workspace: slug, importId: current.id, plan })}>
      {isFeedList ? `Add ${formatCount(file.rows)} ${nounOf(file.format, file.rows)}` : `Import ${formatCount(file.rows)} ${nounOf(file.format, file.rows)}`}
    </Button>
  );
  return (
    <>
      <div className="grid gap-3 pb-6">
        <p className="text-pretty">
          {sayFile(file)} {file.isRemembered ? "Read like the last file with these columns." : ""}
        </p>
        {isExpected ? null : (
          <Banner tone="warn" title="This is no list of feeds">
            Its rows would become articles. Other readers export their list of feeds as OPML.
          </Banner>
        )}
        {file.problem ? <Banner tone="warn" title="The file cannot be read to its end">{file.problem} The rows before that place can be taken in.</Banner> : null}
        {mayEdit ? null : <Banner>An analyst reviews the file and begins the import.</Banner>}
      </div>
      <fieldset disabled={!mayEdit || replan.isPending} className="m-0 grid min-w-0 gap-8 border-0 p-0">
        {isFeedList || file.format === "feed" ? null : (
          <Section title="Columns" actions={<TableChoice file={file} plan={plan} onChoose={lookAgain} />}>
            {isMapped ? null : (
              <Banner tone="warn" title="No column was recognised" className="mb-4">
                Say which one holds the headline, the address or the text.
              </Banner>
            )}
            <MapColumns file={file} plan={plan} onChange={change} />
            {preview.data?.dates ? (
              <div className="mt-5">
                <DateChoice decision={preview.data.dates} plan={plan} onChange={change} />
              </div>
            ) : null}
          </Section>
        )}
        <Section title={file.rows > file.samples.length ? `The first ${formatCount(file.samples.length)} rows` : "Preview"}>
          {preview.isError ? <Banner tone="danger" title="The preview is not there" live>{explainError(preview.error)}</Banner> : preview.data ? <PreviewTable rows={preview.data.rows} isFeedList={isFeedList} isStale={preview.isPlaceholderData} /> : <SkeletonText lines={6} label="Reading the preview" />}
        </Section>
        <Section title="All rows">
          {isChecked ? (
            <Verdict checked={checked} isFeedList={isFeedList} />
          ) : isBeingChecked(review) && isSamePlan(review.plan, plan) ? (
            <Progress label="Checking all rows" valueText="you need not wait for it" />
          ) : isMapped ? (
            <Banner actions={mayEdit ? <Button size="small" pending={replan.isPending} pendingLabel="Checking" onClick={() => lookAgain(plan)}>Check all rows</Button> : null}>The columns were changed since all rows were checked.</Banner>
          ) : null}
          {mayEdit ? <div className="mt-5 flex flex-wrap items-center gap-3">{importButton}</div> : null}
        </Section>
      </fieldset>
    </>
  );
}

const saysEnough = ({ mapping }: ImportPlan): boolean => mapping.url !== undefined || mapping.title !== undefined || mapping.text !== undefined;

/** The worker is still judging the rows. */
export const isBeingChecked = ({ plan, checked }: NonNullable<Opened["review"]>): boolean => checked === null && saysEnough(plan);

const fits = (plan: ImportPlan, file: RecognisedFile): boolean => plan.headerRow === file.headerRow && plan.sheet === file.sheet && Object.values(plan.mapping).every((column) => column === undefined || file.columns.includes(column));

const isSamePlan = (one: ImportPlan, other: ImportPlan): boolean => {
  const print = ({ mapping, ...rest }: ImportPlan) => JSON.stringify([Object.entries(mapping).filter(([, column]) => column !== undefined).sort(), rest.dates, rest.headerRow, rest.sheet, rest.outlet.trim(), rest.language]);
  return print(one) === print(other);
};

/** Another sheet or row of names is another table: the file is looked through again. */
function TableChoice({ file, plan, onChoose }: { file: RecognisedFile; plan: ImportPlan; onChoose: (plan: ImportPlan) => void }) {
  if (file.format !== "csv" && file.format !== "workbook") return null;
  return (
    <div className="flex flex-wrap gap-3">
      {file.sheets.length > 1 ? (
        <Field label="Sheet" hideLabel>
          <Select value={file.sheet ?? ""} onChange={(event) => onChoose({ ...plan, sheet: event.target.value, headerRow: null })} options={file.sheets.map((value) => ({ value, label: `Sheet: ${value}` }))} />
        </Field>
      ) : null}
      <Field label="Row that names the columns" hideLabel>
        <Select
          value={String(file.headerRow)}
          onChange={(event) => onChoose({ ...plan, headerRow: Number(event.target.value) })}
          options={[{ value: "0", label: "No row names the columns" }, ...Array.from({ length: HEAD_ROWS }, (_, at) => ({ value: String(at + 1), label: `Row ${at + 1} names the columns` }))]}
        />
      </Field>
    </div>
  );
}

const OUTCOMES = { new: { tone: "good", word: "new" }, existing: { tone: "neutral", word: "already there" }, refused: { tone: "danger", word: "refused" } } as const;

function PreviewTable({ rows, isFeedList, isStale }: { rows: readonly PreviewedRow[]; isFeedList: boolean; isStale: boolean }) {
  const { timeZone } = useWorkspace();
  const sayPublished = ({ outcome, published }: PreviewedRow) => (published === "" ? "—" : outcome === "refused" ? published : published.includes("T") ? sayMoment(published, timeZone) : sayDay(published));
  const words = (text: string) => <span className="line-clamp-2 [overflow-wrap:anywhere]">{text || "—"}</span>;
  return (
    <div className={isStale ? "opacity-60 transition-opacity" : undefined}>
      <Table
        stacks
        caption="What the first rows become"
        hideCaption
        rows={rows}
        rowKey={(row) => String(row.rowNumber)}
        dense
        columns={[
          { key: "row", header: "Row", numeric: true, renderCell: (row) => formatCount(row.rowNumber) },
          {
            key: "outcome",
            header: "Becomes",
            width: "11rem",
            renderCell: (row) => (
              <>
                <Badge tone={OUTCOMES[row.outcome].tone}>{OUTCOMES[row.outcome].word}</Badge>
                {row.reason ? <span className="mt-0.5 block text-sm text-danger">{row.reason}</span> : null}
              </>
            ),
          },
          { key: "title", header: isFeedList ? "Title" : "Headline", width: "16rem", renderCell: (row) => words(row.title) },
          ...(isFeedList
            ? []
            : [
                { key: "outlet", header: "Outlet", width: "9rem", renderCell: (row: PreviewedRow) => words(row.outlet) },
                { key: "published", header: "Published", width: "8rem", renderCell: (row: PreviewedRow) => words(sayPublished(row)) },
              ]),
          { key: "url", header: isFeedList ? "Feed" : "Address", width: "12rem", renderCell: (row) => words(row.url) },
          ...(isFeedList ? [] : [{ key: "text", header: "Text", width: "14rem", renderCell: (row: PreviewedRow) => words(row.text) }]),
        ]}
      />
    </div>
  );
}

/** What the plan does with every row of the file. */
function Verdict({ checked, isFeedList }: { checked: CheckedPlan; isFeedList: boolean }) {
  const taken = checked.rows - checked.refused;
  return (
    <div className="grid gap-2">
      <p>
        {countOf(taken, checked.rows, isFeedList ? "feed" : "row")} can be taken in{checked.refused > 0 ? `, ${formatCount(checked.refused)} would be refused` : ""}.{checked.undated > 0 ? ` ${formatCount(checked.undated)} ${checked.undated === 1 ? "has" : "have"} no date and would be in no chart.` : ""}
      </p>
      {checked.reasons.length > 0 ? (
        <ul className="grid gap-1 text-sm">
          {checked.reasons.map((reason) => (
            <li key={reason.what} className="[overflow-wrap:anywhere]">
              <span className="font-semibold tabular-nums">{formatCount(reason.rows)}</span> × {reason.what}, first in row {formatCount(reason.firstRow)}: <span className="text-ink-soft">{reason.example}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
