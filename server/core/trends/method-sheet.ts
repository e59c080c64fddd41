import { sayAnnotation } from "@/server/core/trends/shown-annotation";
import type { SeriesBucket } from "@/server/core/trends/coverage-series";
import type { Day } from "@/server/core/trends/days";
import type { Cell } from "@/server/core/exports/print-workbook";
import { bucketNote } from "@/server/core/trends/series-rows";
import { countNoun } from "@/server/core/text/count-noun";

/** What a method sheet is written from. */
export interface MethodOf {
  workspace: string;
  filterWords: [what: string, words: string][];
  rules: { themeId: string; theme: string; number: number; rule: string; activeFrom: Day | null; rejected: number; addedByHand: number }[];
  series: {
    from: Day;
    to: Day;
    bucket: string;
    unit: string;
    buckets: readonly SeriesBucket[];
    annotations: readonly { fromDay: Day; toDay: Day | null; text: string; author: string | null; themeId: string | null }[];
    ruleChanges: readonly { day: Day; themeName: string; number: number; reason: string }[];
    method: { timeZone: string; weekStart: number; generatedAt: string; denominator: number; articles: number; processed: number; undated: number };
  };
}

export const METHOD_COLUMNS = [
  { header: "What", widthChars: 28 },
  { header: "Value", widthChars: 60 },
  { header: "Detail", widthChars: 80 },
];

const WEEKDAYS = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** What the numbers of an export rest on, row by row: filter, denominator, rules with their text, gaps, notes. */
export function* methodRows({ workspace, filterWords, rules, series }: MethodOf): Generator<Cell[]> {
  const { method } = series;
  yield ["Workspace", workspace];
  yield ["From", { day: series.from }];
  yield ["To", { day: series.to }];
  yield ["Interval", series.bucket];
  yield ["Unit", series.unit, series.unit === "stories" ? "Articles that carry the same report count once, in the period of the earliest." : ""];
  for (const [what, words] of filterWords) yield [`Filter: ${what.toLowerCase()}`, words];
  if (filterWords.length === 0) yield ["Filter", "none", "All coverage of the range is counted."];
  yield ["Denominator", method.denominator, `All ${series.unit} under the same filter without its themes and its words; a share is a part of these, period by period.`];
  yield ["Articles processed", method.processed, `of ${method.articles} in the range`];
  yield ["Articles without a date", method.undated, "They are in no period."];
  yield ["Time zone", method.timeZone, `Weeks begin on ${WEEKDAYS[method.weekStart] ?? ""}.`];
  yield ["Generated at", method.generatedAt];
  for (const { theme, number, rule, activeFrom } of rules) yield [`Rule: ${theme}`, `version ${number}${activeFrom ? `, in force since ${activeFrom}` : ""}`, rule];
  for (const { theme, rejected, addedByHand } of rules) yield [`Judged: ${theme}`, rejected, `matches rejected by people; they are counted unless the filter says otherwise. ${countNoun(addedByHand, "article")} added by hand, not counted.`];
  for (const { day, themeName, number, reason } of series.ruleChanges) yield [`Rule change: ${themeName}`, { day }, `version ${number}. ${reason}`];
  for (const { what, start, end, buckets, note } of notedRuns(series.buckets)) yield [what, { day: start }, buckets === 1 ? note : `${buckets} periods, until ${end}. ${note}`];
  const names = new Map(rules.map(({ themeId, theme }) => [themeId, theme]));
  for (const note of series.annotations) yield [`Note: ${note.themeId ? (names.get(note.themeId) ?? "a theme") : "all themes"}`, { day: note.fromDay }, `${note.toDay ? `(until ${note.toDay}) ` : ""}${sayAnnotation(note)}`];
}

const STATE_WORDS: Record<SeriesBucket["state"], string> = { complete: "Cut by the range", unfinished: "Unfinished", partial: "Partly collected", gap: "Gap" };

/** Buckets that are not to be compared with others, those in a row of which the same is said as one. */
function notedRuns(buckets: readonly SeriesBucket[]): { what: string; start: Day; end: Day; buckets: number; note: string }[] {
  const runs: { what: string; start: Day; end: Day; buckets: number; note: string; last: number }[] = [];
  buckets.forEach((bucket, i) => {
    if (bucket.state === "complete" && !bucket.cut) return;
    const [what, note] = [STATE_WORDS[bucket.state], bucketNote(bucket)];
    const run = runs.at(-1);
    if (run && run.last === i - 1 && run.what === what && run.note === note) Object.assign(run, { end: bucket.end, buckets: run.buckets + 1, last: i });
    else runs.push({ what, start: bucket.start, end: bucket.end, buckets: 1, note, last: i });
  });
  return runs;
}
