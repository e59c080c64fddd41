import { Fragment } from "react";

/** Text with the given spans marked as evidence. Spans are UTF-16 offsets in order, end exclusive. */
export function MarkedText({ text, spans }: { text: string; spans: readonly { start: number; end: number }[] }) {
  let from = 0;
  return (
    <>
      {spans.map(({ start, end }) => {
        const before = text.slice(from, start);
        from = end;
        return (
          <Fragment key={start}>
            {before}
            <mark>{text.slice(start, end)}</mark>
          </Fragment>
        );
      })}
      {text.slice(from)}
    </>
  );
}
