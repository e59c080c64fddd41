import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FeedPlace, openFeedPlace } from "@/tests/support/feed-place";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const SNAPSHOTS = resolve(process.cwd(), "../shared/data/feeds/bbc_rss_replay.jsonl.gz");
const isThere = existsSync(SNAPSHOTS);

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const retitled = async (place: FeedPlace) => {
  const titles = await place.titles();
  return { articles: titles.length, changedHeadlines: titles.reduce((sum, revisions) => sum + new Set(revisions).size - 1, 0) };
};

interface Snapshot {
  feed: string;
  /** Unix seconds. */
  fetched_at: number;
  xml: string;
}

describe.skipIf(!isThere)(`snapshots of a broadcaster's feeds, replayed${isThere ? "" : ` (skipped: ${SNAPSHOTS} is not there)`}`, () => {
  it("give each report once and each changed headline as a revision", async () => {
    const expected = JSON.parse(readFileSync(SNAPSHOTS.replace(".jsonl.gz", "_EXPECTED.json"), "utf8")) as Record<string, { unique_guids: number; retitled: number }>;
    const lines = gunzipSync(readFileSync(SNAPSHOTS)).toString("utf8").split("\n").filter(Boolean);
    const snapshots = new Map<string, Snapshot[]>();
    for (const line of lines) {
      const snapshot = JSON.parse(line) as Snapshot;
      snapshots.set(snapshot.feed, [...(snapshots.get(snapshot.feed) ?? []), snapshot]);
    }
    const places = new Map<string, FeedPlace>();
    for (const feed of snapshots.keys()) places.set(feed, await openFeedPlace(house, feed));
    await Promise.all([...places].map(async ([feed, place]) => {
      for (const { fetched_at, xml } of snapshots.get(feed)!) await place.poll(new Date(fetched_at * 1_000), xml);
    }));
    const found = Object.fromEntries(await Promise.all([...places].map(async ([feed, place]) => [feed, await retitled(place)] as const)));
    for (const [name, { unique_guids, retitled: changedHeadlines }] of Object.entries(expected)) {
      const feed = [...places.keys()].find((url) => url.endsWith(`/${name}`))!;
      expect({ name, ...found[feed] }).toEqual({ name, articles: unique_guids, changedHeadlines });
    }
  });
});
