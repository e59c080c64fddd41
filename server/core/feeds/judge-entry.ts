import { canonicalUrl } from "@/server/core/articles/canonical-url";
import { MAX_TEXT_LENGTH, MAX_TITLE_LENGTH, normaliseDraft, type NormalArticle } from "@/server/core/articles/article-draft";
import { localDay } from "@/server/core/trends/days";

/** An entry as the feed carries it. */
export interface SeenEntry {
  id: string;
  title: string;
  url: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  author: string | null;
  summary: string | null;
  contentText: string | null;
}

export interface JudgedEntry {
  /** Null when the entry has neither an address nor words that say what it is. */
  article: NormalArticle | null;
  /** The day on which an entry without a date appeared, if it was not there before and that is known. */
  appearedOn: string | null;
  /** Whether the feed carries the report itself and not only its announcement. */
  isWhole: boolean;
}

export interface JudgeOptions {
  timeZone: string;
  now: Date;
  /** Stands for the outlet where an entry has no address. */
  feedName: string;
  /** Whether any entry of the feed has a date. */
  feedHasDates: boolean;
  /** The last good collection before this one. */
  lastSuccessAt: Date | null;
}

/**
 * Makes an article of a feed's entry.
 *
 * Its date is the feed's own: publication, else update. A feed that dates nothing leaves one thing known: what appears
 * between two collections on one day was published on that day, and then counts on it (precision `day`); what was there
 * at the first collection, or came over midnight, stays without a date. A date beyond tomorrow is no publication yet
 * and counts as none until its day has come.
 */
export function judgeEntry(entry: SeenEntry, options: JudgeOptions): JudgedEntry {
  const { timeZone, now } = options;
  const [summary, content] = [entry.summary ?? "", entry.contentText ?? ""];
  const isWhole = content.length > summary.length;
  const text = isWhole ? content : summary;
  const url = entry.url !== null && entry.url.length <= 2_000 && canonicalUrl(entry.url) ? entry.url : "";
  const draft = {
    url,
    title: entry.title.slice(0, MAX_TITLE_LENGTH),
    outlet: url ? "" : options.feedName.slice(0, 300),
    author: (entry.author ?? "").slice(0, 300),
    text: text === entry.title ? "" : text.slice(0, MAX_TEXT_LENGTH),
  };
  const limits = { timeZone, now, allowOld: true, allowBare: true };
  const appearedOn = dayOfAppearance(options);
  for (const publishedAt of [entry.publishedAt ?? entry.updatedAt ?? "", ""]) {
    const normal = normaliseDraft({ ...draft, publishedAt }, limits);
    if (normal.ok) return { article: normal.article, appearedOn, isWhole };
    if (!normal.problems.every(({ field }) => field === "publishedAt")) break;
  }
  return { article: null, appearedOn, isWhole };
}

function dayOfAppearance({ feedHasDates, lastSuccessAt, now, timeZone }: JudgeOptions): string | null {
  if (feedHasDates || lastSuccessAt === null) return null;
  const today = localDay(now, timeZone);
  return localDay(lastSuccessAt, timeZone) === today ? today : null;
}

/** The article of an entry that the feed shows for the first time. */
export const newArticle = ({ article, appearedOn }: { article: NormalArticle; appearedOn: string | null }): NormalArticle =>
  article.published.precision === "none" && appearedOn ? { ...article, published: { precision: "day", at: null, day: appearedOn } } : article;

/** What of an entry would change its article, as one text to compare. */
export const entryContent = ({ article, isWhole }: JudgedEntry): string =>
  JSON.stringify(article ? [article.title, article.text, article.addressKey, article.published.at ?? article.published.day, isWhole] : null);
