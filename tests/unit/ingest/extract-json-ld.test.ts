import { describe, expect, it } from "vitest";
import { parseLooseJson, readJsonLd } from "@/server/ingest/extract/read-json-ld";
import { leastProcessorMs } from "@/tests/support/processor-time";

describe("broken JSON-LD is mended", () => {
  it.each([
    ["a trailing comma", '{"a": [1, 2,], "b": 3,}', { a: [1, 2], b: 3 }],
    ["a raw line break in a string", '{"a": "one\ntwo"}', { a: "one two" }],
    ["a quote nobody escaped", '{"a": "the "new" bridge", "b": 1}', { a: 'the "new" bridge', b: 1 }],
    ["a backslash that escapes nothing", '{"a": "C:\\dir"}', { a: "C:\\dir" }],
    ["a comment around it", "<!-- {\"a\": 1} -->", { a: 1 }],
    ["a CDATA section around it", '//<![CDATA[\n{"a": 1}\n//]]>', { a: 1 }],
    ["a semicolon behind it", '{"a": 1};', { a: 1 }],
  ])("%s", (_, source, expected) => expect(parseLooseJson(source)).toEqual(expected));

  it("gives up quietly on what is no JSON", () => expect(parseLooseJson("{{{ template }}}")).toBeNull());

  it("stays linear on a megabyte of broken quotes", () => {
    expect(leastProcessorMs(() => parseLooseJson(`{"a": "${'" '.repeat(500_000)}`), 4_000)).toBeLessThan(4_000);
  });
});

describe("the article among what a page states", () => {
  const read = (...nodes: unknown[]) => readJsonLd(nodes.map((node) => JSON.stringify(node)));

  it("is found in a graph, with authors by reference", () => {
    expect(read({ "@graph": [{ "@type": "WebSite", name: "S" }, { "@type": "Person", "@id": "p1", name: "Ada" }, { "@type": ["NewsArticle"], headline: "H", datePublished: "2020-01-01", author: { "@id": "p1" } }] })).toMatchObject({ headline: "H", authors: ["Ada"], datePublished: "2020-01-01" });
  });

  it("is preferred with a headline and a date over one without", () => {
    expect(read({ "@type": "Article", headline: "Teaser" }, { "@type": "NewsArticle", headline: "Main", datePublished: "2020-01-01" })?.headline).toBe("Main");
  });

  it("reads authors as text, as a list and as given and family names", () => {
    expect(read({ "@type": "Article", author: ["Ada", { name: "Ben" }, { givenName: "Cy", familyName: "Dahl" }] })?.authors).toEqual(["Ada", "Ben", "Cy Dahl"]);
  });

  it("survives references that run in a circle and keys that name prototypes", () => {
    expect(read({ "@type": "Article", headline: "H", "__proto__": { polluted: true }, author: { "@id": "a" } }, { "@id": "a", author: { "@id": "a" }, x: 1 })?.authors).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
