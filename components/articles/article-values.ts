import type { Resolver } from "react-hook-form";
import type { Outputs } from "@/components/api/api-provider";

/** What the form holds: strings, as they were typed. */
export interface ArticleValues {
  url: string;
  title: string;
  outlet: string;
  author: string;
  publishedAt: string;
  language: string;
  text: string;
  /** The unlikely date that a person said is right; no field of the article. */
  confirmedDate: string;
}

export const EMPTY_ARTICLE: ArticleValues = { url: "", title: "", outlet: "", author: "", publishedAt: "", language: "", text: "", confirmedDate: "" };

const TYPED = ["url", "title", "outlet", "author", "publishedAt", "text"] as const;

export const isBlank = (values: ArticleValues): boolean => TYPED.every((field) => values[field].trim() === "");

export const isSame = (a: ArticleValues, b: ArticleValues): boolean => (Object.keys(EMPTY_ARTICLE) as (keyof ArticleValues)[]).every((field) => a[field] === b[field]);

/** What the procedures take: the article's fields, and whether a person means its date. */
export function splitValues({ confirmedDate, ...draft }: ArticleValues): { draft: Omit<ArticleValues, "confirmedDate">; confirmDate: boolean } {
  return { draft, confirmDate: confirmedDate !== "" && confirmedDate === draft.publishedAt };
}

/** A moment as the form shows it: the day and the clock of the workspace's zone. */
export function printPublished(published: Outputs["articles"]["get"]["published"], timeZone: string): string {
  if (published.precision !== "time" || !published.at) return published.day ?? "";
  return printMoment(published.at, timeZone);
}

/** `2025-03-04 14:30` in a zone; seconds only where there are some. Not a moment: the text as it stands. */
export function printMoment(moment: string, timeZone: string): string {
  if (!/T\d{2}:\d{2}/.test(moment) || Number.isNaN(Date.parse(moment))) return moment;
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).formatToParts(new Date(moment));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const seconds = part("second") === "00" ? "" : `:${part("second")}`;
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}${seconds}`;
}

/** Judges the form by the same shape as the server, with all faults at once. The shape is loaded with the first check. */
export const checkArticle =
  (timeZone: string): Resolver<ArticleValues> =>
  async (values) => {
    const { normaliseDraft } = await import("@/server/core/articles/article-draft");
    const { draft, confirmDate } = splitValues(values);
    const judged = normaliseDraft(draft, { timeZone, now: new Date(), allowOld: confirmDate, allowFuture: confirmDate });
    if (judged.ok) return { values, errors: {} };
    return { values: {}, errors: Object.fromEntries(judged.problems.toReversed().map(({ field, message }) => [field, { type: "refused", message }])) };
  };
