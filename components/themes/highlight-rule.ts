import { lexRule } from "@/server/core/themes/lex-rule";
import type { RuleError } from "@/server/core/themes/rule-error";

export type RuleColour = "plain" | "operator" | "phrase" | "exact" | "comment" | "bracket";

/** A stretch of a rule's source that is drawn in one way. */
export interface RuleSegment {
  start: number;
  end: number;
  colour: RuleColour;
  problem: "error" | "notice" | null;
}

export interface RuleProblems {
  errors: readonly RuleError[];
  notices: readonly RuleError[];
}

/** Cuts a rule's source into stretches of one colour and one problem, without gaps, in order. */
export function highlightRule(source: string, { errors, notices }: RuleProblems): RuleSegment[] {
  const { pieces } = lexRule(source);
  const faults = [...errors.map((error) => ({ ...reach(error, source), problem: "error" as const })), ...notices.map((notice) => ({ ...reach(notice, source), problem: "notice" as const }))];
  const edges = new Set([0, source.length]);
  for (const { start, end } of [...pieces, ...faults]) edges.add(start).add(end);
  const cuts = [...edges].filter((edge) => edge <= source.length).sort((a, b) => a - b);
  let piece = 0;
  return cuts.slice(0, -1).map((start, at) => {
    while (piece < pieces.length && pieces[piece]!.end <= start) piece += 1;
    const here = pieces[piece];
    return {
      start,
      end: cuts[at + 1]!,
      colour: here && here.start <= start ? colourOf(here, source) : "plain",
      problem: faults.find((fault) => fault.start <= start && start < fault.end)?.problem ?? null,
    };
  });
}

/** A fault of no length is shown at the letter before it. */
function reach({ start, end }: RuleError, source: string): { start: number; end: number } {
  return end > start ? { start, end } : { start: Math.max(0, Math.min(start, source.length) - 1), end: Math.min(start, source.length) || 1 };
}

function colourOf(piece: ReturnType<typeof lexRule>["pieces"][number], source: string): RuleColour {
  switch (piece.kind) {
    case "open":
    case "close":
      return "bracket";
    case "comment":
      return "comment";
    case "operator":
      return "operator";
    case "term":
      return piece.quoted ? "phrase" : /^[=＝]/u.test(source.slice(piece.start, piece.end)) ? "exact" : "plain";
  }
}
