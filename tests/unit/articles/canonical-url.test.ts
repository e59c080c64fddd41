import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalUrl, outletDomain } from "@/server/core/articles/canonical-url";

const keyOf = (address: string) => canonicalUrl(address)?.key ?? null;

describe("canonicalUrl", () => {
  const plain = "https://www.example.com/world/2024/12/05/a-report-on-frozen-assets";
  const variants = [
    "http://example.com/world/2024/12/05/a-report-on-frozen-assets",
    "https://m.example.com/world/2024/12/05/a-report-on-frozen-assets/",
    "https://amp.example.com/world/2024/12/05/a-report-on-frozen-assets",
    "https://www.example.com/amp/world/2024/12/05/a-report-on-frozen-assets",
    "https://www.example.com/world/2024/12/05/a-report-on-frozen-assets/amp/",
    "https://www.example.com/world/2024/12/05/a-report-on-frozen-assets.amp",
    "https://www.example.com/world/2024/12/05/a-report-on-frozen-assets?amp",
    "https://WWW.EXAMPLE.COM:443/World/2024/12/05/A-Report-On-Frozen-Assets#comments",
    "https://www.example.com/world/2024/12/05/a-report-on-frozen-assets/index.html",
    "https://www.example.com//world/2024/12/05/a-report-on-frozen-assets?utm_source=x&UTM_Medium=y&fbclid=1&at_campaign=7",
    "https://www.example.com/world/2024/12/05/a-report-on-frozen-assets?utm_source=a&amp;utm_medium=b",
    "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/world/2024/12/05/a-report-on-frozen-assets",
    "https://www.google.com/amp/s/www.example.com/amp/world/2024/12/05/a-report-on-frozen-assets",
    "https://www.google.com/url?q=https%3A%2F%2Fwww.example.com%2Fworld%2F2024%2F12%2F05%2Fa-report-on-frozen-assets&sa=D",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.example.com%2Fworld%2F2024%2F12%2F05%2Fa-report-on-frozen-assets&h=x",
    "http://http://www.example.com/world/2024/12/05/a-report-on-frozen-assets",
    "//www.example.com/world/2024/12/05/a-report-on-frozen-assets",
    "www.example.com/world/2024/12/05/a-report-on-frozen-assets",
    "  <https://www.example.com/world/2024/12/05/a-report-on-frozen-assets>\n",
    "https://www.example.com/world/2024/12/05/a%2Dreport-on-frozen-assets;jsessionid=AB12",
  ];
  it.each(variants)("knows %s as the same article", (variant) => {
    expect(keyOf(variant)).toBe(keyOf(plain));
  });

  it.each([
    ["https://example.com/story.php?id=1", "https://example.com/story.php?id=2"],
    ["https://youtube.com/watch?v=aFCO6WidGVM", "https://youtube.com/watch?v=aFCO6WidGVm"],
    ["https://bit.ly/AbC1", "https://bit.ly/abc1"],
    ["https://example.com/doc?ref=12345", "https://example.com/doc?ref=12346"],
    ["https://example.com/a%2Fb", "https://example.com/a/b"],
    ["https://news.example.com/a", "https://sport.example.com/a"],
    ["https://example.com/#!/news/1", "https://example.com/#!/news/2"],
    ["http://127.0.0.1:4001/a", "http://127.0.0.1:4002/a"],
    ["https://bbc.com/news/1", "https://bbc.co.uk/news/1"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(keyOf(one)).not.toBeNull();
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it("sorts what is left of the query and folds spellings of one character", () => {
    expect(keyOf("https://example.com/s?b=2&a=1")).toBe(keyOf("https://example.com/s?a=1&b=2&utm_x=3"));
    expect(keyOf("https://example.com/caf%c3%a9")).toBe(keyOf("https://example.com/cafe\u0301"));
    expect(keyOf("https://example.com/page?name=John%20Doe")).toBe(keyOf("https://example.com/page?name=John+Doe"));
  });

  it("shows a clean address that still opens the page", () => {
    expect(canonicalUrl("https://www.Example.com/Story?id=7&utm_source=x#top")?.url).toBe("https://www.example.com/Story?id=7");
    expect(canonicalUrl("http://example.com/pic.jpg?crop/1420x708/format/webp")?.url).toBe("http://example.com/pic.jpg?crop/1420x708/format/webp");
  });

  it.each(["", "   ", "not an address", "mailto:a@example.org", "javascript:alert(1)", "ftp://example.com/x", "file:///etc/passwd", "https://user:secret@example.com/", "https://example|org/", "http://", "https://", "a.b c.d", `https://example.com/${"x".repeat(9_000)}`, "http://0177.0.0.1.9/"])("answers null for %j", (input) => {
    expect(canonicalUrl(input)).toBeNull();
    expect(outletDomain(input)).toBeNull();
  });

  it("never throws, and cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string({ unit: "binary" }), fc.webUrl().map((url) => url.replace("://", ":/\\"))), (input) => {
        const once = canonicalUrl(input);
        outletDomain(input);
        if (!once) return;
        expect(canonicalUrl(once.url)).toEqual(once);
        expect(keyOf(`https://${once.key}`)).toBe(once.key);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("outletDomain", () => {
  it.each([
    ["https://news.example.co.uk/a", "example.co.uk"],
    ["https://www.example.com", "example.com"],
    ["https://some-blog.wordpress.com/2020/a", "some-blog.wordpress.com"],
    ["https://wordpress.com/blog/a", "wordpress.com"],
    ["https://writer.substack.com/p/a", "writer.substack.com"],
    ["http://www.gov.cn/", "gov.cn"],
    ["http://147.182.248.18/a", "147.182.248.18"],
    ["http://localhost:3000/a", "localhost"],
    ["https://www-example-com.cdn.ampproject.org/c/www.example.com/amp/doc.html", "example.com"],
    ["https://www.пример.рф/новости", "xn--e1afmkfd.xn--p1ai"],
  ])("%s belongs to %s", (url, domain) => {
    expect(outletDomain(url)).toBe(domain);
  });
});

const folder = resolve(process.cwd(), "../shared/data/url_canonical");
const readRows = <T>(name: string) => gunzipSync(readFileSync(resolve(folder, name))).toString().trim().split("\n").map((line) => JSON.parse(line) as T);

describe.skipIf(!existsSync(folder))("real address variants (skipped where ../shared/data is missing)", () => {
  it("makes one article of .99 of the groups and joins no two", () => {
    const groups = ["real_url_variants_same_path.jsonl.gz", "real_usatoday_feed_redirect_variants.jsonl.gz"].flatMap((name) => readRows<{ urls: string[] }>(name));
    const keys = groups.map(({ urls }) => new Set(urls.map(keyOf)));
    const whole = keys.filter((group) => group.size === 1).length;
    const all = keys.flatMap((group) => [...group]);
    expect(whole / groups.length).toBeGreaterThanOrEqual(0.99);
    expect(all).not.toContain(null);
    for (const key of all) expect(keyOf(`https://${key}`)).toBe(key);
    expect(new Set(all).size).toBe(all.length);
  });

  it("agrees with published clean-up cases on what is the same", () => {
    for (const row of readRows<{ input?: string; expected?: string; same?: [string, string] }>("mediacloud_normalize.jsonl.gz")) {
      const [one, other] = row.same ?? [row.input!, row.expected!];
      // Two feed redirectors' codes that differ in case are two addresses here.
      if (!one.includes("/~r/")) expect(keyOf(one), one).toBe(keyOf(other));
    }
    for (const row of readRows<{ input: string; expected: string }>("miniflux_urlcleaner.jsonl.gz")) expect(keyOf(row.input), row.input).toBe(keyOf(row.expected));
    for (const row of readRows<{ input: string; expected: string }>("mediacloud_domain.jsonl.gz")) expect(outletDomain(row.input), row.input).toBe(row.expected.replace(/^www\./, ""));
  });
});
