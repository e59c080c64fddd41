import type { Cell } from "@/server/core/exports/print-workbook";

/** What the method sheet of a list is written from. */
export interface ListMethodOf {
  workspace: string;
  timeZone: string;
  generatedAt: string;
  unit: "articles" | "stories";
  dated: "dated" | "undated";
  filterWords: [what: string, words: string][];
  days: { from?: string; to?: string };
  rules: { theme: string; number: number; rule: string }[];
}

/** What a list that left the house holds, and by which rules its themes were found. */
export function* listMethodRows({ workspace, timeZone, generatedAt, unit, dated, filterWords, days, rules }: ListMethodOf): Generator<Cell[]> {
  yield ["Workspace", workspace];
  yield ["Rows", unit, unit === "stories" ? "Articles that carry the same report stand once, as the earliest that passes the filter." : ""];
  if (dated === "undated") yield ["Dates", "none", "Only what has no date and is in no chart."];
  if (days.from) yield ["From", { day: days.from }];
  if (days.to) yield ["To", { day: days.to }];
  for (const [what, words] of filterWords) yield [`Filter: ${what.toLowerCase()}`, words];
  if (filterWords.length === 0) yield ["Filter", "none"];
  yield ["Time zone", timeZone, "A day is the day of the first publication in this zone."];
  yield ["Generated at", generatedAt];
  for (const { theme, number, rule } of rules) yield [`Rule: ${theme}`, `version ${number}`, rule];
}
