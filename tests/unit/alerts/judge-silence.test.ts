import { describe, expect, it } from "vitest";
import { type FeedLife, judgeSilence } from "@/server/core/alerts/judge-silence";

const feed = (more: Partial<FeedLife> = {}): FeedLife => ({ title: "Ledger", addedDay: "2025-03-01", askedDay: "2025-03-20", error: "", arrivals: [], earlier: null, articles: 0, ...more });
const arrival = (day: string, since = day) => ({ day, since });

describe("a silent feed", () => {
  it.each<[string, FeedLife, string, boolean | undefined]>([
    ["brought nothing for so many days", feed({ arrivals: [arrival("2025-03-10")] }), "2025-03-13", true],
    ["brought something a day less ago", feed({ arrivals: [arrival("2025-03-10")] }), "2025-03-12", false],
    ["was silent, and brought something later", feed({ arrivals: [arrival("2025-03-10"), arrival("2025-03-18")] }), "2025-03-15", true],
    ["brought the last long ago", feed({ earlier: "2025-01-05" }), "2025-03-12", true],
    ["has brought nothing since it was added", feed(), "2025-03-04", true],
    ["was added just now", feed(), "2025-03-03", false],
    ["was not there yet", feed(), "2025-02-20", false],
    ["was not asked since", feed({ askedDay: "2025-03-13" }), "2025-03-13", undefined],
    ["was never asked", feed({ askedDay: null }), "2025-03-13", undefined],
    ["was not asked for days, and then had something", feed({ arrivals: [arrival("2025-03-10"), arrival("2025-03-16", "2025-03-11")] }), "2025-03-14", false],
    ["was not asked for days, after which it had nothing for as long", feed({ arrivals: [arrival("2025-03-16", "2025-03-11")] }), "2025-03-19", true],
  ])("is one that %s: %#", (_, known, day, expected) => {
    const said = judgeSilence(known, 3, day);
    expect(said === undefined ? undefined : said !== null).toBe(expected);
  });

  it("is told with what is known of it", () => {
    expect(judgeSilence(feed({ arrivals: [arrival("2025-03-12")], articles: 1 }), 1, "2025-03-13")).toBe("Ledger has been silent for 1 day. Its last article came on 12 March 2025, 1 day before the end of 13 March 2025. In the last four weeks it brought 1 article. When it was last asked, it answered without an error.");
    expect(judgeSilence(feed({ error: "The site is down." }), 3, "2025-03-10")).toBe("Ledger has been silent for 9 days. It was added on 1 March 2025 and has brought no article yet. When it was last asked: The site is down.");
  });
});
