import { z } from "zod";
import { canonicalUrl, domainOfCanonical } from "@/server/core/articles/canonical-url";
import { DATE_QUESTION } from "@/server/core/articles/date-question";
import { type ParseDateOptions, parsePublished } from "@/server/core/articles/parse-date";
import { cleanText } from "@/server/core/text/clean-text";
import { localDay } from "@/server/core/trends/days";

export const MAX_TITLE_LENGTH = 2_000;
export const MAX_TEXT_LENGTH = 2_000_000;
const EARLIEST_DAY = "1990-01-01";

const cleaned = (max: number, what: string) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(max, `${what} has more than ${max.toLocaleString("en")} characters.`));

/** What a person types, a file's row carries or a page yields: strings, as they came. Form, procedure and import share it. */
export const articleDraftShape = z.strictObject({
  url: cleaned(2_000, "The address").default(""),
  title: cleaned(MAX_TITLE_LENGTH, "The title").default(""),
  outlet: cleaned(300, "The outlet").default(""),
  author: cleaned(300, "The author").default(""),
  /** BCP-47 tag; only its primary part is kept. */
  language: cleaned(35, "The language").default(""),
  publishedAt: cleaned(100, "The date").default(""),
  text: cleaned(MAX_TEXT_LENGTH, "The text").default(""),
});
export type ArticleDraft = z.input<typeof articleDraftShape>;

export const draftFieldNames = ["url", "title", "outlet", "author", "language", "publishedAt", "text"] as const;
export type DraftField = (typeof draftFieldNames)[number];

export interface Published {
  precision: "time" | "day" | "none";
  /** ISO moment; null unless the precision is `time`. */
  at: string | null;
  /** The day on which the article counts, in the workspace's zone; null without a date. */
  day: string | null;
}

export interface NormalArticle {
  title: string;
  text: string;
  author: string;
  language: string;
  url: string | null;
  /** Canonical key of the address; what makes two addresses the same. */
  addressKey: string | null;
  outlet: { key: string; name: string; domain: string | null };
  published: Published;
}

export interface DraftProblem {
  field: DraftField;
  message: string;
}

export interface NormaliseOptions {
  timeZone: string;
  now: Date;
  /** An archive may know nothing of an article but where and when it was published; it counts as coverage, and no theme has it. */
  allowBare?: boolean;
  /** A date before 1990 is a problem at a form, unless a person has confirmed it; archives are full of them. */
  allowOld?: boolean;
  /** A date in the future is a problem unless a person has confirmed it. */
  allowFuture?: boolean;
  /** How dates of digits alone are meant, where a whole column was looked at. */
  dateOrder?: ParseDateOptions["order"];
}

const foldName = (name: string) => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Turns strings into an article, or says at which field what is wrong. Never throws. */
export function normaliseDraft(draft: unknown, options: NormaliseOptions): { ok: true; article: NormalArticle } | { ok: false; problems: DraftProblem[] } {
  const parsed = articleDraftShape.safeParse(draft);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => ({ field: (issue.path[0] ?? "title") as DraftField, message: issue.message })) };
  }
  const value = parsed.data;
  const problems: DraftProblem[] = [];
  if (value.title === "" && value.text === "" && !(options.allowBare && value.url !== "")) problems.push({ field: "title", message: "An article needs a title or a text." });

  const address = value.url === "" ? null : canonicalUrl(value.url);
  if (value.url !== "" && !address) problems.push({ field: "url", message: "This is not a web address; it should begin with http:// or https://." });

  const domain = address ? domainOfCanonical(address.url) : null;
  const name = value.outlet || domain || "";
  if (name === "") problems.push({ field: "outlet", message: "Say which outlet published it, or give the article's address." });

  const published = readPublished(value.publishedAt, options);
  if ("message" in published) problems.push({ field: "publishedAt", message: published.message });

  if (problems.length > 0 || "message" in published) return { ok: false, problems };
  return {
    ok: true,
    article: {
      title: value.title,
      text: value.text,
      author: value.author,
      language: primaryLanguage(value.language),
      url: address?.url ?? null,
      addressKey: address?.key ?? null,
      outlet: { key: domain ? `domain:${domain}` : `name:${foldName(name)}`, name, domain },
      published,
    },
  };
}

function readPublished(input: string, options: NormaliseOptions): Published | { message: string } {
  if (input === "") return { precision: "none", at: null, day: null };
  const parsed = parsePublished(input, { timeZone: options.timeZone, ...(options.dateOrder ? { order: options.dateOrder, isColumn: true } : {}) });
  if (parsed.kind === "invalid") return { message: parsed.message };
  const at = parsed.kind === "time" ? new Date(parsed.at) : null;
  const day = parsed.kind === "day" ? parsed.day : localDay(at!, options.timeZone);
  if (day < "1800-01-01" || day > "2200-12-31") return { message: "Take a day between 1800 and 2200." };
  // In no zone is tomorrow's date before today's in UTC, which is found sooner.
  if (!options.allowFuture && day > options.now.toISOString().slice(0, 10) && day > localDay(new Date(options.now.getTime() + 86_400_000), options.timeZone)) return { message: `${day} lies in the future. ${DATE_QUESTION}` };
  if (!options.allowOld && day < EARLIEST_DAY) return { message: `${day} is before 1990. ${DATE_QUESTION}` };
  return at ? { precision: "time", at: at.toISOString(), day } : { precision: "day", at: null, day };
}

function primaryLanguage(tag: string): string {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? "";
  return /^[a-z]{2,3}$/.test(primary) ? primary : "";
}

/** What identifies an article that has no address: outlet, day and text, or the title where there is no text. */
export const contentKey = (article: NormalArticle): string =>
  JSON.stringify([article.outlet.key, article.published.at ?? article.published.day ?? "", article.text === "" ? `title:${article.title}` : `text:${article.text}`]);

/** What stands where a headline is expected: the title, or where an archive has none the beginning of the text. */
export function displayTitle(title: string, text: string): string {
  if (title !== "") return title;
  if (text === "") return "(no title and no text)";
  const start = text.slice(0, 140).replace(/\s+/g, " ").trim();
  return text.length > 140 ? `${start.slice(0, start.lastIndexOf(" ") > 60 ? start.lastIndexOf(" ") : undefined)} …` : start;
}

/** What a code unit does to a word, found out when it first comes: 0 not known yet, 1 begins one, 2 goes on in one, 3 ends it. */
const wordRoles = new Uint8Array(0x10000);
const wordRole = (character: string): number => (/[\p{L}\p{N}]/u.test(character) ? 1 : /[\p{M}'’-]/u.test(character) ? 2 : 3);

/** Words as a reader counts them: a letter or digit and the letters, marks, digits, apostrophes and hyphens after it. */
export function countWords(text: string): number {
  let words = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    let role = wordRoles[unit]!;
    if (unit >= 0xd800 && unit <= 0xdbff) {
      role = wordRole(String.fromCodePoint(text.codePointAt(at)!));
      at += role < 3 ? 1 : 0;
    } else if (role === 0) role = wordRoles[unit] = wordRole(text[at]!);
    if (role === 1 && !isInside) words += 1;
    isInside = role < 3 && (isInside || role === 1);
  }
  return words;
}
