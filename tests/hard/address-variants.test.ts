import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getImport } from "@/server/services/imports/list-imports";
import { uploadFile } from "@/tests/support/faults";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";
import { createRandom } from "@/tests/unit/stories/generate-text";

/** Spellings of real addresses, grouped by the page that they lead to; not part of this repository. */
const DATA = resolve(process.cwd(), "../shared/data/url_canonical");
const FILES = ["real_url_variants_same_path.jsonl.gz", "real_usatoday_feed_redirect_variants.jsonl.gz"];

const readGroups = (): string[][] =>
  FILES.flatMap((name) => gunzipSync(readFileSync(resolve(DATA, name))).toString().trim().split("\n").map((line) => (JSON.parse(line) as { urls: string[] }).urls));

describe.skipIf(!existsSync(DATA))("real spellings of addresses, taken in from a file (skipped where ../shared/data is missing)", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.close());

  it("are one article for .99 of the pages, and no two pages are joined", async () => {
    const groups = readGroups();
    const random = createRandom(29);
    const rows = groups.flatMap((urls, group) => urls.map((url) => ({ url, group, at: random() }))).sort((one, other) => one.at - other.at);
    const lines = rows.map(({ url, group }) => `"${url.replaceAll('"', '""')}","Report ${group}",2024-05-02,"What stands on page ${group}."`);
    const importId = await uploadFile(house.as("analyst"), Buffer.from(`url,title,published,text\n${lines.join("\n")}\n`));
    await house.work();
    const end = await getImport(house.as("analyst"), { importId });
    expect(end).toMatchObject({ state: "done", rowsRead: rows.length, refused: 0 });

    const outcomes = await house.database.client<{ row_number: number; article_id: string }[]>`select row_number, article_id from import_rows where import_id = ${importId}`;
    const articlesOf = groups.map(() => new Set<string>());
    const groupsOf = new Map<string, Set<number>>();
    for (const { row_number, article_id } of outcomes) {
      const { group } = rows[row_number - 1]!;
      articlesOf[group]!.add(article_id);
      groupsOf.set(article_id, (groupsOf.get(article_id) ?? new Set()).add(group));
    }
    const whole = articlesOf.filter((articles) => articles.size === 1).length;
    const joined = [...groupsOf.values()].filter((pages) => pages.size > 1).length;
    const [{ articles }] = await house.database.client<[{ articles: number }]>`select count(*)::int as articles from articles`;
    process.stdout.write(`addresses: ${rows.length} spellings of ${groups.length} pages became ${articles} articles; ${((100 * whole) / groups.length).toFixed(2)} % of the pages are one article, ${joined} articles stand for two pages\n`);
    expect(whole / groups.length).toBeGreaterThanOrEqual(0.99);
    expect(joined).toBe(0);
    expect(articles).toBe(groupsOf.size);
    expect(end.created).toBe(articles);
  });
});
