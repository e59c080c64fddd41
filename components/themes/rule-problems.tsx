import { Icon } from "@/components/ui/icon";
import { Button } from "@/components/ui/button";
import type { RuleProblems } from "@/components/themes/highlight-rule";
import { explainError } from "@/server/core/themes/explain-error";
import type { Mend, RuleError } from "@/server/core/themes/rule-error";

const MOST_SHOWN = 4;

/** What is wrong or doubtful in a rule: where, in a sentence, and mended with one click. */
export function RuleProblemList({ source, problems, onMend }: { source: string; problems: RuleProblems; onMend: (mend: Mend) => void }) {
  const shown = [...problems.errors.map((error) => ({ error, isError: true })), ...problems.notices.map((error) => ({ error, isError: false }))].slice(0, MOST_SHOWN);
  const left = problems.errors.length + problems.notices.length - shown.length;
  return (
    <div aria-live="polite" className="grid gap-3">
      {shown.map(({ error, isError }) => (
        <Problem key={`${error.start}-${error.message}`} source={source} error={error} isError={isError} onMend={onMend} />
      ))}
      {left > 0 ? <p className="text-sm text-ink-soft">{left} more after these.</p> : null}
    </div>
  );
}

function Problem({ source, error, isError, onMend }: { source: string; error: RuleError; isError: boolean; onMend: (mend: Mend) => void }) {
  const [line, caret] = explainError(source, error).split("\n");
  return (
    <div className={`border-l-4 py-1 pl-3 ${isError ? "border-danger" : "border-warn"}`}>
      <pre aria-hidden="true" className="m-0 overflow-x-auto font-mono text-sm leading-snug">
        {line}
        {"\n"}
        <span className={isError ? "text-danger" : "text-warn"}>{caret}</span>
      </pre>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className={`flex min-w-0 flex-1 basis-60 items-start gap-1.5 text-sm ${isError ? "font-medium text-danger" : "text-ink"}`}>
          <Icon name={isError ? "warn" : "info"} className="mt-0.5 size-4" />
          <span>
            <span className="sr-only">{isError ? "Error: " : "Note: "}</span>
            {error.message}
          </span>
        </p>
        {error.mend ? (
          <Button size="small" onClick={() => onMend(error.mend!)}>
            {error.mend.label}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
