/** When an article appeared, as far as stories need to know. */
export type StoryDate = {
  /** Days since 1970-01-01 of the publication; of the day it was added where the publication is unknown. */
  day: number;
  /** Milliseconds since 1970 where the time is known, null where only the day is. */
  publishedAtMs: number | null;
  /** False where the publication date is unknown: such an article leads a story only when no dated one is in it. */
  dated: boolean;
};

export type StoryArticle = StoryDate & { articleId: string };

/** An article that may be in the same story, after its text was compared with the new one's. */
export type StoryCandidate = StoryArticle & {
  storyId: string;
  /** The verified Jaccard coefficient with the new article. */
  score: number;
  /** Whether the comparison calls the two copies. */
  copy: boolean;
};

/** A story as it stands before the new article comes. */
export type StoryState = { storyId: string; lead: StoryArticle };

export type StoryQuestion = {
  article: StoryArticle;
  /** The story the article is in already (a revision is compared anew), or null. */
  currentStoryId?: string | null;
  candidates: readonly StoryCandidate[];
  /** At least the stories that the candidates are in. */
  stories: readonly StoryState[];
  /** Copies lie at most this many days apart. */
  windowDays: number;
  /** Pairs of stories that a person has pulled apart: they never become one by themselves. */
  apart?: readonly (readonly [string, string])[];
};

export type StoryDecision = {
  /** The story the article joins, or null: it is a story of its own. */
  storyId: string | null;
  /** Stories whose articles move to `storyId`, because the new article is a copy of articles in both. */
  absorbedStoryIds: string[];
  /** The earliest article of the resulting story. */
  leadArticleId: string;
  /** The best score with an article of the story, to be stored with the article; null for a story of its own. */
  score: number | null;
  /** Candidates in the story and what they score with the new article: their stored score rises to it where it is lower. */
  links: { articleId: string; score: number }[];
};

/** Copies that appear further apart than this are stories of their own: an anniversary piece is news of its day. */
export const defaultWindowDays = 7;

/** Negative when `a` is the earlier: by day, then by time (a known time before a bare day), then by id. */
export function compareEarliest(a: StoryArticle, b: StoryArticle): number {
  if (a.dated !== b.dated) return a.dated ? -1 : 1;
  if (a.day !== b.day) return a.day - b.day;
  if (a.publishedAtMs !== b.publishedAtMs) return (a.publishedAtMs ?? Infinity) < (b.publishedAtMs ?? Infinity) ? -1 : 1;
  return a.articleId < b.articleId ? -1 : a.articleId > b.articleId ? 1 : 0;
}

/** Whether two articles appeared within the window of each other. */
export function isWithinWindow(a: StoryDate, b: StoryDate, windowDays: number): boolean {
  return Math.abs(a.day - b.day) <= windowDays;
}

/**
 * Decides which story a new article belongs to. Stories are the connected parts of the graph of verified copies, so
 * the same articles make the same stories in whatever order they arrive; the story that survives is the one whose lead
 * is the earliest. Only a person's separations (`apart`) can make the order matter.
 * @throws RangeError when a candidate's story is not among `stories`
 */
export function assignStory(question: StoryQuestion): StoryDecision {
  const { article, stories, windowDays } = question;
  const stateById = new Map(stories.map((story) => [story.storyId, story]));
  const copies = question.candidates
    .filter((c) => c.copy && c.articleId !== article.articleId && isWithinWindow(c, article, windowDays))
    .sort((a, b) => b.score - a.score || compareEarliest(a, b));
  const reached: StoryState[] = [];
  for (const storyId of new Set([...(question.currentStoryId ? [question.currentStoryId] : []), ...copies.map((c) => c.storyId)])) {
    const state = stateById.get(storyId);
    if (!state) throw new RangeError(`The candidates name story ${storyId}, which was not handed in.`);
    // Best first: where two stories must stay apart, the article goes to the one it resembles more.
    if (!reached.some((other) => areApart(question.apart, storyId, other.storyId))) reached.push(state);
  }
  if (reached.length === 0) return { storyId: null, absorbedStoryIds: [], leadArticleId: article.articleId, score: null, links: [] };
  const [survivor, ...absorbed] = reached.sort((a, b) => compareEarliest(a.lead, b.lead) || (a.storyId < b.storyId ? -1 : 1));
  const joined = new Set(reached.map((story) => story.storyId));
  const links = copies.filter((c) => joined.has(c.storyId)).map(({ articleId, score }) => ({ articleId, score }));
  const lead = compareEarliest(article, survivor!.lead) < 0 ? article : survivor!.lead;
  return {
    storyId: survivor!.storyId,
    absorbedStoryIds: absorbed.map((story) => story.storyId),
    leadArticleId: lead.articleId,
    score: links[0]?.score ?? null,
    links,
  };
}

function areApart(apart: StoryQuestion["apart"], a: string, b: string): boolean {
  return (apart ?? []).some(([x, y]) => (x === a && y === b) || (x === b && y === a));
}
