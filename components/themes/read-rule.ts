import { highlightRule, type RuleProblems, type RuleSegment } from "@/components/themes/highlight-rule";
import { layOutRule } from "@/server/core/themes/lay-out-rule";
import { lexRule } from "@/server/core/themes/lex-rule";
import { parseRule } from "@/server/core/themes/parse-rule";

/** What the screen shows of a rule's text. */
export interface RuleReading extends RuleProblems {
  source: string;
  /** False until the language is there: nothing is known of the text. */
  isRead: boolean;
  /** Stretches of one look, without gaps, in order. */
  segments: readonly RuleSegment[];
  /** The rule in its canonical form; null where it cannot be read. */
  tidy: string | null;
  hasRemarks: boolean;
}

/** Reads a rule's text. An empty text has no faults; there is nothing in it yet. */
export function readRule(source: string): RuleReading {
  const parsed = parseRule(source);
  const problems = { errors: parsed.ok || source.trim() === "" ? [] : parsed.errors, notices: parsed.notices };
  return {
    ...problems,
    source,
    isRead: true,
    segments: highlightRule(source, problems),
    tidy: parsed.ok ? layOutRule(parsed.rule) : null,
    hasRemarks: lexRule(source).pieces.some(({ kind }) => kind === "comment"),
  };
}
