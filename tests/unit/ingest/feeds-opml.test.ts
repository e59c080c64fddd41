import { describe, expect, it } from "vitest";
import { parseFeed } from "@/server/ingest/feeds/parse-feed";
import type { OpmlFeed } from "@/server/ingest/feeds/parsed-feed";
import { printOpml } from "@/server/ingest/feeds/print-opml";

function readList(opml: string): OpmlFeed[] {
  const parsed = parseFeed(new TextEncoder().encode(opml), { url: "https://lists.example/all.opml", contentType: null });
  if (parsed.kind !== "opml") throw new Error("expected a list");
  return parsed.feeds;
}

describe("reading lists", () => {
  it("keeps folders, in whatever case the attributes are written", () => {
    expect(readList('<OPML><body><outline text="Press"><outline text="East"><outline TITLE="A &amp; B" text="x" xmlurl=" https://a.example/f " HTMLURL="https://a.example/"/></outline><outline text="C" xmlUrl="https://c.example/f"/></outline></body></OPML>')).toEqual([
      { title: "A & B", url: "https://a.example/f", siteUrl: "https://a.example/", folder: "Press / East" },
      { title: "C", url: "https://c.example/f", siteUrl: null, folder: "Press" },
    ]);
  });

  it.each([
    ["unescaped ampersands", '<outline text="R & D" xmlUrl="https://a.example/f?x=1&y=2"/>', "https://a.example/f?x=1&y=2"],
    ["quotation marks inside a value", '<outline text="The "Best" Blog" xmlUrl="https://a.example/f"/>', "https://a.example/f"],
    ["markup inside a value", '<outline description="by <a href="https://b.example" rel="x">Ann</a> > all" xmlUrl="https://a.example/f"/>', "https://a.example/f"],
    ["unquoted values", "<outline xmlUrl=https://a.example/f type=rss>", "https://a.example/f"],
    ["a feed: address", '<outline xmlUrl="feed://a.example/f"/>', "http://a.example/f"],
    ["an address under its other name", '<outline type="rss" url="https://a.example/f"/>', "https://a.example/f"],
  ])("mends %s", (_, outline, url) => {
    const feeds = readList(`<opml version="1.0"><body>${outline}<outline text="Next" xmlUrl="https://next.example/f"/></body>`);
    expect(feeds.map((feed) => feed.url)).toEqual([url, "https://next.example/f"]);
  });

  it("reads on where the beginning is lost", () => {
    expect(readList('.example/"/> <outline text="A" xmlUrl="https://a.example/f"/></body></opml>').map((feed) => feed.url)).toEqual(["https://a.example/f"]);
  });

  it("leaves out what is no feed", () => {
    expect(readList('<opml><body><outline text="Page" type="link" url="https://a.example/"/><outline xmlUrl="javascript:x"/></body></opml>')).toEqual([]);
  });

  it("names the feeds that have no address of their own, and takes no folder for one", () => {
    const opml = '<opml><body><outline text="Press" type="rss" xmlUrl=""><outline text="A" xmlUrl="https://a.example/f"/><outline text="Odd" xmlUrl="javascript:x"/></outline><outline type="rss" text="None"/></body></opml>';
    expect(parseFeed(new TextEncoder().encode(opml), { url: "https://lists.example/all.opml", contentType: null })).toMatchObject({
      feeds: [{ title: "A", folder: "Press" }],
      unread: [{ title: "Odd", written: "javascript:x", folder: "Press", after: 1 }, { title: "None", written: "", folder: null, after: 1 }],
    });
  });
});

describe("printing lists", () => {
  const feeds: OpmlFeed[] = [
    { title: 'Ann "A" <b> & Söhne\n', url: "https://a.example/f?x=1&y='2'", siteUrl: "https://a.example/", folder: null },
    { title: "B", url: "https://b.example/f", siteUrl: null, folder: "Press / East & West" },
    { title: "C\u0001", url: "https://c.example/f", siteUrl: null, folder: "Press / East & West" },
    { title: "D", url: "https://d.example/f", siteUrl: null, folder: "Press" },
  ];

  it("reads back the same", () => {
    const printed = printOpml(feeds, { title: "Ours & theirs", now: new Date("2025-06-03T00:00:00Z") });
    expect(printed).toContain("<title>Ours &amp; theirs</title>");
    expect(printed).toContain("<dateCreated>Tue, 03 Jun 2025 00:00:00 GMT</dateCreated>");
    const again = readList(printed);
    expect(again.toSorted((a, b) => a.url.localeCompare(b.url))).toEqual(feeds.map((feed) => ({ ...feed, title: feed.title.replace("\u0001", "").trim() })));
  });
});
