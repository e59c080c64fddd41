"use client";

import { lazy, Suspense, useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { DayFields, LanguagesField, OriginsField, OutletsField, ThemesField, WordsField } from "@/components/filters/filter-fields";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";

/** Loaded when it is unfolded. */
const MoreFilters = lazy(async () => ({ default: (await import("@/components/filters/more-filters")).MoreFilters }));

export interface BoardFilterProps {
  query: string;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  mayChange: boolean;
  onChange: (query: string) => void;
}

/** What all charts of the board are under; a chart keeps what is left open here. */
export function BoardFilter({ query, outlets, themes, mayChange, onChange }: BoardFilterProps) {
  const params = new URLSearchParams(query);
  const state = readFilterAddress(params, []);
  const { filter } = state;
  const print = (next: CoverageFilter, unit: string | null) => {
    const printed = printFilterUrl({ ...state, filter: next, unit: undefined });
    // Said outright, also the default: a board that says nothing leaves each chart its own.
    if (unit) printed.set("unit", unit);
    onChange(printed.toString());
  };
  const unit = params.get("unit");
  const set = (changes: CoverageFilter) => print({ ...filter, ...changes }, unit);
  const fields = { filter, set, none: "As each chart says" };
  const hidden = [filter.origins, filter.q, filter.allThemes, filter.noThemes, filter.outletGroups, filter.countries, filter.feeds, filter.matches].filter(Boolean).length;
  const [isMore, setIsMore] = useState(hidden > 0);
  const isFiltered = query !== "";
  return (
    <section aria-label="Filter of the whole board" className="border-t border-rule pt-4 print:hidden">
      <fieldset disabled={!mayChange} className="m-0 grid grid-cols-2 gap-3 border-0 p-0 sm:flex sm:flex-wrap sm:items-end">
        <legend className="sr-only">All charts of this board</legend>
        <DayFields from={filter.from} to={filter.to} set={set} />
        <ThemesField {...fields} themes={themes} />
        <OutletsField {...fields} outlets={outlets} />
        <LanguagesField {...fields} className="sm:w-44" />
        <Field label="Unit" className="sm:w-44">
          <Select
            value={unit ?? ""}
            onChange={(event) => print(filter, event.target.value || null)}
            options={[
              { value: "", label: "As each chart says" },
              { value: "articles", label: "Articles" },
              { value: "stories", label: "Stories" },
            ]}
          />
        </Field>
        <Button aria-expanded={isMore} onClick={() => setIsMore(!isMore)}>
          {hidden > 0 ? `More filters (${hidden} on)` : "More filters"}
        </Button>
        <Button disabled={!isFiltered || !mayChange} onClick={() => onChange("")}>
          Clear
        </Button>
      </fieldset>
      {isMore ? (
        <fieldset disabled={!mayChange} className="m-0 mt-3 grid gap-3 border-0 p-0">
          <legend className="sr-only">More conditions for all charts of this board</legend>
          <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
            <OriginsField {...fields} className="sm:w-48" />
            <WordsField {...fields} />
          </div>
          <Suspense fallback={null}>
            <MoreFilters filter={filter} themes={themes} set={set} none="As each chart says" />
          </Suspense>
        </fieldset>
      ) : null}
    </section>
  );
}
