"use client";

import { useMemo, useRef, useState } from "react";
import { ExplainedRule } from "@/components/themes/explained-rule";
import { replaceText } from "@/components/themes/replace-text";
import { RuleField } from "@/components/themes/rule-field";
import { RuleCard } from "@/components/themes/rule-help";
import { RuleProblemList } from "@/components/themes/rule-problems";
import { RuleText } from "@/components/themes/rule-source";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { parseRule } from "@/server/core/themes/parse-rule";

const EXAMPLES: readonly { name: string; rule: string }[] = [
  { name: "A phrase, or two words close together", rule: '"frozen assets" OR (frozen OR seized) NEAR/5 (assets OR funds)' },
  { name: "Talks, but not the daily count of violations", rule: "SENTENCE((ceasefire* OR truce) NOT (violat* OR breach*))" },
  { name: "A name and not the common word", rule: "=Turkey AND (Ankara OR Turkish)" },
  { name: "Getting round sanctions", rule: "SENTENCE(sanction* NEAR/8 (evad* OR circumvent* OR loophole*))" },
  { name: "Any script", rule: "санкції OR санкц* OR Sanktionsumgehung*" },
];

const TITLE = "Ministers weigh a loan backed by frozen assets";
const TEXT = `The finance ministers met in Brussels on Monday. They discussed whether the assets that were frozen in 2022 could back a loan.

Traders in Turkey said that sanctions are evaded through shell firms. Санкції діють, сказав речник. Observers counted three breaches of the ceasefire, and talks about a truce go on.`;

const GRAMMAR = `rule      = or ;
or        = and, { "OR", and } ;
and       = near, { [ "AND" ], near } ;
near      = unary, [ ( "NEAR/" | "BEFORE/" ), number, unary ] ;
unary     = { "NOT" }, primary ;
primary   = word | phrase | "(", or, ")"
          | ( "SENTENCE" | "PARAGRAPH" | "TITLE" ), "(", or, ")"
          | "ATLEAST/", number, "(", operand, ")" ;
operand   = term, { "OR", term } ;
term      = word | phrase ;
word      = [ "=" ], letter, { letter | "?" }, [ "*" ] ;
phrase    = [ "=" ], '"', word, { space, word }, '"' ;
comment   = "#", { any character but a line end } ;`;

/** The rule language with a place to try it: nothing here touches a theme. */
export function RuleHelpScreen() {
  const field = useRef<HTMLTextAreaElement>(null);
  const [rule, setRule] = useState(EXAMPLES[0]!.rule);
  const [title, setTitle] = useState(TITLE);
  const [text, setText] = useState(TEXT);
  const parsed = useMemo(() => parseRule(rule), [rule]);
  const problems = { errors: parsed.ok || rule.trim() === "" ? [] : parsed.errors, notices: parsed.notices };
  return (
    <>
      <PageHeader kicker="Themes" headline="The rule language" standfirst="A rule looks at the title and the text of an article. Whatever it finds is shown as evidence, sentence by sentence." />
      <Section title="Try it">
        <div className="grid gap-8 lg:grid-cols-2">
          <div className="grid content-start gap-4">
            <fieldset aria-label="Examples" className="m-0 border-0 p-0 flex flex-wrap gap-2">
              {EXAMPLES.map((example) => (
                <Button key={example.name} size="small" aria-pressed={rule === example.rule} onClick={() => setRule(example.rule)}>
                  {example.name}
                </Button>
              ))}
            </fieldset>
            <Field label="Rule">
              <RuleField value={rule} onChange={setRule} problems={problems} inputRef={field} rows={4} />
            </Field>
            <RuleProblemList source={rule} problems={problems} onMend={(mend) => field.current && replaceText(field.current, mend.start, mend.end, mend.replacement)} />
            <Field label="Title of an article">
              <TextInput value={title} onChange={(event) => setTitle(event.target.value)} />
            </Field>
            <Field label="Its text">
              <TextArea value={text} rows={7} onChange={(event) => setText(event.target.value)} />
            </Field>
          </div>
          <ExplainedRule rule={parsed.ok ? parsed.rule : null} title={title} text={text} />
        </div>
      </Section>
      <Section title="What to write">
        <RuleCard />
      </Section>
      <Section title="How it is read">
        <ul className="reading m-0 grid list-disc gap-2 pl-5">
          <li>Operators are written in capitals; a small “and” is a word to look for. NOT binds tightest, then NEAR and BEFORE, then AND, then OR; parentheses change that.</li>
          <li>NEAR and BEFORE reach across the ends of sentences. Neither they nor a phrase run from the title into the text. Things that overlap are not near each other.</li>
          <li>The title is a sentence and a paragraph of its own.</li>
          <li>A hyphen parts words: “long-term” is two words side by side, and the phrase "long term" finds it. An apostrophe and a final s are left out: “Ukraine’s” is Ukraine.</li>
          <li>A rule that says only what must be absent is refused, because it would match almost everything.</li>
          <li>At most 20,000 characters, 500 words and phrases, 20 levels of parentheses, distances to 100, counts to 1,000.</li>
        </ul>
      </Section>
      <Section title="Queries from elsewhere">
        <p className="reading">
          Paste a query from Media Cloud, Meltwater or Brandwatch into the rule of a theme, and its translation is offered with a note for each change. Fields that are not about words, such as a site or a language, are left out; the filters of a chart do that.
        </p>
      </Section>
      <Section title="The grammar">
        <RuleGrammar />
      </Section>
    </>
  );
}

function RuleGrammar() {
  return (
    <>
      <pre className="m-0 max-w-full overflow-x-auto font-mono text-sm leading-relaxed">{GRAMMAR}</pre>
      <div className="mt-3 text-sm text-ink-soft">
        Both sides of NEAR and BEFORE are operands too, a group in parentheses: <RuleText source="(loan OR loans) NEAR/4 (frozen OR seized)" className="inline" />
      </div>
    </>
  );
}
