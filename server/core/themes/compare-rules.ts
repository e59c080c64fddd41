import { printRule } from "@/server/core/themes/print-rule";
import type { Rule } from "@/server/core/themes/rule";

const alternativesOf = (rule: Rule): readonly Rule[] => (rule.kind === "or" ? rule.parts : [rule]);
const conditionsOf = (rule: Rule): string[] => (rule.kind === "and" ? rule.parts : [rule]).map(printRule);

/**
 * A rule that holds wherever `after` holds and `before` does not, as narrow as their shape shows; `null` where that is
 * nowhere. An alternative of `after` that asks for all that some alternative of `before` asks for gains nothing.
 */
export function gainOf(before: Rule, after: Rule): Rule | null {
  const known = [before, ...alternativesOf(before)].map(conditionsOf);
  const gains = (part: Rule) => {
    const conditions = new Set(conditionsOf(part));
    return !known.some((wanted) => wanted.every((condition) => conditions.has(condition)));
  };
  if (!gains(after)) return null;
  const added = alternativesOf(after).filter(gains);
  const [only] = added;
  if (!only) return null;
  return added.length === 1 ? only : { kind: "or", parts: added };
}
