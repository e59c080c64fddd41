"use client";

import { useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { languageOptions } from "@/components/articles/language-options";
import { MoreArticlesFilters, some } from "@/components/articles/more-articles-filters";
import { formatCount } from "@/components/charts/format-value";
import { sayDays } from "@/components/charts/say-days";
import type { Series } from "@/components/trends/prepare-trends";
import { ThemeChips } from "@/components/trends/theme-chips";
import { Button } from "@/components/ui/button";
import { CheckMenu } from "@/components/ui/check-menu";
import { Checkbox } from "@/components/ui/checkbox";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Menu } from "@/components/ui/menu";
import { Segmented } from "@/components/ui/segmented";
import { TextInput } from "@/components/ui/text-input";
import { ORIGIN_WORDS } from "@/server/core/articles/origin-words";
import { BUCKETS, type Bucket } from "@/server/core/trends/buckets";
import { ORIGINS } from "@/server/core/trends/coverage-choices";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { NO_FILTER } from "@/server/core/trends/loosen-filter";
import { SMOOTHED_PERIODS } from "@/server/core/trends/smooth-points";
import { countNoun } from "@/server/core/text/count-noun";
import { addDays } from "@/server/core/trends/days";
import type { FilterUrl, ParsedFilterUrl } from "@/server/core/trends/filter-address";

export interface TrendsControlsProps {
  state: ParsedFilterUrl;
  series: Series;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  onChange: (changes: Partial<FilterUrl>) => void;
  /** A pointer rests on a choice that needs other numbers. */
  onExpect: (changes: Partial<FilterUrl>) => void;
}

const BUCKET_WORDS: Record<Bucket, string> = { day: "Days", week: "Weeks", month: "Months", quarter: "Quarters" };

/** What is counted, and over which coverage. Every choice is in the address. */
export function TrendsControls({ state, series, outlets, themes, onChange, onExpect }: TrendsControlsProps) {
  const { filter, unit, measure } = state;
  const set = (changes: CoverageFilter) => onChange({ filter: { ...filter, ...changes } });
  const hidden = [filter.languages, filter.origins, filter.q, filter.allThemes, filter.noThemes, filter.outletGroups, filter.countries, filter.feeds, filter.matches === "unrejected" || undefined].filter(Boolean).length;
  const [isMore, setIsMore] = useState(hidden > 0);
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
          onPoint={(value) => onExpect({ unit: value })}
        />
        <Segmented
          legend="Interval"
          options={BUCKETS.map((bucket) => ({ value: bucket, label: BUCKET_WORDS[bucket], disabled: !series.legalBuckets.includes(bucket) }))}
          value={series.bucket}
          onChange={(value) => onChange({ bucket: value })}
          onPoint={(value) => onExpect({ bucket: value })}
        />
        <Checkbox label="Compare with the period before" checked={state.compare === "previous"} onChange={(event) => onChange({ compare: event.target.checked ? "previous" : undefined })} />
        <Checkbox label={`Smooth over ${countNoun(SMOOTHED_PERIODS[series.bucket], series.bucket)}`} checked={state.smooth === "mean"} onChange={(event) => onChange({ smooth: event.target.checked ? "mean" : undefined })} />
      </div>
      {state.bucket && !series.legalBuckets.includes(state.bucket) ? (
        <p className="text-sm text-ink-soft">
          {BUCKET_WORDS[state.bucket]} do not suit {sayDays(series.from, series.to)}: the chart shows {BUCKET_WORDS[series.bucket].toLowerCase()}.
        </p>
      ) : null}
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
        <Field label="From">
          <DateInput key={`from-${series.from}`} defaultValue={series.from} max={series.to} onChange={(event) => event.target.value && event.target.value !== series.from && set({ from: event.target.value })} />
        </Field>
        <Field label="To">
          <DateInput key={`to-${series.to}`} defaultValue={series.to} min={series.from} onChange={(event) => event.target.value && event.target.value !== series.to && set({ to: event.target.value })} />
        </Field>
        <CheckMenu
          className="sm:w-52"
          label="Themes"
          none="All themes"
          noun="themes"
          values={filter.themes ?? []}
          onChange={(values) => set({ themes: some(values) })}
          options={themes.filter((theme) => !theme.archived || filter.themes?.includes(theme.id)).map((theme) => ({ value: theme.id, label: theme.name }))}
        />
        <CheckMenu
          className="sm:w-52"
          label="Outlets"
          none="All outlets"
          noun="outlets"
          values={filter.outlets ?? []}
          onChange={(values) => set({ outlets: some(values) })}
          options={outlets.map((outlet) => ({ value: outlet.id, label: outlet.name, hint: formatCount(outlet.articles) }))}
        />
        <div className="col-span-2 flex flex-wrap gap-2">
          <Menu trigger="Range" items={rangeItems(series, set)} />
          <Button aria-expanded={isMore} onClick={() => setIsMore(!isMore)}>
            {hidden > 0 ? `More filters (${hidden} on)` : "More filters"}
          </Button>
          <Button disabled={!isFiltered} onClick={() => onChange({ filter: NO_FILTER, bucket: undefined })}>
            Clear
          </Button>
        </div>
      </div>
      {isMore ? <MoreFilters filter={filter} themes={themes} set={set} /> : null}
      <ThemeChips filter={filter} themes={themes} set={set} />
    </section>
  );
}

/** Restrictions that are seldom wanted. */
function MoreFilters({ filter, themes, set }: Pick<TrendsControlsProps, "themes"> & { filter: CoverageFilter; set: (changes: CoverageFilter) => void }) {
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
        <CheckMenu className="sm:w-44" label="Languages" none="All languages" noun="languages" values={filter.languages ?? []} onChange={(values) => set({ languages: some(values) })} options={languageOptions(filter.languages)} />
        <CheckMenu
          className="sm:w-44"
          label="Came by"
          none="Any way"
          noun="ways"
          values={filter.origins ?? []}
          onChange={(values) => set({ origins: some(values) as CoverageFilter["origins"] })}
          options={ORIGINS.map((value) => ({ value, label: ORIGIN_WORDS[value] }))}
        />
        <WordsField key={filter.q ?? ""} value={filter.q ?? ""} onSearch={(q) => set({ q: q || undefined })} />
      </div>
      <MoreArticlesFilters filter={filter} themes={themes} set={set} />
    </div>
  );
}

function WordsField({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const [q, setQ] = useState(value);
  const search = () => {
    if (q.trim() !== value) onSearch(q.trim());
  };
  return (
    <search className="col-span-2 min-w-0 sm:w-64">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        <Field label="Words in the articles">
          <TextInput type="search" value={q} maxLength={500} placeholder="frozen asset*" enterKeyHint="search" onChange={(event) => setQ(event.target.value)} onBlur={search} />
        </Field>
      </form>
    </search>
  );
}

function rangeItems(series: Series, set: (changes: CoverageFilter) => void) {
  const last = (days: number) => set({ from: addDays(series.to, 1 - days), to: series.to });
  return [
    { key: "28", label: "Last four weeks", onSelect: () => last(28) },
    { key: "91", label: "Last quarter (13 weeks)", onSelect: () => last(91) },
    { key: "365", label: "Last year", onSelect: () => last(365) },
    { key: "all", label: "Everything", onSelect: () => set({ from: undefined, to: undefined }) },
  ];
}
