import { estimateOverlap, type Fingerprint, type OverlapEstimate } from "@/server/core/stories/fingerprint";
import { mayBeCopy } from "@/server/core/stories/verify-copy";

/** How many articles one lookup key may bring, the newest first: a footer's key would bring a whole outlet. */
export const articlesPerBand = 64;

/** How many articles' signatures are looked at for one new article, those with most keys in common first. */
export const signaturesPerArticle = 64;

/** How many texts are compared for one new article, and how many of them in one story. */
export const comparisonsPerArticle = 24;
export const comparisonsPerStory = 3;

export type SketchedCandidate = { articleId: string; fingerprint: Fingerprint };

/** The candidates that may be copies by their signatures, the likeliest first; ties by id, so that order is no matter of arrival. */
export function rankCandidates<T extends SketchedCandidate>(fingerprint: Fingerprint, candidates: readonly T[]): (T & { estimate: OverlapEstimate })[] {
  return candidates
    .map((candidate) => ({ ...candidate, estimate: estimateOverlap(fingerprint, candidate.fingerprint) }))
    .filter((candidate) => mayBeCopy(candidate.estimate))
    .sort((a, b) => b.estimate.jaccard - a.estimate.jaccard || (a.articleId < b.articleId ? -1 : 1));
}

/** The ranked candidates whose texts are worth fetching: a few per story, since one verified copy is enough to join it. */
export function shortlistCandidates<T extends { storyId: string }>(ranked: readonly T[]): T[] {
  const perStory = new Map<string, number>();
  const chosen: T[] = [];
  for (const candidate of ranked) {
    const already = perStory.get(candidate.storyId) ?? 0;
    if (chosen.length >= comparisonsPerArticle) break;
    if (already >= comparisonsPerStory) continue;
    perStory.set(candidate.storyId, already + 1);
    chosen.push(candidate);
  }
  return chosen;
}

/**
 * Compares the shortlist of the ranked candidates in their order and leaves out the rest of a story once a copy in it
 * is verified: a story with hundreds of reprints costs one comparison. `compare` returns null where an article is gone.
 */
export function compareRanked<T extends { storyId: string }, R extends { copy: boolean }>(ranked: readonly T[], compare: (candidate: T) => R | null): (T & R)[] {
  const settled = new Set<string>();
  const compared: (T & R)[] = [];
  for (const candidate of shortlistCandidates(ranked)) {
    if (settled.has(candidate.storyId)) continue;
    const result = compare(candidate);
    if (!result) continue;
    if (result.copy) settled.add(candidate.storyId);
    compared.push({ ...candidate, ...result });
  }
  return compared;
}
