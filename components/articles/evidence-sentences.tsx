import { MarkedText } from "@/components/articles/marked-text";
import { countNoun } from "@/server/core/text/count-noun";
import type { Span } from "@/server/core/text/span";

/** A sentence of an article with the words that count in it; spans are UTF-16 offsets into `text`. */
export interface QuotedSentence {
  field: "title" | "text";
  text: string;
  spans: readonly Span[];
}

interface Evidence {
  field: "title" | "text";
  sentence: Span;
  spans: readonly Span[];
}

/** Cuts sentences out of an article by their offsets. */
export const quoteSentences = (article: Record<"title" | "text", string>, evidence: readonly Evidence[]): QuotedSentence[] =>
  evidence.map(({ field, sentence, spans }) => ({
    field,
    text: article[field].slice(sentence.start, sentence.end),
    spans: spans.map(({ start, end }) => ({ start: start - sentence.start, end: end - sentence.start })),
  }));

export interface EvidenceSentencesProps {
  sentences: readonly QuotedSentence[];
  /** How many there are in all, where only the first ones are given. */
  total?: number;
  /** Where the others stand, as the end of "3 more sentences ...". */
  elsewhere?: string;
  language: string;
  label?: string;
  /** Smaller and softer, where the sentences are an aside. */
  quiet?: boolean;
}

/** The sentences that speak for something, marked; those that are left out are counted. */
export function EvidenceSentences({ sentences, total = sentences.length, elsewhere = "in the article", language, label, quiet = false }: EvidenceSentencesProps) {
  const more = total - sentences.length;
  return (
    <ol aria-label={label} className={`m-0 grid list-none gap-1.5 p-0 ${quiet ? "text-sm text-ink-soft" : "text-[0.9375rem]"}`}>
      {sentences.map(({ field, text, spans }, at) => (
        <li key={at} lang={language || undefined} dir="auto" className="border-l-2 border-rule pl-3 text-pretty [overflow-wrap:anywhere]">
          {field === "title" ? <span className="mr-1.5 text-2xs text-ink-faint">headline</span> : null}
          <MarkedText text={text} spans={spans} />
        </li>
      ))}
      {more > 0 ? (
        <li className="pl-3.5 text-sm text-ink-faint">
          {sentences.length > 0 ? "and " : ""}
          {countNoun(more, sentences.length > 0 ? "more sentence" : "sentence")} {elsewhere}
        </li>
      ) : null}
    </ol>
  );
}
