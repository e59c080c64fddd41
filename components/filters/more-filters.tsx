"use client";

import { useQuery } from "@tanstack/react-query";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { some, themeOptions } from "@/components/filters/filter-fields";
import { useWorkspace } from "@/components/session/workspace-context";
import { CheckMenu } from "@/components/ui/check-menu";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { countryName } from "@/server/core/outlets/country-name";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b, "en"));

export interface MoreFiltersProps {
  filter: CoverageFilter;
  themes: Outputs["themes"]["list"];
  set: (changes: CoverageFilter) => void;
  /** What an untouched choice means, where that is not the same as no restriction. */
  none?: string;
}

const MATCHES = ["unrejected", "rejected"] as const;

/** Restrictions that are seldom wanted; what they offer is read when they are opened. */
export function MoreFilters({ filter, themes, set, none }: MoreFiltersProps) {
  const api = useApi();
  const { slug } = useWorkspace();
  const outlets = useQuery(api.outlets.list.queryOptions({ workspace: slug }));
  const feeds = useQuery(api.feeds.list.queryOptions({ workspace: slug }));
  const groups = sorted([...(outlets.data ?? []).map(({ groupName }) => groupName), ...(filter.outletGroups ?? [])]);
  const countries = sorted([...(outlets.data ?? []).map(({ country }) => country ?? ""), ...(filter.countries ?? [])]);
  const listed = (feeds.data?.feeds ?? []).filter(({ state }) => state !== "choose");
  const gone = (filter.feeds ?? []).filter((id) => !listed.some((feed) => feed.id === id));
  const problem = outlets.error ?? feeds.error;
  return (
    <div className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
      <CheckMenu className="min-w-0 sm:w-48" label="Also about" none={none ?? "No other theme"} noun="themes" values={filter.allThemes ?? []} onChange={(values) => set({ allThemes: some(values) })} options={themeOptions(themes, filter.allThemes)} />
      <CheckMenu className="min-w-0 sm:w-44" label="Not about" none={none ?? "No theme"} noun="themes" values={filter.noThemes ?? []} onChange={(values) => set({ noThemes: some(values) })} options={themeOptions(themes, filter.noThemes)} />
      <CheckMenu className="min-w-0 sm:w-40" label="Groups of outlets" none={none ?? "All groups"} noun="groups" values={filter.outletGroups ?? []} onChange={(values) => set({ outletGroups: some(values) })} options={groups.map((value) => ({ value, label: value }))} />
      <CheckMenu className="min-w-0 sm:w-40" label="Countries" none={none ?? "All countries"} noun="countries" values={filter.countries ?? []} onChange={(values) => set({ countries: some(values) })} options={countries.map((value) => ({ value, label: countryName(value) ?? value }))} />
      <CheckMenu
        className="min-w-0 sm:w-48"
        label="Feeds"
        none={none ?? "Any feed or none"}
        noun="feeds"
        values={filter.feeds ?? []}
        onChange={(values) => set({ feeds: some(values) })}
        options={[...listed.map(({ id, title }) => ({ value: id, label: title })), ...(feeds.data ? gone.map((value) => ({ value, label: "a feed that is collected no more" })) : [])]}
      />
      <Field label="Matches" className="min-w-0 sm:w-60">
        <Select
          value={filter.matches ?? "all"}
          onChange={(event) => set({ matches: MATCHES.find((value) => value === event.target.value) })}
          options={[
            { value: "all", label: none ?? "As the rules found them" },
            { value: "unrejected", label: "Without rejected ones" },
            { value: "rejected", label: "Only rejected ones" },
          ]}
        />
      </Field>
      {problem ? <p className="text-danger">{explainError(problem)}</p> : null}
    </div>
  );
}
