import { highlightRule } from "@/components/themes/highlight-rule";
import { RuleLines } from "@/components/themes/rule-source";

/** A right rule to read, coloured at once. It brings the rule language along: for the server, and for what has it already. */
export function RuleText({ source, className }: { source: string; className?: string }) {
  return <RuleLines source={source} segments={highlightRule(source, { errors: [], notices: [] })} className={className} />;
}
