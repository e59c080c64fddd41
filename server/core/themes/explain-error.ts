import type { RuleError } from "@/server/core/themes/rule-error";

const WIDEST_LINE = 100;

/**
 * The error as plain text for a terminal: the line of the rule, a caret under the fault, the sentence, the mend.
 * A long line is shown around the fault.
 */
export function explainError(source: string, error: RuleError): string {
  const lineStart = source.lastIndexOf("\n", error.start - 1) + 1;
  const newline = source.indexOf("\n", lineStart);
  const lineEnd = newline < 0 ? source.length : newline;
  const from = Math.max(lineStart, Math.min(error.start - WIDEST_LINE / 2, lineEnd - WIDEST_LINE));
  const shown = source.slice(from, Math.min(lineEnd, from + WIDEST_LINE)).replaceAll("\t", " ");
  const width = Math.max(1, Math.min(error.end, from + shown.length) - error.start);
  const lineNumber = source.slice(0, lineStart).split("\n").length;
  const where = source.includes("\n") ? `Line ${lineNumber}: ` : "";
  const mend = error.mend ? `\n${error.mend.label}` : "";
  return `${shown}\n${" ".repeat(Math.max(0, error.start - from))}${"^".repeat(width)}\n${where}${error.message}${mend}`;
}

/** The source with the mend carried out. */
export function applyMend(source: string, mend: { replacement: string; start: number; end: number }): string {
  return source.slice(0, mend.start) + mend.replacement + source.slice(mend.end);
}
