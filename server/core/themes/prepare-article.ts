import { splitParagraphs, splitSentences } from "@/server/core/text/sentences";
import type { Span } from "@/server/core/text/span";
import { tokenise, type Tokens } from "@/server/core/text/tokenise";

export interface ArticleText {
  readonly title: string;
  readonly text: string;
}

/** A kind of stretch within which something must hold. `field` is the title or the text, whole. */
export type WindowKind = "field" | "sentence" | "paragraph";

/** Stretches of word positions that cover an article in order; `first[w]` to `first[w + 1] - 1` are the words of window `w`. */
export interface Windows {
  readonly count: number;
  readonly first: Int32Array;
  readonly ofPosition: Int32Array;
  /** The most words that one window has. */
  readonly widest: number;
}

/**
 * An article cut into words once, for any number of matchers. Word positions count through the title and then the text;
 * the title is window 0 of every kind. Sentences and paragraphs are found when first asked for.
 */
export class PreparedArticle {
  readonly titleTokens: Tokens;
  readonly textTokens: Tokens;
  readonly titleCount: number;
  readonly count: number;
  private readonly windows = new Map<WindowKind, Windows>();
  private sentenceSpans: Span[] = [];

  constructor(readonly article: ArticleText) {
    this.titleTokens = tokenise(article.title);
    this.textTokens = tokenise(article.text);
    this.titleCount = this.titleTokens.count;
    this.count = this.titleCount + this.textTokens.count;
  }

  /** The folded word at a position. */
  wordAt(position: number): string {
    const inText = position - this.titleCount;
    return (inText < 0 ? this.titleTokens.words[position] : this.textTokens.words[inText]) as string;
  }

  startOf(position: number): number {
    const inText = position - this.titleCount;
    return (inText < 0 ? this.titleTokens.starts[position] : this.textTokens.starts[inText]) as number;
  }

  endOf(position: number): number {
    const inText = position - this.titleCount;
    return (inText < 0 ? this.titleTokens.ends[position] : this.textTokens.ends[inText]) as number;
  }

  fieldOf(position: number): "title" | "text" {
    return position < this.titleCount ? "title" : "text";
  }

  /** The word at a position as it is written. */
  surfaceAt(position: number): string {
    return this.article[this.fieldOf(position)].slice(this.startOf(position), this.endOf(position));
  }

  windowsOf(kind: WindowKind): Windows {
    let found = this.windows.get(kind);
    if (!found) {
      found = this.layWindows(this.spansOf(kind), kind);
      this.windows.set(kind, found);
    }
    return found;
  }

  private spansOf(kind: WindowKind): Span[] {
    const { text } = this.article;
    if (kind === "sentence") return splitSentences(text);
    return kind === "paragraph" ? splitParagraphs(text) : [{ start: 0, end: text.length }];
  }

  /** The span of a sentence window in its own field; window 0 is the whole title. */
  sentenceSpan(window: number): Span {
    this.windowsOf("sentence");
    return this.sentenceSpans[window] as Span;
  }

  /** Windows without a word are left out: nothing can hold in them. */
  private layWindows(spans: readonly Span[], kind: WindowKind): Windows {
    const { starts } = this.textTokens;
    const first = [0];
    const kept: Span[] = [{ start: 0, end: this.article.title.length }];
    const ofPosition = new Int32Array(this.count);
    let position = this.titleCount;
    for (const span of spans) {
      const from = position;
      while (position < this.count && (starts[position - this.titleCount] as number) < span.end) {
        ofPosition[position] = kept.length;
        position += 1;
      }
      if (position === from) continue;
      first.push(from);
      kept.push(span);
    }
    if (kind === "sentence") this.sentenceSpans = kept;
    first.push(this.count);
    let widest = 0;
    for (let window = 0; window < kept.length; window += 1) widest = Math.max(widest, (first[window + 1] as number) - (first[window] as number));
    return { count: kept.length, first: new Int32Array(first), ofPosition, widest };
  }
}

/** Cuts an article into words. Linear in its length. */
export function prepareArticle(article: ArticleText): PreparedArticle {
  return new PreparedArticle(article);
}
