"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import type { RuleReading } from "@/components/themes/read-rule";
import { replaceText } from "@/components/themes/replace-text";
import { RuleField } from "@/components/themes/rule-field";
import { RuleProblemList } from "@/components/themes/rule-problems";
import { EXAMPLES, FIRST } from "@/components/themes/tried-example";
import { useRuleReading } from "@/components/themes/use-rule-reading";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";

/** Loaded at the first change: the matcher is a program of its own. */
const ExplainedRule = lazy(async () => ({ default: (await import("@/components/themes/explained-rule")).ExplainedRule }));

/** A rule, a text, and what the one finds in the other; `explained` is the answer to what stands there first. */
export function TryRule({ first, explained }: { first: RuleReading; explained: ReactNode }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(FIRST);
  const { rule, title, text } = tried;
  const reading = useRuleReading(rule, first);
  const change = (next: Partial<typeof FIRST>) => setTried({ ...tried, ...next });
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <div className="grid content-start gap-4">
        <fieldset aria-label="Examples" className="m-0 border-0 p-0 flex flex-wrap gap-2">
          {EXAMPLES.map((example) => (
            <Button key={example.name} size="small" aria-pressed={rule === example.rule} onClick={() => change({ rule: example.rule })}>
              {example.name}
            </Button>
          ))}
        </fieldset>
        <Field label="Rule">
          <RuleField value={rule} onChange={(next) => change({ rule: next })} segments={reading.segments} inputRef={field} rows={4} />
        </Field>
        <RuleProblemList source={rule} problems={reading} onMend={(mend) => field.current && replaceText(field.current, mend.start, mend.end, mend.replacement)} />
        <Field label="Title of an article">
          <TextInput value={title} onChange={(event) => change({ title: event.target.value })} />
        </Field>
        <Field label="Its text">
          <TextArea value={text} rows={7} onChange={(event) => change({ text: event.target.value })} />
        </Field>
      </div>
      {tried === FIRST ? (
        explained
      ) : (
        <Suspense fallback={explained}>
          <ExplainedRule rule={rule} title={title} text={text} />
        </Suspense>
      )}
    </div>
  );
}
