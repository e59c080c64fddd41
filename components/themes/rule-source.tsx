import { Fragment, type RefObject } from "react";
import { highlightRule, type RuleColour, type RuleProblems } from "@/components/themes/highlight-rule";

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

const NO_PROBLEMS: RuleProblems = { errors: [], notices: [] };

/** A rule's source in its colours. With `caret` an empty mark stands there, so that things can be placed beside it. */
export function RuleSource({ source, problems = NO_PROBLEMS, caret, caretRef }: { source: string; problems?: RuleProblems; caret?: number; caretRef?: RefObject<HTMLSpanElement | null> }) {
  return highlightRule(source, problems).map(({ start, end, colour, problem }) => {
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

/** A saved rule to read: in its colours and on its own lines. */
export function RuleText({ source, className = "" }: { source: string; className?: string }) {
  return (
    <pre className={`m-0 max-w-full font-mono text-[0.875rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere] ${className}`}>
      <RuleSource source={source} />
    </pre>
  );
}
