import { ORIGIN_WORDS } from "@/server/core/articles/origin-words";
import { countryName } from "@/server/core/outlets/country-name";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";

/** Names of what a filter speaks of by id. */
export interface FilterNames {
  themes: ReadonlyMap<string, string>;
  outlets: ReadonlyMap<string, string>;
  feeds?: ReadonlyMap<string, string>;
}

const languages = new Intl.DisplayNames("en", { type: "language" });

/** A filter in words, one pair per restriction, days aside; an empty list means that nothing is left out. */
export function describeFilter(filter: CoverageFilter, names: FilterNames): [what: string, words: string][] {
  const said: [string, string][] = [];
  const list = (what: string, words: readonly string[] | undefined) => {
    if (words?.length) said.push([what, words.join("; ")]);
  };
  const themes = (ids: readonly string[] | undefined) => ids?.map((id) => names.themes.get(id) ?? "a theme that is gone");
  list("Themes", themes(filter.themes));
  list("Also about", themes(filter.allThemes));
  list("Not about", themes(filter.noThemes));
  list("Outlets", filter.outlets?.map((id) => names.outlets.get(id) ?? "an outlet that is gone"));
  list("Groups of outlets", filter.outletGroups);
  list("Countries", filter.countries?.map((code) => countryName(code) ?? code));
  list("Feeds", filter.feeds?.map((id) => names.feeds?.get(id) ?? "one feed"));
  list("Languages", filter.languages?.map((tag) => languages.of(tag) ?? tag));
  list("Came by", filter.origins?.map((origin) => ORIGIN_WORDS[origin]));
  if (filter.q) said.push(["Words", filter.q]);
  if (filter.matches === "unrejected") said.push(["Matches", "without those that people rejected"]);
  if (filter.matches === "rejected") said.push(["Matches", "only those that people rejected"]);
  return said;
}
