import { describe, expect, it } from "vitest";
import { discoverFeeds } from "@/server/ingest/feeds/discover-feeds";

const url = "https://site.example/section/";

describe("discovery", () => {
  it("finds declared feeds, those of comments last", () => {
    const html = `<html><head><base href="/root/"><link rel="alternate" type="application/rss+xml" title="Comments &raquo; Feed" href="comments/feed/">
      <LINK REL='Alternate' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml' title='Main &amp; more'>
      <link rel="alternate" type="application/feed+json" href="https://site.example/feed.json">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"><link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" href="/a.css"></head>`;
    expect(discoverFeeds(html, url)).toEqual([
      { url: "https://site.example/root/atom.xml", title: "Main & more", type: "atom" },
      { url: "https://site.example/feed.json", title: "https://site.example/feed.json", type: "json" },
      { url: "https://site.example/root/comments/feed/", title: "Comments » Feed", type: "rss" },
    ]);
  });

  it("finds linked feeds by their customary addresses, each once", () => {
    const html = `<a href="/rss.xml"><img alt=""> All <b>news</b></a> <a href="/rss.xml">RSS</a> <a href="/feedback">Feedback</a> <a href="/world/feed/">World</a> <a href="javascript:feed()">x</a> <a href="/sitemap.xml">Map</a>`;
    expect(discoverFeeds(html, url)).toEqual([
      { url: "https://site.example/rss.xml", title: "All news", type: "rss" },
      { url: "https://site.example/world/feed/", title: "World", type: "unknown" },
    ]);
  });

  it("is bounded on a page of nothing but links", () => {
    expect(discoverFeeds('<a href="/x/feed">'.repeat(1_000) + Array.from({ length: 1_000 }, (_, at) => `<a href="/${at}/feed">`).join(""), url)).toHaveLength(50);
  });
});
