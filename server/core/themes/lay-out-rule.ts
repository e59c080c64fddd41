import { printRule } from "@/server/core/themes/print-rule";
import type { Operand, Rule } from "@/server/core/themes/rule";

const LONGEST_LINE = 84;
const INDENT = "  ";

/** Prints a rule in its canonical form over several lines where one would be too long to read; parsing gives the same rule back. */
export function layOutRule(rule: Rule): string {
  return layOut(rule, LONGEST_LINE);
}

function layOut(rule: Rule, width: number): string {
  const line = printRule(rule);
  if (line.length <= width) return line;
  switch (rule.kind) {
    case "or":
      return rule.parts.map((part) => layOut(part, width - 3)).join("\nOR ");
    case "and":
      return rule.parts.map((part) => (part.kind === "or" ? inBrackets("", part, width) : layOut(part, width - 4))).join("\nAND ");
    case "not":
      return rule.part.kind === "or" || rule.part.kind === "and" || rule.part.kind === "near" ? inBrackets("NOT ", rule.part, width) : `NOT ${layOut(rule.part, width - 4)}`;
    case "scope":
      return inBrackets(rule.scope.toUpperCase(), rule.part, width);
    case "atleast":
      return inBrackets(`ATLEAST/${rule.count}`, rule.part, width);
    case "near":
      return `${layOutOperand(rule.left, width)}\n${INDENT}${rule.ordered ? "BEFORE" : "NEAR"}/${rule.distance} ${layOutOperand(rule.right, width).replaceAll("\n", `\n${INDENT}`)}`;
    case "term":
      return line;
  }
}

function layOutOperand(operand: Operand, width: number): string {
  if (operand.kind === "term") return printRule(operand);
  const line = printRule(operand);
  return line.length + 2 <= width ? `(${line})` : inBrackets("", operand, width);
}

function inBrackets(before: string, part: Rule, width: number): string {
  const inner = part.kind === "or" && part.parts.every((one) => one.kind === "term") ? wrapTerms(part.parts.map(printRule), width - INDENT.length) : layOut(part, width - INDENT.length);
  return `${before}(\n${INDENT}${inner.replaceAll("\n", `\n${INDENT}`)}\n)`;
}

/** Alternatives that are only words stand side by side, as many as fit on a line. */
function wrapTerms(terms: readonly string[], width: number): string {
  const lines: string[] = [];
  for (const term of terms) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(term);
    else if (`${last} OR ${term}`.length <= width) lines[lines.length - 1] = `${last} OR ${term}`;
    else lines.push(`OR ${term}`);
  }
  return lines.join("\n");
}
