import { joinWords } from "@/server/core/text/join-words";
import { tokenise } from "@/server/core/text/tokenise";
import type { Evidence } from "@/server/core/themes/match-themes";
import type { ArticleText } from "@/server/core/themes/prepare-article";

/** A word or phrase that stands as evidence, and in how many of the read matches it does. */
export interface WordCount {
  word: string;
  articles: number;
}

export interface MonthCount {
  /** YYYY-MM. */
  month: string;
  matches: number;
}

const MOST_WORDS = 10;
const MOST_MONTHS = 36;

/** Gathers what a preview says about the matches themselves: which words bring them, and when they were published. */
export class PreviewTally {
  private readonly words = new Map<string, number>();
  private readonly months = new Map<string, number>();
  /** Matches that were read. */
  count = 0;

  /** `weight`: how many articles the read one stands for. */
  add(article: ArticleText, publishedDay: string | null, evidence: readonly Evidence[], weight: number): void {
    this.count += 1;
    if (publishedDay) this.months.set(publishedDay.slice(0, 7), (this.months.get(publishedDay.slice(0, 7)) ?? 0) + weight);
    const here = new Set(evidence.flatMap(({ field, spans }) => spans.map(({ start, end }) => joinWords(tokenise(article[field].slice(start, end)).words))));
    for (const word of here) this.words.set(word, (this.words.get(word) ?? 0) + 1);
  }

  /** The words that stand in most of the read matches. */
  topWords(): WordCount[] {
    return [...this.words]
      .map(([word, articles]) => ({ word, articles }))
      .sort((a, b) => b.articles - a.articles || (a.word < b.word ? -1 : 1))
      .slice(0, MOST_WORDS);
  }

  /** Every month from the first match to the last, the latest ones if there are many. Undated matches are in none. */
  perMonth(): MonthCount[] {
    const known = [...this.months.keys()].sort();
    const [first] = known;
    const last = known.at(-1);
    if (!first || !last) return [];
    const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
    const from = Math.max(numberOf(first), numberOf(last) - MOST_MONTHS + 1);
    return Array.from({ length: numberOf(last) - from + 1 }, (_, at) => {
      const month = `${String(Math.floor((from + at) / 12)).padStart(4, "0")}-${String(((from + at) % 12) + 1).padStart(2, "0")}`;
      return { month, matches: Math.round(this.months.get(month) ?? 0) };
    });
  }
}
