"use client";

import { useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import type { ArticlesUrl } from "@/components/articles/use-articles-url";
import { DayFields, LanguagesField, OriginsField, OutletsField, ThemesField, WordsField } from "@/components/filters/filter-fields";
import { MoreFilters } from "@/components/filters/more-filters";
import { ThemeChips } from "@/components/trends/theme-chips";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { NO_FILTER } from "@/server/core/trends/loosen-filter";

export interface ArticlesFiltersProps {
  state: ArticlesUrl;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  onChange: (changes: Partial<Omit<ArticlesUrl, "dropped" | "filter">> & { filter?: CoverageFilter }) => void;
}

/** What the list is narrowed to. Every choice is in the address, so that Back undoes it. */
export function ArticlesFilters({ state, outlets, themes, onChange }: ArticlesFiltersProps) {
  const { filter, unit, dated } = state;
  const set = (changes: CoverageFilter) => onChange({ filter: changes });
  const fields = { filter, set };
  const isNarrowed = Object.keys(filter).length > 0 || unit !== "articles" || dated === "undated";
  const hidden = [filter.allThemes, filter.noThemes, filter.outletGroups, filter.countries, filter.feeds, filter.matches].filter(Boolean).length;
  const [isMore, setIsMore] = useState(hidden > 0);
  return (
    <section aria-label="What the list shows" className="grid gap-3 border-t border-rule pt-4 print:hidden">
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
        <WordsField {...fields} className="sm:w-72" />
        <ThemesField {...fields} themes={themes} none="Any or none" />
        <OutletsField {...fields} outlets={outlets} />
        <LanguagesField {...fields} />
        <OriginsField {...fields} />
      </div>
      <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        {dated === "dated" ? <DayFields from={filter.from} to={filter.to} set={set} /> : null}
        <Segmented
          className="col-span-2"
          legend="Copies"
          options={[
            { value: "articles", label: "Every article" },
            { value: "stories", label: "Copies folded", title: "Articles that carry the same report stand once, by the earliest" },
          ]}
          value={unit}
          onChange={(value) => onChange({ unit: value })}
        />
        <Button aria-expanded={isMore} onClick={() => setIsMore(!isMore)}>
          {hidden > 0 ? `More filters (${hidden} on)` : "More filters"}
        </Button>
        <Button disabled={!isNarrowed} onClick={() => onChange({ filter: NO_FILTER, unit: "articles", dated: "dated" })}>
          Clear
        </Button>
      </div>
      {isMore ? <MoreFilters filter={filter} themes={themes} set={set} /> : null}
      <ThemeChips filter={filter} themes={themes} set={set} />
    </section>
  );
}
