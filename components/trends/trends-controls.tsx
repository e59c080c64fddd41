"use client";

import type { Outputs } from "@/components/api/api-provider";
import { formatCount } from "@/components/charts/format-value";
import type { Series } from "@/components/trends/prepare-trends";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Menu } from "@/components/ui/menu";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { BUCKETS, type Bucket } from "@/server/core/trends/buckets";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { addDays } from "@/server/core/trends/days";
import type { FilterUrl, ParsedFilterUrl } from "@/server/core/trends/filter-url";

export interface TrendsControlsProps {
  state: ParsedFilterUrl;
  series: Series;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  onChange: (changes: Partial<FilterUrl>) => void;
}

const BUCKET_WORDS: Record<Bucket, string> = { day: "Days", week: "Weeks", month: "Months", quarter: "Quarters" };

/** What is counted, and over which coverage. Every choice is in the address. */
export function TrendsControls({ state, series, outlets, themes, onChange }: TrendsControlsProps) {
  const { filter, unit, measure } = state;
  const set = (changes: CoverageFilter) => onChange({ filter: { ...filter, ...changes } });
  const isFiltered = Object.keys(filter).length > 0 || state.bucket !== undefined;
  return (
    <section className="mt-6 grid gap-3 border-t border-rule pt-4 print:hidden" aria-label="What the chart shows">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          legend="Measure"
          options={[
            { value: "share", label: "Share" },
            { value: "count", label: "Count" },
          ]}
          value={measure}
          onChange={(value) => onChange({ measure: value })}
        />
        <Segmented
          legend="Unit"
          options={[
            { value: "articles", label: "Articles" },
            { value: "stories", label: "Stories", title: "Copies of one report count once" },
          ]}
          value={unit}
          onChange={(value) => onChange({ unit: value })}
        />
        <Segmented
          legend="Interval"
          options={BUCKETS.map((bucket) => ({ value: bucket, label: BUCKET_WORDS[bucket], disabled: !series.legalBuckets.includes(bucket) }))}
          value={series.bucket}
          onChange={(value) => onChange({ bucket: value })}
        />
      </div>
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
        <Field label="From">
          <DateInput key={`from-${series.from}`} defaultValue={series.from} max={series.to} onChange={(event) => event.target.value && event.target.value !== series.from && set({ from: event.target.value })} />
        </Field>
        <Field label="To">
          <DateInput key={`to-${series.to}`} defaultValue={series.to} min={series.from} onChange={(event) => event.target.value && event.target.value !== series.to && set({ to: event.target.value })} />
        </Field>
        <Field label="Outlet" className="min-w-0 sm:w-56">
          <Select
            value={filter.outlets?.length === 1 ? filter.outlets[0] : ""}
            onChange={(event) => set({ outlets: event.target.value ? [event.target.value] : undefined })}
            options={[{ value: "", label: filter.outlets && filter.outlets.length > 1 ? `${filter.outlets.length} outlets` : "All outlets" }, ...outlets.slice(0, 500).map((outlet) => ({ value: outlet.id, label: `${outlet.name} (${formatCount(outlet.articles)})` }))]}
          />
        </Field>
        <Field label="Theme" className="min-w-0 sm:w-56">
          <Select
            value={filter.themes?.length === 1 ? filter.themes[0] : ""}
            onChange={(event) => set({ themes: event.target.value ? [event.target.value] : undefined })}
            options={[{ value: "", label: filter.themes && filter.themes.length > 1 ? `${filter.themes.length} themes` : "All themes" }, ...themes.filter((theme) => !theme.archived).map((theme) => ({ value: theme.id, label: theme.name }))]}
          />
        </Field>
        <Field label="Matches" className="min-w-0 sm:w-48">
          <Select
            value={filter.matches ?? "all"}
            onChange={(event) => set({ matches: event.target.value === "unrejected" ? "unrejected" : undefined })}
            options={[
              { value: "all", label: "As the rules found them" },
              { value: "unrejected", label: "Without rejected ones" },
            ]}
          />
        </Field>
        <div className="col-span-2 flex flex-wrap gap-2">
          <Menu trigger="Range" items={rangeItems(series, set)} />
          <Button disabled={!isFiltered} onClick={() => onChange({ filter: NO_FILTER, bucket: undefined })}>
            Clear
          </Button>
        </div>
      </div>
    </section>
  );
}

const NO_FILTER: CoverageFilter = { from: undefined, to: undefined, themes: undefined, outlets: undefined, languages: undefined, origins: undefined, q: undefined, matches: undefined };

function rangeItems(series: Series, set: (changes: CoverageFilter) => void) {
  const last = (days: number) => set({ from: addDays(series.to, 1 - days), to: series.to });
  return [
    { key: "28", label: "Last four weeks", onSelect: () => last(28) },
    { key: "91", label: "Last quarter (13 weeks)", onSelect: () => last(91) },
    { key: "365", label: "Last year", onSelect: () => last(365) },
    { key: "all", label: "Everything", onSelect: () => set({ from: undefined, to: undefined }) },
  ];
}
