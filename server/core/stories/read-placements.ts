/** What a person said of an article and its story, as it is stored; taken-back decisions are left out by the caller. */
export type StoryPlacement = { id: string; articleId: string; kind: "together" | "apart"; otherArticleId: string | null; decidedAtMs: number };

export type Placements = {
  /** Articles that a person took out of their story: their texts are compared with nobody's. */
  apart: ReadonlySet<string>;
  /** Pairs that a person tied together and that still hold. */
  links: readonly (readonly [string, string])[];
  /** The decisions that still hold, the earliest first. */
  inForce: readonly StoryPlacement[];
};

/**
 * Reads what holds from all decisions, in whatever order they are given: taking an article out of its story undoes
 * the earlier ties that name it, and a later tie brings it into the other article's story only, not back into the
 * comparison of texts.
 */
export function readPlacements(decisions: readonly StoryPlacement[]): Placements {
  const inOrder = decisions.toSorted((a, b) => a.decidedAtMs - b.decidedAtMs || (a.id < b.id ? -1 : 1));
  let held: StoryPlacement[] = [];
  for (const decision of inOrder) {
    if (decision.kind === "apart") held = held.filter((earlier) => earlier.articleId !== decision.articleId && earlier.otherArticleId !== decision.articleId);
    held.push(decision);
  }
  return {
    apart: new Set(held.flatMap(({ kind, articleId }) => (kind === "apart" ? [articleId] : []))),
    links: held.flatMap(({ kind, articleId, otherArticleId }) => (kind === "together" && otherArticleId ? [[articleId, otherArticleId] as const] : [])),
    inForce: held,
  };
}
