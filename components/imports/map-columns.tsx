"use client";

import { DATE_READING_LABELS, FIELD_LABELS } from "@/components/imports/say-file";
import { languageOptions } from "@/components/articles/language-options";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { recordFields, type RecordField } from "@/server/core/articles/record-fields";
import { type DateDecision, decideDates } from "@/server/core/imports/date-evidence";
import { DATE_READINGS, type DateReading } from "@/server/core/imports/date-readings";
import type { ImportPlan } from "@/server/core/imports/import-plan";
import type { RecognisedFile } from "@/server/core/imports/recognised-file";

const FIELDS_IN_ORDER: readonly RecordField[] = ["title", "url", "publishedAt", "outlet", "author", "language", "text"];
const SHOWN_SAMPLES = 3;

export interface MapColumnsProps {
  file: RecognisedFile;
  plan: ImportPlan;
  onChange: (plan: ImportPlan) => void;
}

/** Which column fills which field, each with what stands in it, and what stands in for what no column says. */
export function MapColumns({ file, plan, onChange }: MapColumnsProps) {
  const { mapping } = plan;
  const choose = (field: RecordField, column: string) => {
    const others = Object.fromEntries(recordFields.flatMap((other) => (other === field || mapping[other] === undefined ? [] : [[other, mapping[other]]])));
    const next = { ...plan, mapping: column === "" ? others : { ...others, [field]: column } };
    const evidence = field === "publishedAt" ? file.dates[column] : undefined;
    onChange(field === "publishedAt" ? { ...next, dates: evidence ? decideDates(evidence).dates : "as-written" } : next);
  };
  const columns = file.columns.map((column) => ({ value: column, label: column }));
  return (
    <div className="grid items-start gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
      {FIELDS_IN_ORDER.map((field) => {
        const column = mapping[field] ?? "";
        return (
          <div key={field} className="grid min-w-0 content-start gap-1.5">
            <Field label={FIELD_LABELS[field]}>
              <Select value={column} onChange={(event) => choose(field, event.target.value)} options={[{ value: "", label: "No column" }, ...columns]} />
            </Field>
            <Samples values={samplesOf(file, column)} />
          </div>
        );
      })}
      {mapping.outlet === undefined || mapping.url === undefined ? (
        <Field label="Outlet of rows that name none" hint="Where a row has neither an outlet nor an address.">
          <TextInput value={plan.outlet} maxLength={300} onChange={(event) => onChange({ ...plan, outlet: event.target.value })} />
        </Field>
      ) : null}
      {mapping.language === undefined ? (
        <Field label="Language of all rows" hint="Leave it open where they differ.">
          <Select value={plan.language} onChange={(event) => onChange({ ...plan, language: event.target.value })} options={[{ value: "", label: "As the texts show" }, ...languageOptions([plan.language])]} />
        </Field>
      ) : null}
    </div>
  );
}

/** How dates are meant: a question where the column does not say it, else what was decided and why. */
export function DateChoice({ decision, plan, onChange }: { decision: DateDecision; plan: ImportPlan; onChange: (plan: ImportPlan) => void }) {
  if (decision.reason === "" && plan.dates === "as-written") return null;
  const isOpen = decision.isQuestion && plan.dates === "as-written";
  return (
    <Banner tone={isOpen ? "warn" : "info"} title={isOpen ? "How are the dates meant?" : undefined}>
      <p>{decision.reason}</p>
      <Field label="Dates are read" className="mt-2 max-w-[26rem]">
        <Select value={plan.dates} onChange={(event) => onChange({ ...plan, dates: event.target.value as DateReading })} options={DATE_READINGS.map((value) => ({ value, label: DATE_READING_LABELS[value] }))} />
      </Field>
    </Banner>
  );
}

function samplesOf(file: RecognisedFile, column: string): string[] {
  const at = file.columns.indexOf(column);
  if (at === -1) return [];
  const values = file.samples.flatMap((row) => ("cells" in row && row.cells[at]?.trim() ? [row.cells[at]] : []));
  return [...new Set(values)].slice(0, SHOWN_SAMPLES);
}

function Samples({ values }: { values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <ul className="grid gap-0.5 border-l-2 border-rule pl-2 text-sm text-ink-soft">
      {values.map((value) => (
        <li key={value} className="truncate" title={value}>
          {value}
        </li>
      ))}
    </ul>
  );
}
