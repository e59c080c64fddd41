"use client";

import { lazy, Suspense, useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { languageOptions } from "@/components/articles/language-options";
import { formatCount } from "@/components/charts/format-value";
import { CheckMenu } from "@/components/ui/check-menu";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";

/** Loaded when it is unfolded. */
const MoreArticlesFilters = lazy(async () => ({ default: (await import("@/components/articles/more-articles-filters")).MoreArticlesFilters }));

export interface BoardFilterProps {
  query: string;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  mayChange: boolean;
  onChange: (query: string) => void;
}

const DAY = /^[12]\d{3}-\d{2}-\d{2}$/;
const some = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined);

/** What all charts of the board are under; a chart keeps what is left open here. */
export function BoardFilter({ query, outlets, themes, mayChange, onChange }: BoardFilterProps) {
  const params = new URLSearchParams(query);
  const state = readFilterAddress(params, []);
  const { filter } = state;
  const [draft, setDraft] = useState<{ from?: string; to?: string }>({});
  const print = (next: CoverageFilter, unit: string | null) => {
    const printed = printFilterUrl({ ...state, filter: next, unit: undefined });
    // Said outright, also the default: a board that says nothing leaves each chart its own.
    if (unit) printed.set("unit", unit);
    onChange(printed.toString());
  };
  const unit = params.get("unit");
  const set = (changes: CoverageFilter) => print({ ...filter, ...changes }, unit);
  const day = (name: "from" | "to") => ({
    value: draft[name] ?? filter[name] ?? "",
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
    onBlur: () => {
      const value = draft[name];
      setDraft({ ...draft, [name]: undefined });
      if (value !== undefined && value !== (filter[name] ?? "") && (value === "" || DAY.test(value))) set({ [name]: value || undefined });
    },
  });
  const hidden = [filter.allThemes, filter.noThemes, filter.outletGroups, filter.countries, filter.feeds, filter.matches].filter(Boolean).length;
  const [isMore, setIsMore] = useState(hidden > 0);
  const isFiltered = query !== "";
  return (
    <section aria-label="Filter of the whole board" className="border-t border-rule pt-4 print:hidden">
      <fieldset disabled={!mayChange} className="m-0 grid grid-cols-2 gap-3 border-0 p-0 sm:flex sm:flex-wrap sm:items-end">
        <legend className="sr-only">All charts of this board</legend>
        <Field label="From">
          <DateInput {...day("from")} max={filter.to} />
        </Field>
        <Field label="To">
          <DateInput {...day("to")} min={filter.from} />
        </Field>
        <CheckMenu className="sm:w-48" label="Themes" none="As each chart says" noun="themes" values={filter.themes ?? []} onChange={(values) => set({ themes: some(values) })} options={themes.filter((theme) => !theme.archived || filter.themes?.includes(theme.id)).map(({ id, name }) => ({ value: id, label: name }))} />
        <CheckMenu className="sm:w-48" label="Outlets" none="As each chart says" noun="outlets" values={filter.outlets ?? []} onChange={(values) => set({ outlets: some(values) })} options={outlets.map(({ id, name, articles }) => ({ value: id, label: name, hint: formatCount(articles) }))} />
        <CheckMenu className="sm:w-44" label="Languages" none="As each chart says" noun="languages" values={filter.languages ?? []} onChange={(values) => set({ languages: some(values) })} options={languageOptions(filter.languages)} />
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
        <fieldset disabled={!mayChange} className="m-0 mt-3 border-0 p-0">
          <legend className="sr-only">More conditions for all charts of this board</legend>
          <Suspense fallback={null}>
            <MoreArticlesFilters filter={filter} themes={themes} set={set} none="As each chart says" />
          </Suspense>
        </fieldset>
      ) : null}
    </section>
  );
}
