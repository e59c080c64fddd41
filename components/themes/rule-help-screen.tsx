import { ExplainedRule } from "@/components/themes/explained-rule";
import { readRule } from "@/components/themes/read-rule";
import { RuleCard } from "@/components/themes/rule-help";
import { RuleText } from "@/components/themes/rule-text";
import { FIRST } from "@/components/themes/tried-example";
import { TryRule } from "@/components/themes/try-rule";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";

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
  return (
    <>
      <PageHeader kicker="Themes" headline="The rule language" standfirst="A rule looks at the title and the text of an article. Whatever it finds is shown as evidence, sentence by sentence." />
      <Section title="Try it">
        <TryRule first={readRule(FIRST.rule)} explained={<ExplainedRule {...FIRST} />} />
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
