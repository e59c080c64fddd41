import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { FeedError } from "@/server/ingest/feeds/feed-error";
import { parseFeed } from "@/server/ingest/feeds/parse-feed";
import { hostileFamilies, makeHostileFiles } from "@/tests/support/hostile-feeds";

const limitMs = 5_500;
const seed = 20_250_603;

type Verdict = "read" | "refused" | "crashed" | "unclear" | "exploded" | "slow" | "unsafe";

/** What a reader did with bytes: only `read` and `refused` are allowed. */
function judge(reader: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Verdict {
  const started = process.cpuUsage();
  let verdict: Verdict;
  try {
    const printed = JSON.stringify(reader(bytes));
    // A reader's answer is made of what was sent; far more than that was multiplied out of entities.
    if (printed.length > 40 * bytes.length + 10_000) verdict = "exploded";
    else verdict = /"(?:url|link|siteUrl|icon)":"(?!https?:)/i.test(printed) || printed.includes("root:x:0") ? "unsafe" : "read";
  } catch (reason) {
    verdict = !(reason instanceof FeedError) ? "crashed" : /^[A-Z][^\n<>]{10,200}\.$/.test(reason.message) ? "refused" : "unclear";
  }
  // Time on the processor: how busy the machine is with other things says nothing about the reader.
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000 > limitMs ? "slow" : verdict;
}

const readFeed = (bytes: Uint8Array): unknown => parseFeed(bytes, { url: "https://n.example/feed", contentType: null });

/** What a reader without precautions does: it recurses into nesting, expands entities and trusts JSON. */
function readNaively(bytes: Uint8Array): unknown {
  let text = new TextDecoder().decode(bytes);
  if (/^[[{]/.test(text)) return JSON.parse(text);
  for (const [, name, value] of [...text.matchAll(/<!ENTITY (\w+) "([^"]*)">/g)].reverse()) {
    if (text.length > 5_000_000) break;
    text = text.replaceAll(`&${name};`, value ?? "");
  }
  const descend = (at: number): number => {
    const open = text.indexOf("<", at);
    return open < 0 ? at : descend(open + 1) + 1;
  };
  return { depth: descend(0), text };
}

describe("hostile files", () => {
  const files = makeHostileFiles(2_000, seed);

  it("2,000 made ones are each read or refused in one plain sentence, in time", () => {
    const faults: string[] = [];
    const verdicts = new Map<Verdict, number>();
    for (const [at, { family, bytes }] of files.entries()) {
      const verdict = judge(readFeed, bytes);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      if (verdict !== "read" && verdict !== "refused") faults.push(`${at} ${family}: ${verdict}`);
    }
    expect(faults).toEqual([]);
    // Both ways out are used, so neither everything nor nothing is refused.
    expect(verdicts.get("read")).toBeGreaterThan(500);
    expect(verdicts.get("refused")).toBeGreaterThan(200);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("the same files bring down a reader without precautions", () => {
    const verdicts = files.slice(0, 4 * hostileFamilies.length).map(({ bytes }) => judge(readNaively, bytes));
    expect(verdicts).toContain("crashed");
    expect(verdicts).toContain("exploded");
  });

  it("the largest files allowed are still in time", () => {
    const large = [
      `<rss>${"<a>".repeat(500)}${"</b>".repeat(3_000_000)}`,
      `<rss><channel><title>${"&lt;a&gt;".repeat(1_500_000)}</title></channel></rss>`,
      `<rss>${'<![CDATA[x]]><b c="d"/>'.repeat(390_000)}`,
      `<rss>${"<!--".repeat(4_000_000)}`,
      `{"items":[${"{},".repeat(3_000_000)}{}]}`,
    ];
    expect(large.map((text) => judge(readFeed, new TextEncoder().encode(text)))).toEqual(["read", "read", "read", "read", "refused"]);
  });
});

const bombs = resolve(process.cwd(), "../shared/data/hostile/xml-defusedxml");

describe.skipIf(!existsSync(bombs))("hostile XML that others collected (skipped where it is missing)", () => {
  it("is harmless inside a feed and outside", () => {
    for (const name of existsSync(bombs) ? readdirSync(bombs).filter((file) => /\.(?:xml|xsl)$/.test(file)) : []) {
      const bytes = readFileSync(join(bombs, name));
      expect([name, judge(readFeed, bytes)]).toEqual([name, "refused"]);
      const inFeed = `${bytes.toString("utf8")}<rss><channel><title>T</title></channel></rss>`;
      expect([name, ["read", "refused"].includes(judge(readFeed, Buffer.from(inFeed)))]).toEqual([name, true]);
    }
  });
});
