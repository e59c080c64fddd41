"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { COMPLETIONS } from "@/components/themes/complete-rule";
import { replaceText } from "@/components/themes/replace-text";
import { RuleField } from "@/components/themes/rule-field";
import type { RuleReading } from "@/components/themes/read-rule";
import { RulePreviewPanel } from "@/components/themes/rule-preview-panel";
import { RuleProblemList } from "@/components/themes/rule-problems";
import { useForeignQuery } from "@/components/themes/foreign-query";
import { useRulePreview } from "@/components/themes/use-rule-preview";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SkeletonText } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { RuleError } from "@/server/core/themes/rule-error";

const TranslationNote = lazy(async () => ({ default: (await import("@/components/themes/translation-note")).TranslationNote }));
const RuleCard = lazy(async () => ({ default: (await import("@/components/themes/rule-help")).RuleCard }));

export interface RuleWorkbenchProps {
  source: string;
  /** The reading that came with the page. */
  first: RuleReading;
  onChange: (source: string) => void;
  onSubmit: () => void;
  themeId?: string;
  markIndex: number;
  /** The text is that of the latest version. */
  isSaved?: boolean;
  /** What the server said of the rule when it was sent. */
  refusal?: string;
  /** Fields and buttons under the rule. */
  children: ReactNode;
}

/** A rule in the making: text, what is wrong with it, help, and what it would find. */
export function RuleWorkbench({ source, first, onChange, onSubmit, themeId, markIndex, isSaved, refusal, children }: RuleWorkbenchProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const state = useRulePreview(source, themeId, first);
  const { reading } = state;
  const isEmpty = source.trim() === "";
  const foreign = useForeignQuery();
  const replaceAll = (rule: string) => field.current && replaceText(field.current, 0, source.length, rule);
  const mend = ({ mend }: Pick<RuleError, "mend">) => mend && field.current && replaceText(field.current, mend.start, mend.end, mend.replacement);
  const put = (text: string, caret: number) => {
    const input = field.current;
    if (!input) return;
    const { selectionStart: start, selectionEnd: end } = input;
    const gap = start > 0 && !/[\s(]$/u.test(source.slice(0, start)) ? " " : "";
    replaceText(input, start, end, gap + text, start + gap.length + caret);
  };

  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <div className="grid min-w-0 content-start gap-4">
        <Field label="Rule" error={refusal ?? (reading.errors.length === 0 ? undefined : "The rule cannot be read yet; see below.")} aside={<FormatButton reading={reading} onFormat={replaceAll} />}>
          <RuleField value={source} onChange={onChange} segments={reading.segments} inputRef={field} onSubmit={onSubmit} onPasteText={foreign.notice} />
        </Field>
        <fieldset aria-label="Put in an operator" className="m-0 border-0 p-0 -mt-2 flex flex-wrap gap-1">
          {COMPLETIONS.map(({ label, insert, caret, hint }) => (
            <Button key={label} size="small" variant="plain" title={hint} className="font-mono text-accent" onMouseDown={(event) => event.preventDefault()} onClick={() => put(insert, caret)}>
              {label}
            </Button>
          ))}
        </fieldset>
        {foreign.wasPasted ? (
          <Suspense fallback={null}>
            <TranslationNote foreign={foreign} source={source} onTranslate={replaceAll} />
          </Suspense>
        ) : null}
        <RuleProblemList source={source} problems={reading} onMend={(one) => mend({ mend: one })} />
        {children}
        <Help onTry={(example) => put(example, example.length)} />
      </div>
      <RulePreviewPanel state={state} markIndex={markIndex} isEmpty={isEmpty} isSaved={isSaved} />
    </div>
  );
}

/** Puts the rule into its canonical form on tidy lines; a rule with remarks is left alone, because they would be lost. */
function FormatButton({ reading: { source, tidy, hasRemarks }, onFormat }: { reading: RuleReading; onFormat: (rule: string) => void }) {
  if (tidy === null) return null;
  const isTidy = tidy === source.trim();
  const why = hasRemarks ? "The rule has remarks (#), which formatting would lose" : isTidy ? "The rule has its canonical form" : "Write the rule in its canonical form";
  return (
    <Button size="small" variant="plain" title={why} disabled={hasRemarks || isTidy} onClick={() => onFormat(tidy)}>
      Format
    </Button>
  );
}

function Help({ onTry }: { onTry: (example: string) => void }) {
  const { slug } = useWorkspace();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="border-t border-rule pt-3 print:hidden" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 cursor-pointer text-sm font-semibold">How a rule is written</summary>
      <div className="mt-3 grid gap-3">
        <Suspense fallback={<SkeletonText lines={10} label="Reading" />}>{isOpen ? <RuleCard onTry={onTry} /> : null}</Suspense>
        <p className="text-sm text-ink-soft">
          NOT binds tightest, then NEAR and BEFORE, then AND, then OR; parentheses change that. Capitals make an operator.{" "}
          <TextLink href={`/w/${slug}/themes/help`} target="_blank">
            The whole language, with a place to try it
          </TextLink>
        </p>
      </div>
    </details>
  );
}
