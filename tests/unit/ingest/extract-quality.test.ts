import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { extractRecord } from "@/server/ingest/extract/extract-record";

const data = resolve(process.cwd(), "../shared/data");
const missing = ["extract_aeb", "extract_trafilatura", "extract_htmldate"].some((set) => !existsSync(resolve(data, set)));

function readTruth<T>(file: string): [string, T][] {
  return Object.entries(JSON.parse(gunzipSync(readFileSync(resolve(data, file))).toString("utf8")) as Record<string, T>);
}

function read(set: string, file: string, url: string) {
  const record = extractRecord({ id: url, url, html_base64: gunzipSync(readFileSync(resolve(data, set, "html", file))).toString("base64") });
  return "error" in record ? { title: null, byline: null, publishedAt: null, text: "" } : record;
}

function countShingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_\p{M}]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - 3); at++) {
    const shingle = words.slice(at, at + 4).join(" ");
    if (shingle !== "") counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const flat = (text: string | null): string => (text ?? "").normalize("NFC").replace(/\s+/g, " ").trim();

/** The sets lie beside the repository and are not part of it; without them this suite is skipped and says so by its name. */
describe.skipIf(missing)("real pages from ../shared/data (skipped where it is missing)", () => {
  it("main text, shingle F1 as the article-extraction benchmark counts it", { timeout: 120_000 }, () => {
    const precision: number[] = [];
    const recall: number[] = [];
    for (const [id, truth] of readTruth<{ articleBody: string; url: string }>("extract_aeb/ground-truth.json.gz")) {
      const wanted = countShingles(truth.articleBody);
      const got = countShingles(read("extract_aeb", `${id}.html.gz`, truth.url).text);
      let common = 0;
      for (const [shingle, count] of wanted) common += Math.min(count, got.get(shingle) ?? 0);
      const size = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
      if (size(got) > 0) precision.push(common / size(got));
      if (size(wanted) > 0) recall.push(common / size(wanted));
    }
    expect((2 * mean(precision) * mean(recall)) / (mean(precision) + mean(recall))).toBeGreaterThan(0.965);
  });

  it("segments, titles, authors and dates of every third page", { timeout: 120_000 }, () => {
    let found = 0;
    let extra = 0;
    let lost = 0;
    const right = { title: [] as number[], author: [] as number[], date: [] as number[] };
    for (const [url, truth] of readTruth<{ html: string; with?: string[]; without?: string[]; title?: string; author?: string; date?: string }>("extract_trafilatura/evaldata.json.gz").filter((_, index) => index % 3 === 0)) {
      const article = read("extract_trafilatura", truth.html, url);
      const text = flat(article.text);
      for (const segment of truth.with ?? []) if (text.includes(flat(segment))) found++; else lost++;
      for (const segment of truth.without ?? []) if (text.includes(flat(segment))) extra++;
      if (truth.title) right.title.push(Number(flat(article.title).toLowerCase() === flat(truth.title).toLowerCase()));
      if (typeof truth.author === "string" && truth.author !== "") right.author.push(Number(flat(article.byline).toLowerCase() === flat(truth.author).toLowerCase()));
      if (truth.date) right.date.push(Number((article.publishedAt ?? "").slice(0, 10) === truth.date.slice(0, 10)));
    }
    expect((2 * found) / (2 * found + extra + lost)).toBeGreaterThan(0.925);
    expect(mean(right.title)).toBeGreaterThan(0.8);
    expect(mean(right.author)).toBeGreaterThan(0.6);
    expect(mean(right.date)).toBeGreaterThan(0.84);
  });

  it("the day of every third dated page", { timeout: 120_000 }, () => {
    const right = readTruth<{ html: string; date: string }>("extract_htmldate/dates.json.gz").filter((_, index) => index % 3 === 0).map(([url, truth]) => Number((read("extract_htmldate", truth.html, url).publishedAt ?? "").slice(0, 10) === truth.date));
    expect(mean(right)).toBeGreaterThan(0.88);
  });
});
