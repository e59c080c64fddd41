"use client";

import { memo, useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { sayDays } from "@/components/charts/say-days";
import { DayFields, LanguagesField, OriginsField, OutletsField, ThemesField, WordsField } from "@/components/filters/filter-fields";
import { MoreFilters } from "@/components/filters/more-filters";
import type { Series } from "@/components/trends/prepare-trends";
import { ThemeChips } from "@/components/trends/theme-chips";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Menu } from "@/components/ui/menu";
import { Segmented } from "@/components/ui/segmented";
import { BUCKETS, type Bucket } from "@/server/core/trends/buckets";
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
  /** A pointer rests on a choice that needs other numbers, or the next key leads there. */
  onExpect: (changes: Partial<FilterUrl>) => void;
}

const BUCKET_WORDS: Record<Bucket, string> = { day: "Days", week: "Weeks", month: "Months", quarter: "Quarters" };

/** What is counted, and over which coverage. Every choice is in the address. */
export function TrendsControls({ state, series, outlets, themes, onChange, onExpect }: TrendsControlsProps) {
  const { filter, unit, measure } = state;
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
      <FilterFields filter={filter} isFiltered={Object.keys(filter).length > 0 || state.bucket !== undefined} from={series.from} to={series.to} outlets={outlets} themes={themes} onChange={onChange} />
    </section>
  );
}

type FilterFieldsProps = Pick<TrendsControlsProps, "outlets" | "themes" | "onChange"> & { filter: CoverageFilter; isFiltered: boolean; from: string; to: string };

/** The fields that choose coverage: drawn anew with another filter, not with another way of looking at the same. */
const FilterFields = memo(function FilterFields({ filter, isFiltered, from, to, outlets, themes, onChange }: FilterFieldsProps) {
  const set = (changes: CoverageFilter) => onChange({ filter: { ...filter, ...changes } });
  const fields = { filter, set };
  const hidden = [filter.languages, filter.origins, filter.q, filter.allThemes, filter.noThemes, filter.outletGroups, filter.countries, filter.feeds, filter.matches].filter(Boolean).length;
  const [isMore, setIsMore] = useState(hidden > 0);
  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
        <DayFields from={from} to={to} set={set} />
        <ThemesField {...fields} themes={themes} className="sm:w-52" />
        <OutletsField {...fields} outlets={outlets} className="sm:w-52" />
        <div className="col-span-2 flex flex-wrap gap-2">
          <Menu trigger="Range" items={rangeItems(to, set)} />
          <Button aria-expanded={isMore} onClick={() => setIsMore(!isMore)}>
            {hidden > 0 ? `More filters (${hidden} on)` : "More filters"}
          </Button>
          <Button disabled={!isFiltered} onClick={() => onChange({ filter: NO_FILTER, bucket: undefined })}>
            Clear
          </Button>
        </div>
      </div>
      {isMore ? (
        <div className="grid gap-3">
          <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
            <LanguagesField {...fields} className="sm:w-44" />
            <OriginsField {...fields} className="sm:w-44" />
            <WordsField {...fields} />
          </div>
          <MoreFilters filter={filter} themes={themes} set={set} />
        </div>
      ) : null}
      <ThemeChips filter={filter} themes={themes} set={set} />
    </>
  );
});

function rangeItems(to: string, set: (changes: CoverageFilter) => void) {
  const last = (days: number) => set({ from: addDays(to, 1 - days), to });
  return [
    { key: "28", label: "Last four weeks", onSelect: () => last(28) },
    { key: "91", label: "Last quarter (13 weeks)", onSelect: () => last(91) },
    { key: "365", label: "Last year", onSelect: () => last(365) },
    { key: "all", label: "Everything", onSelect: () => set({ from: undefined, to: undefined }) },
  ];
}
