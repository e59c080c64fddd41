import { MarkedText } from "@/components/articles/marked-text";
import { mergeSpans } from "@/server/core/text/span";
import { compileThemes } from "@/server/core/themes/match-themes";
import { findNearestMiss } from "@/server/core/themes/nearest-miss";
import { parseRule } from "@/server/core/themes/parse-rule";

/** What a rule finds in one article, or why it does not hold there. */
export function ExplainedRule({ rule: source, title, text }: { rule: string; title: string; text: string }) {
  const parsed = parseRule(source);
  const rule = parsed.ok ? parsed.rule : null;
  const match = rule ? compileThemes([{ key: "tried", rule }]).match({ title, text })[0] : undefined;
  const miss = rule && !match ? findNearestMiss(rule, { title, text }) : null;
  const spansIn = (field: "title" | "text") => mergeSpans((match?.evidence ?? []).filter((evidence) => evidence.field === field).flatMap(({ spans }) => spans));
  return (
    <div className="min-w-0 border-l border-rule pl-6">
      <output className={`mb-4 block font-semibold ${match ? "text-good" : "text-ink-soft"}`}>
        {!rule ? "The rule cannot be read yet." : match ? "The rule holds." : `The rule does not hold. ${miss?.message ?? ""}`}
      </output>
      <h3 className="text-xl leading-snug">
        <MarkedText text={title} spans={spansIn("title")} />
      </h3>
      <p className="reading mt-3 whitespace-pre-wrap [overflow-wrap:anywhere]">
        <MarkedText text={text} spans={spansIn("text")} />
      </p>
    </div>
  );
}
