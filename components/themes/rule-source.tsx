import { Fragment, type RefObject } from "react";
import type { RuleColour, RuleSegment } from "@/components/themes/highlight-rule";

const COLOURS: Record<RuleColour, string> = {
  plain: "",
  operator: "text-accent",
  phrase: "text-good",
  exact: "text-warn",
  bracket: "text-ink-faint",
  comment: "text-ink-faint italic",
};
const PROBLEMS = {
  error: "underline decoration-wavy decoration-danger decoration-2 underline-offset-4",
  notice: "underline decoration-dotted decoration-warn decoration-2 underline-offset-4",
};

/** A rule's source in its colours. With `caret` an empty mark stands there, so that things can be placed beside it. */
export function RuleSource({ source, segments, caret, caretRef }: { source: string; segments: readonly RuleSegment[]; caret?: number; caretRef?: RefObject<HTMLSpanElement | null> }) {
  return segments.map(({ start, end, colour, problem }) => {
    const look = `${COLOURS[colour]} ${problem ? PROBLEMS[problem] : ""}`.trim();
    const holdsCaret = caret !== undefined && start <= caret && caret < end;
    const cut = holdsCaret ? caret : end;
    return (
      <Fragment key={start}>
        <span className={look || undefined}>{source.slice(start, cut)}</span>
        {holdsCaret ? <span ref={caretRef} /> : null}
        {holdsCaret ? <span className={look || undefined}>{source.slice(cut, end)}</span> : null}
      </Fragment>
    );
  });
}

/** A rule to read: in its colours and on its own lines. */
export function RuleLines({ source, segments, className = "" }: { source: string; segments: readonly RuleSegment[]; className?: string }) {
  return (
    <pre className={`m-0 max-w-full font-mono text-[0.875rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere] ${className}`}>
      <RuleSource source={source} segments={segments} />
    </pre>
  );
}
