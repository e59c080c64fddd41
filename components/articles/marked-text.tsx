import { Fragment } from "react";

/** Text with the given spans marked as evidence. Spans are UTF-16 offsets in order, end exclusive. */
export function MarkedText({ text, spans }: { text: string; spans: readonly { start: number; end: number }[] }) {
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
