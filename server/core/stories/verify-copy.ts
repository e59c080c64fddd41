import { leastWords, type OverlapEstimate } from "@/server/core/stories/fingerprint";
import { listWords, shingleText, shingleWords, type ShingledText } from "@/server/core/stories/shingle-text";

/** An article ready to be compared with others; shingle a text once and compare it often. */
export type ComparableArticle = {
  title: string;
  shingled: ShingledText;
  /** The runs of digits in the text without leading zeros, and how often each stands there. */
  numbers: ReadonlyMap<string, number>;
  /** Days since 1970 of the publication; null where unknown. */
  day: number | null;
};

/** What two texts have in common. All shares lie between 0 and 1, and all fields are symmetric. */
export type CopyMeasure = {
  /** Shared shingles among all shingles of both: the score that is stored. */
  jaccard: number;
  /** Share of the shorter text's shingles that stand in the longer. */
  containment: number;
  /** Words of the shorter text. */
  leastWordCount: number;
  /** Where in the longer text the shared part begins, as a share of its length. */
  sharedFrom: number;
  /** Only the edges are shared while the bodies differ: a site's frame, or a background section, not the report. */
  frameOnly: boolean;
  /** Overlap of the headlines' longer words; null when one of the two has none. */
  titleOverlap: number | null;
  /** Two short texts of which each has a number that the other lacks: one form filled in twice. */
  numbersDiffer: boolean;
  /** Each text names its own day more often than the other does: two issues of one bulletin. */
  serial: boolean;
};

/** The lines between a copy and another report; docs/stories.md says how each was chosen. */
export const copyThresholds = {
  /** A copy shares this much: .4, and a hair less so that rounding or another way to cut words does not decide. */
  jaccard: 0.395,
  /** Below this many words, templates (dividend notices, fixtures, weather) look like copies. */
  shortWords: 44,
  shortJaccard: 0.6,
  shortTitleOverlap: 0.5,
  /** A report reprinted inside a longer text: nearly all of it is there, near the top, and it is a good part of the whole. */
  embeddedContainment: 0.9,
  embeddedJaccard: 0.25,
  embeddedFrom: 0.15,
  /** From here on a differing date is a dateline, not another issue. */
  serialJaccard: 0.8,
} as const;

/** Makes an article comparable. Without `day` (days since 1970) a bulletin of another day cannot be told from a copy. */
export function prepareArticle(article: { title: string; text: string; day?: number | null }): ComparableArticle {
  const numbers = new Map<string, number>();
  for (const digits of article.text.match(/\p{Nd}+/gu) ?? []) {
    const number = digits.replace(/^0+(?=.)/, "");
    numbers.set(number, (numbers.get(number) ?? 0) + 1);
  }
  return { title: article.title, shingled: shingleText(article.text), numbers, day: article.day ?? null };
}

/** The exact Jaccard coefficient of the two texts' 5-word shingles, 0 to 1; symmetric. 0 when a text has none. */
export function copyScore(a: { text: string }, b: { text: string }): number {
  return measureShingles(shingleText(a.text), shingleText(b.text)).jaccard;
}

/** Measures two articles against each other; symmetric. */
export function measureCopy(a: ComparableArticle, b: ComparableArticle): CopyMeasure {
  const { jaccard, containment } = measureShingles(a.shingled, b.shingled);
  const longer = a.shingled.sequence.length >= b.shingled.sequence.length ? a.shingled : b.shingled;
  const other = longer === a.shingled ? b.shingled : a.shingled;
  const first = longer.sequence.findIndex((shingle) => other.distinct.has(shingle));
  return {
    jaccard,
    containment,
    leastWordCount: Math.min(a.shingled.wordCount, b.shingled.wordCount),
    sharedFrom: first < 0 ? 1 : first / longer.sequence.length,
    frameOnly: jaccard > 0 && jaccard < frameLimit(a, b) && sharesOnlyFrame(a, b),
    titleOverlap: overlapTitles(a.title, b.title),
    numbersDiffer: [...a.numbers.keys()].some((n) => !b.numbers.has(n)) && [...b.numbers.keys()].some((n) => !a.numbers.has(n)),
    serial: areIssuesOfSeries(a, b),
  };
}

/** Whether the measured pair is one report (copy, reprint, light rewrite). Texts under `leastWords` words never are. */
export function isCopy(measure: CopyMeasure): boolean {
  const { jaccard, containment, leastWordCount, titleOverlap } = measure;
  if (leastWordCount < leastWords || measure.frameOnly) return false;
  if (measure.serial && jaccard < copyThresholds.serialJaccard) return false;
  if (leastWordCount < copyThresholds.shortWords) {
    return jaccard >= copyThresholds.shortJaccard && !measure.numbersDiffer && (titleOverlap === null || titleOverlap >= copyThresholds.shortTitleOverlap);
  }
  if (jaccard >= copyThresholds.jaccard) return true;
  return (
    containment >= copyThresholds.embeddedContainment &&
    jaccard >= copyThresholds.embeddedJaccard &&
    measure.sharedFrom <= copyThresholds.embeddedFrom
  );
}

/** Whether an estimate leaves it possible that the texts are copies: three standard errors below the thresholds. */
export function mayBeCopy(estimate: OverlapEstimate): boolean {
  return estimate.jaccard >= 0.26 || (estimate.jaccard >= 0.14 && estimate.containment >= 0.55);
}

function measureShingles(a: ShingledText, b: ShingledText): OverlapEstimate {
  const [small, large] = a.distinct.size <= b.distinct.size ? [a.distinct, b.distinct] : [b.distinct, a.distinct];
  if (small.size === 0) return { jaccard: 0, containment: 0 };
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  return { jaccard: shared / (small.size + large.size - shared), containment: shared / small.size };
}

/** A daily or weekly bulletin repeats its wording and says which day it is for: its own, or the day before or after. */
function areIssuesOfSeries(a: ComparableArticle, b: ComparableArticle): boolean {
  if (a.day === null || b.day === null || a.day === b.day) return false;
  const [dayA, dayB] = [a.day, b.day];
  return [0, -1, 1].some((shift) => {
    const [left, right] = [dayOfMonth(dayA + shift), dayOfMonth(dayB + shift)];
    // Counted, because the day's number may be a month, an hour or a figure in both texts as well.
    const more = (number: string, x: ComparableArticle, y: ComparableArticle) => (x.numbers.get(number) ?? 0) > (y.numbers.get(number) ?? 0);
    return more(left, a, b) && more(right, b, a);
  });
}

function dayOfMonth(day: number): string {
  return String(new Date(day * 86_400_000).getUTCDate());
}

/** The part of a text between what it shares at its start and at its end, in words. */
type Core = { words: number; headWords: number; tailWords: number; sharedShare: number };

/**
 * Whether two articles share their edges only (menus, footers, legal notices, a standing background) while both bodies
 * are other texts. A reprint shares its body, or one side has next to nothing of its own.
 */
function sharesOnlyFrame(a: ComparableArticle, b: ComparableArticle): boolean {
  const left = findCore(a.shingled, b.shingled);
  const right = findCore(b.shingled, a.shingled);
  if (Math.max(left.sharedShare, right.sharedShare) > 0.1) return false;
  const ownWords = Math.min(left.words, right.words);
  const overlap = overlapTitles(a.title, b.title);
  // A body of its own is a good part of the text; a rewritten first sentence is not.
  if (ownWords < 8 || ownWords < 0.2 * Math.min(a.shingled.wordCount, b.shingled.wordCount)) return false;
  if (overlap !== null) return overlap < 0.25;
  // Without headlines to ask, a common beginning speaks for one report and a long common end does too.
  const tailWords = Math.max(left.tailWords, right.tailWords);
  const headWords = Math.max(left.headWords, right.headWords);
  return ownWords >= leastWords && headWords === 0 && tailWords <= 120;
}

/** Above this overlap the shared part is too much for a frame; a teaser over a subscription notice reaches more. */
function frameLimit(a: ComparableArticle, b: ComparableArticle): number {
  return Math.max(a.shingled.wordCount, b.shingled.wordCount) < 150 ? 0.8 : 0.6;
}

/** Small differences inside a frame (a date, a name) do not end it: up to this many words. */
const frameGapWords = 4;

function findCore(text: ShingledText, other: ShingledText): Core {
  const shared = (i: number) => other.distinct.has(text.sequence[i]!);
  const count = text.sequence.length;
  const reach = (from: number, step: 1 | -1) => {
    let end = from;
    for (let i = from, gap = 0; i >= 0 && i < count && gap < frameGapWords + shingleWords; i += step) {
      if (shared(i)) {
        gap = 0;
        end = i + step;
      } else gap++;
    }
    return end;
  };
  const start = reach(0, 1);
  const stop = reach(count - 1, -1) + 1;
  let inside = 0;
  for (let i = start; i < stop; i++) if (shared(i)) inside++;
  const length = Math.max(0, stop - start);
  const edges = (start > 0 ? 1 : 0) + (stop < count ? 1 : 0);
  return {
    // Shingles that reach over an edge of the frame are not words of the body.
    words: Math.max(0, length + shingleWords - 1 - edges * (shingleWords - 1)),
    headWords: start > 0 ? start + shingleWords - 1 : 0,
    tailWords: stop < count ? count - stop + shingleWords - 1 : 0,
    sharedShare: length > 0 ? inside / length : 1,
  };
}

function overlapTitles(a: string, b: string): number | null {
  const left = titleWords(a);
  const right = titleWords(b);
  if (left.size === 0 || right.size === 0) return null;
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  return shared / Math.min(left.size, right.size);
}

/** Words of four letters and more, and numbers: what a headline is about, in any language. */
function titleWords(title: string): Set<string> {
  return new Set(listWords(title).filter((word) => word.length >= 4 || /\p{N}|[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)));
}
