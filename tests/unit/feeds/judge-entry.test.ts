import { describe, expect, it } from "vitest";
import { entryContent, judgeEntry, newArticle, type JudgeOptions, type SeenEntry } from "@/server/core/feeds/judge-entry";

const entry = (over: Partial<SeenEntry> = {}): SeenEntry => ({ id: "1", title: "Ministers weigh loan", url: "https://ledger.example/a/1?utm_source=rss", publishedAt: "2025-03-10T08:00:00+02:00", updatedAt: null, author: null, summary: "They met.", contentText: null, ...over });
const options = (over: Partial<JudgeOptions> = {}): JudgeOptions => ({ timeZone: "UTC", now: new Date("2025-03-10T12:00:00Z"), feedName: "The Ledger, front page", feedHasDates: true, lastSuccessAt: new Date("2025-03-10T11:00:00Z"), ...over });
const judge = (over: Partial<SeenEntry> = {}, how: Partial<JudgeOptions> = {}) => judgeEntry(entry(over), options(how));

describe("what becomes of a feed's entry", () => {
  it("is an article of its address's outlet, at its moment", () => {
    expect(judge().article).toMatchObject({ title: "Ministers weigh loan", text: "They met.", outlet: { key: "domain:ledger.example", name: "ledger.example" }, published: { precision: "time", at: "2025-03-10T06:00:00.000Z", day: "2025-03-10" } });
  });

  it("is named by its feed where it leads nowhere", () => {
    expect(judge({ url: null }).article?.outlet).toEqual({ key: "name:the ledger, front page", name: "The Ledger, front page", domain: null });
    expect(judge({ url: "magnet:?xt=1" }).article?.url).toBeNull();
  });

  it.each<[string, Partial<SeenEntry>, Partial<JudgeOptions>, string | null]>([
    ["its update where no publication is told", { publishedAt: null, updatedAt: "2025-03-09T10:00:00Z" }, {}, "2025-03-09"],
    ["none in a feed that dates the others", { publishedAt: null }, {}, null],
    ["the day of its appearance where the feed dates nothing and both collections fall on it", { publishedAt: null }, { feedHasDates: false }, "2025-03-10"],
    ["none where it was there at the first collection", { publishedAt: null }, { feedHasDates: false, lastSuccessAt: null }, null],
    ["none where it came over midnight", { publishedAt: null }, { feedHasDates: false, lastSuccessAt: new Date("2025-03-09T23:00:00Z") }, null],
    ["none while its day has not come", { publishedAt: "2025-04-01T00:00:00Z" }, {}, null],
    ["its own, however old", { publishedAt: "1987-02-26" }, {}, "1987-02-26"],
  ])("has as date %s", (_what, over, how, day) => {
    const { article, appearedOn } = judge(over, how);
    expect(newArticle({ article: article!, appearedOn }).published.day).toBe(day);
  });

  it("takes the report where the feed carries it, and no title twice", () => {
    expect(judge({ contentText: "They met, and then they ate." })).toMatchObject({ isWhole: true, article: { text: "They met, and then they ate." } });
    expect(judge({ summary: "Ministers weigh loan" }).article?.text).toBe("");
  });

  it("is nothing without address and words, and the same as long as it says the same", () => {
    expect(judge({ url: null, title: "", summary: null }).article).toBeNull();
    expect(entryContent(judge({ url: "http://www.ledger.example/a/1/" }))).toBe(entryContent(judge()));
    const dateless = { publishedAt: null };
    expect(entryContent(judge(dateless, { feedHasDates: false }))).toBe(entryContent(judge(dateless, { feedHasDates: false, lastSuccessAt: null })));
    expect(entryContent(judge({ title: "Ministers refuse loan" }))).not.toBe(entryContent(judge()));
  });
});
