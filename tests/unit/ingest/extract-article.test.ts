import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { extractArticle } from "@/server/ingest/extract/extract-article";

const page = (name: string): string => readFileSync(resolve(process.cwd(), "tests/support/pages", name), "utf8");

describe("an English report with everything stated", () => {
  const article = extractArticle(page("english-report.html"), "https://www.harbour-courier.example/politics/frozen-reserves-plan?utm_source=x");

  it("reads each field and says where it stood", () => {
    expect(article).toMatchObject({
      title: "Ministers weigh plan to move frozen reserves",
      byline: "Ada Penrose, Tomas Reuter",
      publishedAt: "2024-03-07T18:45:00+01:00",
      publishedPrecision: "time",
      language: "en",
      outlet: "The Harbour Courier",
      canonicalUrl: "https://www.harbour-courier.example/politics/frozen-reserves-plan?edition=uk",
    });
    expect(article.sources).toMatchObject({ title: "heading (h1)", byline: "JSON-LD author", publishedAt: "JSON-LD datePublished", outlet: "meta og:site_name", canonicalUrl: "link rel=canonical", language: "the text itself" });
  });

  it("keeps the standfirst, the paragraphs and the subheading in order", () => {
    expect(article.text.split("\n\n").map((paragraph) => paragraph.slice(0, 22))).toEqual(["A proposal to transfer", "Finance ministers met ", "Officials who prepared", "What happens next", "The council will retur", "Lawyers for the centra"]);
  });

  it.each(["Home", "Share on", "Related", "How the freeze began", "Photo:", "More from", "Budget talks", "comment", "Copyright"])("leaves out %s", (furniture) => {
    expect(article.text).not.toContain(furniture);
  });
});

describe("a German blog that states nothing to machines", () => {
  const article = extractArticle(page("german-blog.html"), "https://notizen.example/2021/warum-die-bruecke");

  it("finds title, author and date in what readers see", () => {
    expect(article).toMatchObject({ title: "Warum die Brücke gesperrt bleibt", byline: "Jutta Ellinghaus", publishedAt: "2021-03-03T14:05:00", publishedPrecision: "time", language: "de", outlet: "notizen.example" });
    expect(article.sources.publishedAt).toBe("visible date line");
  });

  it("is not misled by the names of its wrappers, and ends before other posts", () => {
    expect(article.text).toMatch(/^Seit dem Herbst/);
    expect(article.text).toContain("Gebraucht werden:\n200 t Stahl\nein neuer Pfeiler");
    expect(article.text).not.toMatch(/Ähnliche|Winter|Impressum|April/);
  });
});

it("tells the story from the teasers below it", () => {
  const { text } = extractArticle(page("teaser-list.html"), "https://harbour.example/closed");
  expect(text).toMatch(/^The harbour will close/);
  expect(text).not.toMatch(/lighthouse|fish market|Storm/i);
});

it("reads microdata where there is no JSON-LD", () => {
  expect(extractArticle(page("microdata-only.html"), "https://tideline.example/budget")).toMatchObject({ title: "Port budget passes at second try", byline: "Noor van Dalen", publishedAt: "2019-11-05T08:00:00-05:00", publishedPrecision: "time" });
});

describe("addresses a page gives for itself", () => {
  const withCanonical = (href: string): string => `<html><head><link rel="canonical" href="${href}"></head><body><p>Text.</p></body></html>`;
  const read = (href: string): string => extractArticle(withCanonical(href), "https://m.paper.co.uk/news/1?id=7#c").canonicalUrl;

  it.each([
    ["https://www.paper.co.uk/news/1", "https://www.paper.co.uk/news/1"],
    ["/news/1", "https://m.paper.co.uk/news/1"],
    ["https://other.co.uk/news/1", "https://m.paper.co.uk/news/1?id=7"],
    ["https://www.paper.co.uk/", "https://m.paper.co.uk/news/1?id=7"],
    ["javascript:alert(1)", "https://m.paper.co.uk/news/1?id=7"],
    ["http://[bad", "https://m.paper.co.uk/news/1?id=7"],
  ])("%s becomes %s", (href, expected) => expect(read(href)).toBe(expected));
});

describe("checks of dates against each other", () => {
  const head = (extra: string): string => `<html lang="en"><head>${extra}</head><body><h1>A headline of some length</h1>`;
  const body = "<p>The text of the report goes on for a while, so that it is taken for one.</p></body></html>";
  const read = (html: string, url = "https://paper.example/a") => extractArticle(html, url);

  it("believes the address when the stated date is a later re-publication", () => {
    const article = read(head('<meta property="article:published_time" content="2023-06-01T10:00:00Z">') + body, "https://paper.example/2021/02/14/a");
    expect(article).toMatchObject({ publishedAt: "2021-02-14", publishedPrecision: "day" });
  });

  it("writes a UTC instant in the offset the page itself shows", () => {
    const article = read(`${head('<meta property="article:published_time" content="2023-11-09T02:11:03Z">')}<span class="published">November 8, 2023 9:11 PM</span>${body}`);
    expect(article.publishedAt).toBe("2023-11-08T21:11:00-05:00");
    expect(Date.parse(article.publishedAt!)).toBe(Date.parse("2023-11-09T02:11:00Z"));
  });

  it("falls back to the last change and says so", () => {
    const article = read(head('<meta property="og:updated_time" content="2020-05-05">') + body);
    expect(article.publishedAt).toBe("2020-05-05");
    expect(article.sources.publishedAt).toContain("no date of publication is stated");
  });

  it("does not take an event for the publication", () => {
    const article = read(`${head('<meta property="article:modified_time" content="2020-05-05T10:00:00+02:00">')}<span class="date">12 December 2020</span><p>Posted on 4 May 2020</p>${body}`);
    expect(article.publishedAt?.slice(0, 10)).not.toBe("2020-12-12");
  });

  it("has no date where there is none", () => {
    expect(read(head("") + body)).toMatchObject({ publishedAt: null, publishedPrecision: null });
  });
});

it("stores text that a database and its peers accept", () => {
  const { text, title } = extractArticle("<title>Cafe\u0301 \ud800</title><body><p>A\u0000 paragraph with a lone \udc00 surrogate, a cafe\u0301 and enough other words to be kept as text.</p>", "https://x.example/");
  expect(title).toBe("Café");
  expect(text).toMatch(/^A paragraph with a lone {1,2}surrogate, a café/);
});

it("takes the text JSON-LD states when the page shows next to none", () => {
  const stated = "A full report that only machines are given, sentence after sentence. ".repeat(8).trim();
  const article = extractArticle(`<html><head><script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", headline: "H", articleBody: `<p>${stated}</p>` })}</script></head><body><div>Please switch on scripts.</div></body></html>`, "https://x.example/a");
  expect(article.text).toBe(stated);
  expect(article.sources.text).toBe("JSON-LD articleBody");
});
