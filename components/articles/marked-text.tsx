import { Fragment } from "react";
import { mergeSpans, type Span } from "@/server/core/text/span";

/** Text with the given spans marked as evidence. Spans are UTF-16 offsets, end exclusive; they may overlap. */
export function MarkedText({ text, spans: given }: { text: string; spans: readonly Span[] }) {
  const spans = mergeSpans(given);
  return (
    <>
      {spans.map(({ start, end }, i) => (
        <Fragment key={start}>
          {text.slice(spans[i - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(spans.at(-1)?.end ?? 0)}
    </>
  );
}
