"use client";

import { useMemo, useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { languageOptions } from "@/components/articles/language-options";
import { formatCount } from "@/components/charts/format-value";
import { CheckMenu, type CheckOption } from "@/components/ui/check-menu";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { ORIGIN_WORDS } from "@/server/core/articles/origin-words";
import { tellApart } from "@/server/core/outlets/tell-apart";
import { ORIGINS } from "@/server/core/trends/coverage-choices";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";

/** A field of the one filter, as every screen that has it shows it. */
export interface FilterFieldProps {
  filter: CoverageFilter;
  set: (changes: CoverageFilter) => void;
  /** What an untouched choice means, where that is not the same as no restriction. */
  none?: string;
  className?: string;
}

/** A filter without a choice is no filter. */
export const some = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined);

/** Themes to choose from; an archived one only where an address names it. */
export const themeOptions = (themes: Outputs["themes"]["list"], chosen: readonly string[] | undefined): CheckOption[] =>
  themes.filter((theme) => !theme.archived || chosen?.includes(theme.id)).map(({ id, name }) => ({ value: id, label: name }));

export function ThemesField({ filter, set, themes, none = "All themes", className = "sm:w-48" }: FilterFieldProps & { themes: Outputs["themes"]["list"] }) {
  return <CheckMenu className={`min-w-0 ${className}`} label="Themes" none={none} noun="themes" values={filter.themes ?? []} onChange={(values) => set({ themes: some(values) })} options={themeOptions(themes, filter.themes)} />;
}

export function OutletsField({ filter, set, outlets, none = "All outlets", className = "sm:w-48" }: FilterFieldProps & { outlets: Outputs["trends"]["outlets"] }) {
  const named = useMemo(() => tellApart(outlets), [outlets]);
  return (
    <CheckMenu
      className={`min-w-0 ${className}`}
      label="Outlets"
      none={none}
      noun="outlets"
      values={filter.outlets ?? []}
      onChange={(values) => set({ outlets: some(values) })}
      options={named.map(({ id, name, articles }) => ({ value: id, label: name, hint: formatCount(articles) }))}
    />
  );
}

export function LanguagesField({ filter, set, none = "All languages", className = "sm:w-40" }: FilterFieldProps) {
  return <CheckMenu className={`min-w-0 ${className}`} label="Languages" none={none} noun="languages" values={filter.languages ?? []} onChange={(values) => set({ languages: some(values) })} options={languageOptions(filter.languages)} />;
}

export function OriginsField({ filter, set, none = "Any way", className = "sm:w-40" }: FilterFieldProps) {
  return (
    <CheckMenu
      className={`min-w-0 ${className}`}
      label="Came by"
      none={none}
      noun="ways"
      values={filter.origins ?? []}
      onChange={(values) => set({ origins: some(values) as CoverageFilter["origins"] })}
      options={ORIGINS.map((value) => ({ value, label: ORIGIN_WORDS[value] }))}
    />
  );
}

export function WordsField({ filter, set, className = "sm:w-64" }: FilterFieldProps) {
  return <Words key={filter.q ?? ""} value={filter.q ?? ""} className={className} onSearch={(q) => set({ q: q || undefined })} />;
}

function Words({ value, className, onSearch }: { value: string; className: string; onSearch: (q: string) => void }) {
  const [q, setQ] = useState(value);
  const search = () => {
    if (q.trim() !== value) onSearch(q.trim());
  };
  return (
    <search className={`col-span-2 min-w-0 ${className}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        <Field label="Words in headline or text">
          <TextInput type="search" value={q} maxLength={500} placeholder="frozen asset*" enterKeyHint="search" onChange={(event) => setQ(event.target.value)} onBlur={search} />
        </Field>
      </form>
    </search>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const EARLIEST = "1800-01-01";
/** While a year is typed the browser tells of 0002, 0020 and 0202; an earlier one than this counts when it is left. */
const SURELY_WHOLE = "1900";

/** The first day and the last; `from` and `to` are those that are shown, which the filter need not say. */
export function DayFields({ from, to, set }: { from: string | undefined; to: string | undefined; set: FilterFieldProps["set"] }) {
  return (
    <>
      <Field label="From">
        <DayField value={from ?? ""} max={to} onDay={(day) => set({ from: day })} />
      </Field>
      <Field label="To">
        <DayField value={to ?? ""} min={from} onDay={(day) => set({ to: day })} />
      </Field>
    </>
  );
}

/** Keeps what is being typed until it is left, and asks for a day as soon as it is surely whole. */
function DayField({ value, min, max, onDay }: { value: string; min?: string; max?: string; onDay: (day: string | undefined) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const type = (said: string) => {
    setDraft(said);
    const isSure = DAY.test(said) && said > SURELY_WHOLE && !(min && said < min) && !(max && said > max);
    if (isSure && said !== value) onDay(said);
  };
  const leave = () => {
    setDraft(null);
    if (draft !== null && draft !== value && (draft === "" || (DAY.test(draft) && draft >= EARLIEST))) onDay(draft || undefined);
  };
  return <DateInput value={draft ?? value} min={min} max={max} onChange={(event) => type(event.target.value)} onBlur={leave} />;
}
