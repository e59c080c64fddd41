import type { Span } from "@/server/core/text/span";
import { PlanBuilder, type Plan, triggersOf } from "@/server/core/themes/compile-rule";
import { Evaluation } from "@/server/core/themes/evaluate-plan";
import { EvidenceRows } from "@/server/core/themes/evidence-rows";
import type { Occurrences } from "@/server/core/themes/proximity-rows";
import { addRow, hasBit, type Row, setBit } from "@/server/core/themes/position-sets";
import { type ArticleText, PreparedArticle } from "@/server/core/themes/prepare-article";
import type { Rule } from "@/server/core/themes/rule";
import { type HitList, NO_HITS } from "@/server/core/themes/word-index";

export { prepareArticle } from "@/server/core/themes/prepare-article";

/** The spans of one sentence that make a rule hold; all offsets are into that field. A phrase across two sentences shows both. */
export interface Evidence {
  readonly field: "title" | "text";
  readonly sentence: Span;
  readonly spans: readonly Span[];
}

/** A theme that holds on an article. Evidence is in document order, the title first, and never empty. */
export interface ThemeMatch {
  readonly key: string;
  readonly evidence: readonly Evidence[];
}

/** Evidence beyond this many spans of one match is left out, the first in document order are kept. */
export const MOST_EVIDENCE_SPANS = 1_000;

/** Compiles any number of themes into one matcher. Keys come back as given. */
export function compileThemes(themes: readonly { key: string; rule: Rule }[]): ThemeMatcher {
  return new ThemeMatcher(themes);
}

/** Finds the themes of articles, one article at a time. Holds working memory, so it serves one caller at a time. */
export class ThemeMatcher {
  private readonly builder = new PlanBuilder();
  private readonly evaluation: Evaluation;
  private readonly plans: readonly Plan[];
  private readonly keys: readonly string[];
  /** The themes that a pattern may make hold: those at `firstTheme[pattern]` up to the next pattern's first. */
  private readonly themesOfPattern: Int32Array;
  private readonly firstTheme: Int32Array;
  private readonly themeArticle: Int32Array;
  private hits = new Int32Array(256);
  private article = 0;

  constructor(themes: readonly { key: string; rule: Rule }[]) {
    this.keys = themes.map((theme) => theme.key);
    this.plans = themes.map((theme) => this.builder.build(theme.rule));
    this.evaluation = new Evaluation(this.builder);
    const patterns = this.builder.index.count;
    const themesOfPattern: number[][] = Array.from({ length: patterns }, () => []);
    for (const [theme, plan] of this.plans.entries()) {
      for (const pattern of new Set(triggersOf(plan) ?? [])) themesOfPattern[pattern]?.push(theme);
    }
    this.themesOfPattern = Int32Array.from(themesOfPattern.flat());
    this.firstTheme = new Int32Array(patterns + 1);
    for (const [pattern, its] of themesOfPattern.entries()) this.firstTheme[pattern + 1] = (this.firstTheme[pattern] as number) + its.length;
    this.themeArticle = new Int32Array(themes.length).fill(-1);
  }

  /** The themes that hold, in the order in which they were given. Pass a prepared article to share its work. */
  match(article: ArticleText | PreparedArticle): ThemeMatch[] {
    const prepared = article instanceof PreparedArticle ? article : new PreparedArticle(article);
    const touched = this.findTerms(prepared);
    if (touched.length === 0) return [];
    const matches: ThemeMatch[] = [];
    const spans = new SpanCache(prepared);
    const evidence = new EvidenceRows(this.evaluation);
    for (const theme of Int32Array.from(touched).sort()) {
      const plan = this.plans[theme] as Plan;
      if (!this.evaluation.holds(plan)) continue;
      matches.push({ key: this.keys[theme] as string, evidence: groupEvidence(spans, evidence.gather(plan), this.evaluation.pool.width) });
    }
    return matches;
  }

  /** Notes where each pattern stands and returns the themes that one of them could make hold. */
  private findTerms(prepared: PreparedArticle): number[] {
    this.article += 1;
    this.evaluation.begin(prepared);
    const { index } = this.builder;
    const lists: HitList[] = [];
    const hitLists: HitList[] = [];
    const touched: number[] = [];
    let hitCount = 0;
    if (this.hits.length < prepared.count) this.hits = new Int32Array(prepared.count);
    for (const { words, offset } of [
      { words: prepared.titleTokens.words, offset: 0 },
      { words: prepared.textTokens.words, offset: prepared.titleCount },
    ]) {
      for (let at = 0; at < words.length; at += 1) {
        const list = index.lookUp(words[at] as string);
        if (list === NO_HITS) continue;
        if (list.article !== this.article) {
          list.article = this.article;
          list.count = 0;
          lists.push(list);
        }
        list.count += 1;
        this.hits[hitCount] = at + offset;
        hitLists.push(list);
        hitCount += 1;
      }
    }
    this.placeHits(hitLists, touched, prepared);
    this.placeDense(lists, hitLists, touched);
    if (this.hits.length > 65_536) this.hits = new Int32Array(256);
    return touched;
  }

  private placeHits(hitLists: readonly HitList[], touched: number[], prepared: PreparedArticle): void {
    const { width } = this.evaluation.pool;
    for (let hit = 0; hit < hitLists.length; hit += 1) {
      const list = hitLists[hit] as HitList;
      const position = this.hits[hit] as number;
      if (list.count <= width) for (const pattern of list.plain) setBit(this.rowFor(pattern, touched), position);
      if (list.exact.length === 0) continue;
      const surface = prepared.surfaceAt(position);
      for (const { id, exact } of list.exact) if (exact?.(surface)) setBit(this.rowFor(id, touched), position);
    }
  }

  /** A word that stands in every thirty-second place or more is written into one row, and that row into its patterns'. */
  private placeDense(lists: readonly HitList[], hitLists: readonly HitList[], touched: number[]): void {
    const { pool } = this.evaluation;
    if (!lists.some((list) => list.count > pool.width)) return;
    const rows = new Map<HitList, Row>();
    for (const list of lists) if (list.count > pool.width && list.plain.length > 0) rows.set(list, pool.take());
    for (let hit = 0; hit < hitLists.length; hit += 1) {
      const list = hitLists[hit] as HitList;
      if (list.count > pool.width && list.plain.length > 0) setBit(rows.get(list) as Row, this.hits[hit] as number);
    }
    for (const [list, row] of rows) for (const pattern of list.plain) addRow(this.rowFor(pattern, touched), row, pool.width);
  }

  private rowFor(pattern: number, touched: number[]): Row {
    const noted = this.evaluation.notedRow(pattern);
    if (noted) return noted;
    const from = this.firstTheme[pattern] as number;
    const to = this.firstTheme[pattern + 1] as number;
    for (let at = from; at < to; at += 1) {
      const theme = this.themesOfPattern[at] as number;
      if (this.themeArticle[theme] === this.article) continue;
      this.themeArticle[theme] = this.article;
      touched.push(theme);
    }
    return this.evaluation.addRowFor(pattern);
  }
}

/** One object per word and sentence of an article, however many themes show it. */
class SpanCache {
  private readonly words = new Map<number, Span>();

  constructor(readonly article: PreparedArticle) {}

  span(start: number, length: number): Span {
    if (length > 1) return { start: this.article.startOf(start), end: this.article.endOf(start + length - 1) };
    let known = this.words.get(start);
    if (!known) {
      known = { start: this.article.startOf(start), end: this.article.endOf(start) };
      this.words.set(start, known);
    }
    return known;
  }
}

function groupEvidence(cache: SpanCache, occurrences: readonly Occurrences[], width: number): Evidence[] {
  const byLength = occurrences.length > 1 ? [...occurrences].sort((a, b) => a.length - b.length) : occurrences;
  const { ofPosition } = cache.article.windowsOf("sentence");
  const evidence: Evidence[] = [];
  let spans: Span[] = [];
  let window = -1;
  let left = MOST_EVIDENCE_SPANS;
  for (let word = 0; word < width && left > 0; word += 1) {
    let bits = 0;
    for (const { row } of byLength) bits |= row[word] as number;
    for (; bits !== 0 && left > 0; bits &= bits - 1) {
      const start = (word << 5) + (31 - Math.clz32(bits & -bits));
      const here = ofPosition[start] as number;
      if (here !== window) {
        window = here;
        spans = [];
        evidence.push({ field: cache.article.fieldOf(start), sentence: cache.article.sentenceSpan(window), spans });
      }
      let lastLength = 0;
      for (const { length, row } of byLength) {
        if (length === lastLength || left === 0 || !hasBit(row, start)) continue;
        lastLength = length;
        left -= 1;
        const span = cache.span(start, length);
        spans.push(span);
        const group = evidence.at(-1) as Evidence;
        if (span.end > group.sentence.end) evidence[evidence.length - 1] = { ...group, sentence: { start: group.sentence.start, end: span.end } };
      }
    }
  }
  return evidence;
}
