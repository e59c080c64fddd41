import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFeedPlace, printRss } from "@/tests/support/feed-place";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

describe("a day of a newsroom's feed, replayed", () => {
  it("is one article per report and one revision per changed headline, however often it is read", async () => {
    const place = await openFeedPlace(house, "https://gazette.example/rss.xml");
    const item = (number: number, over = {}) => ({ guid: `g-${number}`, title: `Report ${number}`, url: `https://gazette.example/news/${number}?at_medium=RSS`, date: `Tue, 04 Mar 2025 ${String(6 + number).padStart(2, "0")}:00:00 GMT`, summary: `What happened, part ${number}.`, ...over });
    const snapshots = [
      [item(1), item(2)],
      [item(1), item(2)],
      [item(2, { title: "Report 2, corrected" }), item(3)],
      [item(3), item(2), item(4)],
      [item(4, { title: "Report 4 & more" }), item(3), item(2, { title: "Report 2, corrected" })],
      [item(5), item(4, { title: "Report 4 & more" }), item(3)],
    ];
    for (const [at, items] of snapshots.entries()) {
      await place.poll(new Date(Date.UTC(2025, 2, 4, 12, at * 10)), printRss(items));
      await place.poll(new Date(Date.UTC(2025, 2, 4, 12, at * 10 + 1)), printRss(items));
    }
    expect(await place.titles()).toEqual([["Report 1"], ["Report 2", "Report 2, corrected"], ["Report 3"], ["Report 4", "Report 4 & more"], ["Report 5"]]);
  });
});
