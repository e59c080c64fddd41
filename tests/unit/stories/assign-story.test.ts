import { describe, expect, it } from "vitest";
import { assignStory, compareEarliest, type StoryArticle, type StoryCandidate, type StoryState } from "@/server/core/stories/assign-story";

const at = (articleId: string, day: number, publishedAtMs: number | null = null, dated = true): StoryArticle => ({ articleId, day, publishedAtMs, dated });
const candidate = (storyId: string, article: StoryArticle, score: number, copy = true): StoryCandidate => ({ ...article, storyId, score, copy });
const state = (storyId: string, lead: StoryArticle): StoryState => ({ storyId, lead });
const windowDays = 7;

describe("which story an article joins", () => {
  const one = at("one", 100);
  const two = at("two", 103);
  const stories = [state("s1", one), state("s2", two)];

  it("none without candidates, none where no candidate is a copy", () => {
    const alone = { storyId: null, absorbedStoryIds: [], leadArticleId: "new", score: null, links: [] };
    expect(assignStory({ article: at("new", 101), candidates: [], stories: [], windowDays })).toEqual(alone);
    expect(assignStory({ article: at("new", 101), candidates: [candidate("s1", one, 0.3, false)], stories, windowDays })).toEqual(alone);
  });

  it("the one of its copy, with the score to store on both", () => {
    expect(assignStory({ article: at("new", 101), candidates: [candidate("s1", one, 0.8), candidate("s2", two, 0.2, false)], stories, windowDays })).toEqual({
      storyId: "s1", absorbedStoryIds: [], leadArticleId: "one", score: 0.8, links: [{ articleId: "one", score: 0.8 }],
    });
  });

  it("both when it is a copy of articles in both: the story of the earliest lead survives", () => {
    expect(assignStory({ article: at("new", 104), candidates: [candidate("s2", two, 0.9), candidate("s1", one, 0.5)], stories, windowDays })).toMatchObject({
      storyId: "s1", absorbedStoryIds: ["s2"], leadArticleId: "one", score: 0.9, links: [{ articleId: "two", score: 0.9 }, { articleId: "one", score: 0.5 }],
    });
  });

  it("becomes the lead when it is the earliest, although it arrives last", () => {
    expect(assignStory({ article: at("new", 99), candidates: [candidate("s1", one, 0.8)], stories, windowDays })).toMatchObject({ storyId: "s1", leadArticleId: "new" });
  });

  it("the window counts days on both sides, its last day included", () => {
    for (const [day, storyId] of [[107, "s1"], [108, null], [93, "s1"], [92, null]] as const) {
      expect(assignStory({ article: at("new", day), candidates: [candidate("s1", one, 1)], stories, windowDays }).storyId).toBe(storyId);
    }
  });

  it("only the more similar of two stories that a person pulled apart", () => {
    const candidates = [candidate("s1", one, 0.6), candidate("s2", two, 0.9)];
    for (const apart of [[["s1", "s2"]], [["s2", "s1"]]] as [string, string][][]) {
      expect(assignStory({ article: at("new", 101), candidates, stories, windowDays, apart })).toMatchObject({ storyId: "s2", absorbedStoryIds: [], links: [{ articleId: "two", score: 0.9 }] });
    }
  });

  it("a revision keeps its story and never counts as its own copy", () => {
    const decision = assignStory({ article: one, currentStoryId: "s1", candidates: [candidate("s1", one, 1), candidate("s2", two, 0.7)], stories, windowDays });
    expect(decision).toMatchObject({ storyId: "s1", absorbedStoryIds: ["s2"], score: 0.7, links: [{ articleId: "two", score: 0.7 }] });
  });

  it("says which story is missing", () => {
    expect(() => assignStory({ article: at("new", 101), candidates: [candidate("s9", one, 1)], stories, windowDays })).toThrow(/s9/);
  });
});

describe("the lead is the earliest", () => {
  it("by day, then by time with known times first, then by id; undated ones last", () => {
    const sorted = [at("d", 100, 5_000), at("c", 100, 9_000), at("a", 100), at("b", 100), at("e", 101, 1_000), at("f", 90, null, false)];
    expect(sorted.slice().reverse().sort(compareEarliest)).toEqual(sorted);
  });
});
