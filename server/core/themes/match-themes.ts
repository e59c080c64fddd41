import type { Span } from "@/server/core/text/span";
import { patternsOf, PlanBuilder, type Plan } from "@/server/core/themes/compile-rule";
import { Evaluation } from "@/server/core/themes/evaluate-plan";
import { EvidenceRows } from "@/server/core/themes/evidence-rows";
import type { Occurrences } from "@/server/core/themes/proximity-rows";
import type { Row } from "@/server/core/themes/position-sets";
import { type ArticleText, PreparedArticle } from "@/server/core/themes/prepare-article";
import type { Rule } from "@/server/core/themes/rule";
import { RuleGates } from "@/server/core/themes/rule-gate";
import { WordHits } from "@/server/core/themes/word-hits";

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
  private readonly gates: RuleGates;
  /** The patterns of themes, one theme after another: what is read for each article lies close together. */
  private readonly patterns: Int32Array;
  private readonly firstPattern: Int32Array;
  private readonly isWords: Uint8Array;
  private readonly hits: WordHits;

  constructor(themes: readonly { key: string; rule: Rule }[]) {
    this.keys = themes.map((theme) => theme.key);
    this.plans = themes.map((theme) => this.builder.build(theme.rule));
    this.evaluation = new Evaluation(this.builder);
    this.gates = new RuleGates(this.plans, this.builder.index.count);
    const patterns = this.plans.map((plan) => [...patternsOf(plan)]);
    this.patterns = Int32Array.from(patterns.flat());
    this.firstPattern = new Int32Array(themes.length + 1);
    for (const [theme, its] of patterns.entries()) this.firstPattern[theme + 1] = (this.firstPattern[theme] as number) + its.length;
    this.isWords = Uint8Array.from(this.plans, (plan) => (plan.kind === "terms" && plan.phrases.length === 0 ? 1 : 0));
    this.hits = new WordHits(this.builder.index, this.evaluation, this.gates);
  }

  /** The themes that hold, in the order in which they were given. Pass a prepared article to share its work. */
  match(article: ArticleText | PreparedArticle): ThemeMatch[] {
    const prepared = article instanceof PreparedArticle ? article : new PreparedArticle(article);
    this.gates.begin();
    this.hits.note(prepared);
    const open = this.gates.open();
    if (open.length === 0) return [];
    this.evaluation.begin(prepared);
    for (const theme of open) this.hits.want(this.patterns, this.firstPattern[theme] as number, this.firstPattern[theme + 1] as number);
    this.hits.place();
    const matches: ThemeMatch[] = [];
    const view = new EvidenceView(prepared, this.evaluation.pool.width);
    const evidence = new EvidenceRows(this.evaluation);
    for (const theme of open) {
      const shown = this.isWords[theme] === 1 ? view.ofWords(this.wordsOf(theme)) : this.evaluation.holds(this.plans[theme] as Plan) ? view.group(evidence.gather(this.plans[theme] as Plan)) : [];
      if (shown.length > 0) matches.push({ key: this.keys[theme] as string, evidence: shown });
    }
    return matches;
  }

  /** Where the words of a theme stand that asks for nothing but one of them. */
  private wordsOf(theme: number): readonly Occurrences[] {
    const found: Occurrences[] = [];
    const to = this.firstPattern[theme + 1] as number;
    for (let at = this.firstPattern[theme] as number; at < to; at += 1) {
      const row = this.evaluation.notedRow(this.patterns[at] as number);
      if (row) found.push({ length: 1, row });
    }
    return found;
  }
}

/** What the matches of one article show. */
class EvidenceView {
  private readonly ofPosition: Int32Array;
  private readonly ofRow = new Map<Row, readonly Evidence[]>();

  constructor(
    private readonly article: PreparedArticle,
    private readonly width: number,
  ) {
    this.ofPosition = article.windowsOf("sentence").ofPosition;
  }

  /** The evidence of words. Themes that rest on one and the same word of an article show the same. */
  ofWords(found: readonly Occurrences[]): readonly Evidence[] {
    const [only] = found;
    if (!only || found.length > 1) return this.group(found);
    let shown = this.ofRow.get(only.row);
    if (!shown) {
      shown = this.group(found);
      this.ofRow.set(only.row, shown);
    }
    return shown;
  }

  /** Occurrences by sentence, in document order. */
  group(occurrences: readonly Occurrences[]): readonly Evidence[] {
    const byLength = occurrences.length > 1 ? [...occurrences].sort((a, b) => a.length - b.length) : occurrences;
    const evidence: Evidence[] = [];
    let spans: Span[] = [];
    let window = -1;
    let left = MOST_EVIDENCE_SPANS;
    for (let word = 0; word < this.width && left > 0; word += 1) {
      let bits = 0;
      for (let at = 0; at < byLength.length; at += 1) bits |= (byLength[at] as Occurrences).row[word] as number;
      for (; bits !== 0 && left > 0; bits &= bits - 1) {
        const start = (word << 5) + (31 - Math.clz32(bits & -bits));
        const here = this.ofPosition[start] as number;
        if (here !== window) {
          window = here;
          spans = [];
          evidence.push({ field: this.article.fieldOf(start), sentence: this.article.sentenceSpan(window), spans });
        }
        let lastLength = 0;
        for (let at = 0; at < byLength.length && left > 0; at += 1) {
          const { length, row } = byLength[at] as Occurrences;
          if (length === lastLength || ((row[word] as number) & (bits & -bits)) === 0) continue;
          lastLength = length;
          left -= 1;
          const span = { start: this.article.startOf(start), end: this.article.endOf(start + length - 1) };
          spans.push(span);
          const group = evidence[evidence.length - 1] as Evidence;
          if (span.end > group.sentence.end) evidence[evidence.length - 1] = { ...group, sentence: { start: group.sentence.start, end: span.end } };
        }
      }
    }
    return evidence;
  }
}
