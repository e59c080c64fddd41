import { assignStory, compareEarliest, defaultWindowDays, type StoryArticle, type StoryDate, type StoryState } from "@/server/core/stories/assign-story";
import { articlesPerBand, compareRanked, rankCandidates, signaturesPerArticle } from "@/server/core/stories/choose-candidates";
import { fingerprintShingles, type Fingerprint } from "@/server/core/stories/fingerprint";
import { isCopy, measureCopy, prepareArticle, type ComparableArticle } from "@/server/core/stories/verify-copy";

export type GroupedArticle = { id: string; title: string; text: string; publishedAt: string | null };
export type GroupedStory = { id: string; story: string; lead: string; score: number | null };

const dayMs = 86_400_000;

/**
 * Reads a publication date as stories use it: `2024-05-01` is a bare day, everything else an instant.
 * Unreadable or missing dates give the day `addedDay` (days since 1970) and `dated: false`.
 */
export function readStoryDate(publishedAt: string | null, addedDay = 0): StoryDate {
  const ms = publishedAt ? Date.parse(publishedAt) : Number.NaN;
  if (Number.isNaN(ms)) return { day: addedDay, publishedAtMs: null, dated: false };
  const bareDay = /^\d{4}-\d{2}-\d{2}$/.test(publishedAt!);
  return { day: Math.floor(ms / dayMs), publishedAtMs: bareDay ? null : ms, dated: true };
}

/**
 * Groups a whole list of articles into stories, with the same fingerprints, comparison and decision as the server.
 * Every article gets a story; the story is called by its lead's id. Answers come in the order of the list.
 */
export function groupStories(articles: readonly GroupedArticle[], options: { windowDays?: number } = {}): GroupedStory[] {
  const index = createStoryIndex(options);
  const dated = articles.map((article) => ({ article, date: { articleId: article.id, ...readStoryDate(article.publishedAt) } }));
  for (const { article, date } of dated.slice().sort((a, b) => compareEarliest(a.date, b.date))) index.add(date, article);
  return articles.map(({ id }) => ({ id, ...index.storyOf(id)! }));
}

type Entry = StoryArticle & { title: string; text: string; fingerprint: Fingerprint | null; score: number | null; storyId: string };
type Story = { storyId: string; lead: StoryArticle; members: Entry[] };
type StoryOf = { story: string; lead: string; score: number | null };

export type StoryIndex = {
  /** Adds one article; adding an id twice throws a RangeError. Any order of arrival gives the same stories. */
  add(date: StoryArticle, article: { title: string; text: string }): void;
  /** Adds an article that is compared with nobody: undated, or taken out of its story by a person. */
  addApart(date: StoryArticle): void;
  /** Makes the stories of two articles one, as a person said; articles that are not here change nothing. */
  tie(articleId: string, otherArticleId: string): void;
  storyOf(articleId: string): StoryOf | null;
};

/** An index of stories in memory: what the database keeps in tables, for one run of the command line or a test. */
export function createStoryIndex(options: { windowDays?: number } = {}): StoryIndex {
  const windowDays = options.windowDays ?? defaultWindowDays;
  const entries = new Map<string, Entry>();
  const stories = new Map<string, Story>();
  const bands = new Map<number, Entry | Entry[]>();

  const listCandidates = (entry: Entry, fingerprint: Fingerprint): Entry[] => {
    const hits = new Map<Entry, number>();
    for (const band of fingerprint.bands) {
      const posted = bands.get(band);
      const posting = posted === undefined ? [] : Array.isArray(posted) ? posted : [posted];
      const end = countUpTo(posting, entry.day + windowDays);
      for (let i = end - 1; i >= Math.max(0, end - articlesPerBand) && posting[i]!.day >= entry.day - windowDays; i--) {
        hits.set(posting[i]!, (hits.get(posting[i]!) ?? 0) + 1);
      }
    }
    const found = [...hits.keys()];
    if (found.length <= signaturesPerArticle) return found;
    return found.sort((a, b) => hits.get(b)! - hits.get(a)! || compareEarliest(a, b)).slice(0, signaturesPerArticle);
  };

  const join = (entry: Entry, comparable: ComparableArticle, fingerprint: Fingerprint): void => {
    const sketched = listCandidates(entry, fingerprint).map((other) => ({ articleId: other.articleId, fingerprint: other.fingerprint!, storyId: other.storyId, other }));
    const candidates = compareRanked(rankCandidates(fingerprint, sketched), ({ other }) => {
      const measure = measureCopy(comparable, prepareArticle(withDay(other)));
      return { copy: isCopy(measure), score: measure.jaccard };
    }).map(({ other, copy, score }) => ({ ...pickDate(other), storyId: other.storyId, copy, score }));
    if (candidates.length === 0) return;
    const states = [...new Set(candidates.map((c) => c.storyId))].map((storyId): StoryState => stories.get(storyId)!);
    const decision = assignStory({ article: pickDate(entry), candidates, stories: states, windowDays });
    if (decision.storyId === null) return;
    const story = stories.get(decision.storyId)!;
    for (const storyId of [entry.storyId, ...decision.absorbedStoryIds]) {
      for (const member of stories.get(storyId)!.members) {
        member.storyId = story.storyId;
        story.members.push(member);
      }
      stories.delete(storyId);
    }
    story.lead = entries.get(decision.leadArticleId)!;
    entry.score = decision.score;
    for (const link of decision.links) {
      const linked = entries.get(link.articleId)!;
      linked.score = Math.max(linked.score ?? 0, link.score);
    }
  };

  const enter = (date: StoryArticle, article: { title: string; text: string }, fingerprint: Fingerprint | null): Entry => {
    if (entries.has(date.articleId)) throw new RangeError(`Article ${date.articleId} is in the index already.`);
    const entry: Entry = { ...date, title: article.title, text: article.text, fingerprint, score: null, storyId: date.articleId };
    entries.set(entry.articleId, entry);
    stories.set(entry.storyId, { storyId: entry.storyId, lead: entry, members: [entry] });
    return entry;
  };

  return {
    add(date, article) {
      const comparable = prepareArticle(withDay({ ...date, ...article }));
      const fingerprint = fingerprintShingles(comparable.shingled);
      const entry = enter(date, article, fingerprint);
      if (!fingerprint) return;
      join(entry, comparable, fingerprint);
      for (const band of fingerprint.bands) {
        const posted = bands.get(band);
        if (posted === undefined) bands.set(band, entry);
        else {
          const posting = Array.isArray(posted) ? posted : [posted];
          posting.splice(countUpTo(posting, entry.day), 0, entry);
          bands.set(band, posting);
        }
      }
    },
    addApart(date) {
      enter(date, { title: "", text: "" }, null);
    },
    tie(articleId, otherArticleId) {
      const [one, other] = [entries.get(articleId), entries.get(otherArticleId)];
      if (!one || !other || one.storyId === other.storyId) return;
      const [kept, gone] = [stories.get(one.storyId)!, stories.get(other.storyId)!];
      for (const member of gone.members) {
        member.storyId = kept.storyId;
        kept.members.push(member);
      }
      stories.delete(gone.storyId);
      if (compareEarliest(gone.lead, kept.lead) < 0) kept.lead = gone.lead;
    },
    storyOf(articleId) {
      const entry = entries.get(articleId);
      if (!entry) return null;
      const lead = stories.get(entry.storyId)!.lead.articleId;
      return { story: lead, lead, score: entry.score };
    },
  };
}

/** How many entries of a list in the order of days lie on or before a day. */
function countUpTo(posting: readonly Entry[], day: number): number {
  let low = 0;
  for (let high = posting.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (posting[middle]!.day <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withDay({ title, text, day, dated }: StoryDate & { title: string; text: string }) {
  return { title, text, day: dated ? day : null };
}

function pickDate({ articleId, day, publishedAtMs, dated }: StoryArticle): StoryArticle {
  return { articleId, day, publishedAtMs, dated };
}
