"use client";

import { useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { languageOptions } from "@/components/articles/language-options";
import type { ArticlesUrl } from "@/components/articles/use-articles-url";
import { formatCount } from "@/components/charts/format-value";
import { ThemeChips } from "@/components/trends/theme-chips";
import { MoreArticlesFilters, some, themeOptions } from "@/components/articles/more-articles-filters";
import { Button } from "@/components/ui/button";
import { CheckMenu } from "@/components/ui/check-menu";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { TextInput } from "@/components/ui/text-input";
import { ORIGIN_WORDS } from "@/server/core/articles/origin-words";
import { ORIGINS } from "@/server/core/trends/coverage-choices";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { NO_FILTER } from "@/server/core/trends/loosen-filter";

export interface ArticlesFiltersProps {
  state: ArticlesUrl;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  onChange: (changes: Partial<Omit<ArticlesUrl, "dropped" | "filter">> & { filter?: CoverageFilter }) => void;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the list is narrowed to. Every choice is in the address, so that Back undoes it. */
export function ArticlesFilters({ state, outlets, themes, onChange }: ArticlesFiltersProps) {
  const { filter, unit, dated } = state;
  const set = (changes: CoverageFilter) => onChange({ filter: changes });
  const isNarrowed = Object.keys(filter).length > 0 || unit !== "articles" || dated === "undated";
  const hidden = [filter.allThemes, filter.noThemes, filter.outletGroups, filter.countries, filter.feeds, filter.matches === "unrejected" || undefined].filter(Boolean).length;
  const [isMore, setIsMore] = useState(hidden > 0);
  const days = (name: "from" | "to") => (value: string) => {
    if (value === "" || (DAY.test(value) && value >= "1800-01-01")) set({ [name]: value || undefined });
  };
  return (
    <section aria-label="What the list shows" className="grid gap-3 border-t border-rule pt-4 print:hidden">
      <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
        <SearchField key={`q-${filter.q ?? ""}`} value={filter.q ?? ""} onSearch={(q) => set({ q: q || undefined })} />
        <CheckMenu className="min-w-0 sm:w-48" label="Themes" none="Any or none" noun="themes" values={filter.themes ?? []} onChange={(values) => set({ themes: some(values) })} options={themeOptions(themes, filter.themes)} />
        <CheckMenu
          className="min-w-0 sm:w-48"
          label="Outlets"
          none="All outlets"
          noun="outlets"
          values={filter.outlets ?? []}
          onChange={(values) => set({ outlets: some(values) })}
          options={outlets.map(({ id, name, articles }) => ({ value: id, label: name, hint: formatCount(articles) }))}
        />
        <CheckMenu className="min-w-0 sm:w-40" label="Languages" none="All languages" noun="languages" values={filter.languages ?? []} onChange={(values) => set({ languages: some(values) })} options={languageOptions(filter.languages)} />
        <CheckMenu
          className="min-w-0 sm:w-36"
          label="Came by"
          none="Any way"
          noun="ways"
          values={filter.origins ?? []}
          onChange={(values) => set({ origins: some(values) as CoverageFilter["origins"] })}
          options={ORIGINS.map((value) => ({ value, label: ORIGIN_WORDS[value] }))}
        />
      </div>
      <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        {dated === "dated" ? (
          <>
            <Field label="From">
              <DateInput key={`from-${filter.from ?? ""}`} defaultValue={filter.from} max={filter.to} onBlur={(event) => event.target.value !== (filter.from ?? "") && days("from")(event.target.value)} onChange={(event) => event.target.value > "1900" && days("from")(event.target.value)} />
            </Field>
            <Field label="To">
              <DateInput key={`to-${filter.to ?? ""}`} defaultValue={filter.to} min={filter.from} onBlur={(event) => event.target.value !== (filter.to ?? "") && days("to")(event.target.value)} onChange={(event) => event.target.value > "1900" && days("to")(event.target.value)} />
            </Field>
          </>
        ) : null}
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
      {isMore ? <MoreArticlesFilters filter={filter} themes={themes} set={set} /> : null}
      <ThemeChips filter={filter} themes={themes} set={set} />
    </section>
  );
}

function SearchField({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const [q, setQ] = useState(value);
  return (
    <search className="col-span-2 min-w-0 sm:w-72">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (q.trim() !== value) onSearch(q.trim());
        }}
      >
        <Field label="Words in headline or text">
          <TextInput type="search" value={q} maxLength={500} placeholder="frozen asset*" enterKeyHint="search" onChange={(event) => setQ(event.target.value)} onBlur={() => q.trim() !== value && onSearch(q.trim())} />
        </Field>
      </form>
    </search>
  );
}
