import { describe, expect, it } from "vitest";
import { FeedError } from "@/server/ingest/feeds/feed-error";
import { readFeedRecord } from "@/server/ingest/feeds/feed-record";
import { parseFeed } from "@/server/ingest/feeds/parse-feed";
import type { ParsedFeed, ParsedOpml } from "@/server/ingest/feeds/parsed-feed";

const url = "https://news.example/feeds/world.xml";

function read(body: string | Uint8Array, contentType: string | null = null): ParsedFeed | ParsedOpml {
  return parseFeed(typeof body === "string" ? new TextEncoder().encode(body) : body, { url, contentType });
}

function readFeed(body: string | Uint8Array, contentType: string | null = null): ParsedFeed {
  const parsed = read(body, contentType);
  if (parsed.kind !== "feed") throw new Error("expected a feed");
  return parsed;
}

function readItem(inner: string): ParsedFeed["entries"][number] | undefined {
  return readFeed(`<rss version="2.0"><channel><title>T</title><link>https://news.example/</link><item>${inner}</item></channel></rss>`).entries[0];
}

function refusal(body: string | Uint8Array): FeedError {
  try {
    read(body);
  } catch (reason) {
    if (reason instanceof FeedError) return reason;
    throw reason;
  }
  throw new Error("expected a refusal");
}

describe("formats", () => {
  it("reads RSS 2.0 with its modules", () => {
    const feed = readFeed(`<?xml version="1.0"?>
      <rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">
      <channel><title>World</title><link>https://news.example/world</link><language>en-GB</language><ttl>15</ttl>
        <image><title>Logo</title><url>/logo.png</url><link>https://other.example/</link></image>
        <item><title>Assets move</title><link>https://news.example/a</link><guid isPermaLink="false">a-1</guid>
          <pubDate>Tue, 03 Jun 2025 09:39:21 +0200</pubDate><d:creator>Ann Lee</d:creator>
          <description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;</description>
          <c:encoded><![CDATA[<p>The <b>whole</b> text.</p><script>x()</script>]]></c:encoded></item>
      </channel></rss>`);
    expect(feed).toEqual({
      kind: "feed",
      format: "rss",
      title: "World",
      link: "https://news.example/world",
      language: "en-GB",
      ttlMinutes: 15,
      icon: "https://news.example/logo.png",
      entries: [{ id: "a-1", title: "Assets move", url: "https://news.example/a", publishedAt: "2025-06-03T09:39:21+02:00", updatedAt: null, author: "Ann Lee", summary: "One & two.\nThree.", contentText: "The whole text." }],
    });
  });

  it("reads RDF, whose items stand beside the channel, under any prefix", () => {
    const feed = readFeed(`<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <x:channel r:about="u"><x:title>Wire</x:title><x:link>https://wire.example/</x:link></x:channel>
      <x:item r:about="https://wire.example/1"><x:title>One</x:title><x:link>https://wire.example/1</x:link><dc:date>2025-06-03</dc:date></x:item></r:RDF>`);
    expect(feed).toMatchObject({ format: "rdf", title: "Wire", link: "https://wire.example/" });
    expect(feed.entries[0]).toMatchObject({ title: "One", url: "https://wire.example/1", publishedAt: "2025-06-03" });
  });

  it("reads Atom 1.0 and keeps the brackets of plain text", () => {
    const feed = readFeed(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le fil</title>
      <link rel="self" href="https://fil.example/atom"/><link href="https://fil.example/"/><author><name>Rédaction</name></author>
      <entry><id>tag:fil.example,2025:1</id><title>Use &lt;b&gt; sparingly</title><link rel="replies" href="c"/><link rel="alternate" href="/1"/>
        <updated>2025-06-04T10:00:00Z</updated><published>2025-06-03T10:00:00-05:00</published>
        <summary type="html">&lt;i&gt;Court&lt;/i&gt;</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un.</p><p>Deux &amp; trois.</p></div></content></entry>
      <entry><id>2</id><title type="html">&lt;b&gt;Gras&lt;/b&gt; et fin</title><author><name>A</name></author><author><name>B</name></author><updated>2025-06-05T00:00:00Z</updated></entry></feed>`);
    expect(feed).toMatchObject({ format: "atom", title: "Le fil", link: "https://fil.example/", language: "fr" });
    expect(feed.entries[0]).toEqual({ id: "tag:fil.example,2025:1", title: "Use <b> sparingly", url: "https://fil.example/1", publishedAt: "2025-06-03T10:00:00-05:00", updatedAt: "2025-06-04T10:00:00Z", author: "Rédaction", summary: "Court", contentText: "Un.\nDeux & trois." });
    expect(feed.entries[1]).toMatchObject({ title: "Gras et fin", author: "A, B", publishedAt: "2025-06-05T00:00:00Z", url: null });
  });

  it("reads Atom 0.3 with its modes", () => {
    const feed = readFeed(`<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry><title mode="base64" type="text/html">${Buffer.from("<b>Deep</b> news").toString("base64")}</title><link rel="alternate" type="text/html" href="http://old.example/1"/><issued>2003-12-13T08:29:29-04:00</issued></entry></feed>`);
    expect(feed.entries[0]).toMatchObject({ title: "Deep news", url: "http://old.example/1", publishedAt: "2003-12-13T08:29:29-04:00" });
  });

  it("reads JSON Feed", () => {
    const feed = readFeed(JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "J", home_page_url: "/home ", items: [{ id: 7, url: "a", content_html: "<p>Hello</p><p>again</p>", date_published: "2025-06-03T00:00:00Z", authors: [{ name: "B" }, { name: "A" }, { name: "B" }] }, null, 3] }));
    expect(feed).toMatchObject({ format: "json", title: "J", link: "https://news.example/home" });
    expect(feed.entries).toEqual([{ id: "7", title: "Hello again", url: "https://news.example/a", publishedAt: "2025-06-03T00:00:00Z", updatedAt: null, author: "B, A", summary: null, contentText: "Hello\nagain" }]);
  });

  it("reads news sitemaps and believes lastmod for changes only", () => {
    const feed = readFeed(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://news.example/x?a=1&amp;b=2</loc><lastmod>2025-06-04T00:00:00Z</lastmod><n:news><n:publication><n:name>The News</n:name><n:language>en</n:language></n:publication><n:publication_date>2025-06-03</n:publication_date><n:title>X</n:title></n:news></url>
      <url><loc>https://news.example/y</loc><lastmod>2025-06-04</lastmod></url></urlset>`);
    expect(feed).toMatchObject({ format: "sitemap", title: "The News", link: "https://news.example/", language: "en" });
    expect(feed.entries.map(({ url: address, title, publishedAt }) => [address, title, publishedAt])).toEqual([
      ["https://news.example/x?a=1&b=2", "X", "2025-06-03"],
      ["https://news.example/y", "https://news.example/y", null],
    ]);
  });

  it("reads CDF and RSS in capitals", () => {
    expect(readFeed('<CHANNEL HREF="http://old.example/"><TITLE>Active</TITLE><ITEM HREF="http://old.example/1"><TITLE>First</TITLE><ABSTRACT>Words</ABSTRACT></ITEM></CHANNEL>')).toMatchObject({ format: "cdf", title: "Active", link: "http://old.example/", entries: [{ title: "First", url: "http://old.example/1", summary: "Words" }] });
    expect(readFeed("<RSS><Channel><TiTle>Loud</TiTle></Channel></RSS>").title).toBe("Loud");
  });
});

describe("mending", () => {
  it.each([
    ["unescaped ampersands", "<title>War & peace, AT&T</title>", "War & peace, AT&T"],
    ["named references of HTML", "<title>caf&eacute; &mdash; bar&nbsp;now</title>", "café — bar now"],
    ["references that no one knows", "<title>one &nosuch; two</title>", "one &nosuch; two"],
    ["doubly escaped references", "<title>It&amp;#8217;s</title>", "It’s"],
    ["a bare less-than sign", "<title>4 < 5 <3</title>", "4 < 5 <3"],
    ["markup in a title", "<title>Test: <b>bold</b></title>", "Test: bold"],
    ["an unknown tag in a title", "<title>&lt;/example&gt; of Vec&lt;T&gt;</title>", "</example> of Vec<T>"],
    ["a script in a title", "<title>safe&lt;script&gt;evil()&lt;/script&gt; words</title>", "safe words"],
    ["windows-1252 points taken for characters", "<title>don&#146;t\u0085</title>", "don’t…"],
    ["spaces around CDATA", "<title>\n <![CDATA[ A\n title ]]> </title>", "A title"],
    ["a CDATA section that never ends", "<title><![CDATA[Open</title><link>https://news.example/o</link><description><![CDATA[x]]></description>", "Open"],
    ["CDATA in CDATA", "<title><![CDATA[<![CDATA[Twice]]>]]></title>", "Twice"],
    ["a field that is not closed", "<title>Unclosed<link>https://news.example/o</link>", "Unclosed"],
    ["a module's title instead", "<media:title>Other</media:title>", "Other"],
    ["words instead of a title", "<description>Only a summary.</description>", "Only a summary."],
  ])("%s", (_, inner, title) => {
    expect(readItem(inner)?.title).toBe(title);
  });

  it("goes on after a record that was not closed, a missing bracket and a missing end", () => {
    const feed = readFeed('junk <b>Warning</b> <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x]>y">]><rss><channel><title>T</title><item><title>1</title><link>https://news.example/1</link><item><title>2</title </item><item><title>3</ti');
    expect(feed.entries.map(({ title }) => title)).toEqual(["1", "2", "3"]);
  });

  it("takes an undeclared prefix at its word", () => {
    expect(readItem("<dc:creator>Ann</dc:creator><content:encoded>Words</content:encoded>")).toMatchObject({ author: "Ann", contentText: "Words" });
  });

  it("never expands what a document type declares", () => {
    const feed = readFeed('<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&b; &f;</title></channel></rss>');
    expect(feed.title).toBe("&b; &f;");
  });

  it.each([
    ["ann@news.example (Ann Lee)", "Ann Lee"],
    ["Ann Lee (mailto:ann@news.example)", "Ann Lee"],
    ["by &lt;a href='/x'&gt;Ann Lee&lt;/a&gt;", "by Ann Lee"],
  ])("names the person in %s", (author, name) => {
    expect(readItem(`<author>${author}</author>`)?.author).toBe(name);
  });
});

describe("addresses", () => {
  it("frees signs that were escaped once too often", () => {
    expect(readItem("<link>https://site.example/show?a=1&amp;amp;b=2</link>")?.url).toBe("https://site.example/show?a=1&b=2");
  });

  it("keeps complete ones as spelled and resolves the others against the site", () => {
    expect(readItem("<link> http://NEWS.example/A?x=1&y=2&copy=3 </link>")?.url).toBe("http://NEWS.example/A?x=1&y=2&copy=3");
    expect(readItem("<link>story.html</link>")?.url).toBe("https://news.example/story.html");
    expect(readFeed('<rss xml:base="https://base.example/a/"><channel><item xml:base="b/"><link>c</link></item></channel></rss>').entries[0]?.url).toBe("https://base.example/a/b/c");
  });

  it.each([
    ["<guid>https://news.example/g</guid>", "https://news.example/g"],
    ['<guid isPermaLink="false">https://news.example/g</guid>', null],
    ['<link>https://news.example/l</link><guid isPermaLink="true">https://news.example/g</guid>', "https://news.example/l"],
    ['<atom:link rel="payment" href="https://news.example/p"/><atom:link href="https://news.example/a"/>', "https://news.example/a"],
    ["<link>javascript:alert(1)</link>", null],
    ["<feedburner:origLink>https://news.example/o</feedburner:origLink><link>https://proxy.example/l</link>", "https://news.example/o"],
    ['<enclosure url=" "/><enclosure url="https://news.example/e.mp3"/>', "https://news.example/e.mp3"],
  ])("of %s", (inner, address) => {
    expect(readItem(inner)?.url).toBe(address);
  });

  it("gives each entry a key of its own", () => {
    const items = ["<guid>g</guid><link>https://news.example/1</link>", "<guid>g</guid><link>https://news.example/2</link>", "<link>https://news.example/3</link>", "<title>Words</title>", "<title>Other words</title>"];
    const ids = readFeed(`<rss><channel>${items.map((item) => `<item>${item}</item>`).join("")}</channel></rss>`).entries.map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(["g https://news.example/1", "g https://news.example/2", "https://news.example/3"]);
    expect(new Set(ids).size).toBe(5);
  });
});

describe("encodings", () => {
  const cyrillic = "Переговоры о санкциях продолжаются в Европе";
  const bytesOf = (label: string, text: string): Uint8Array => {
    const decoder = new TextDecoder(label);
    const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
    return Uint8Array.from(text, (character) => codes.get(character) ?? 0x3f);
  };

  it.each(["windows-1251", "koi8-r"])("%s by declaration and by guess", (label) => {
    expect(readFeed(bytesOf(label, `<?xml version="1.0" encoding="${label}"?><rss><title>${cyrillic}</title></rss>`)).title).toBe(cyrillic);
    expect(readFeed(bytesOf(label, `<rss><title>${cyrillic}</title></rss>`), `text/xml; charset=${label}`).title).toBe(cyrillic);
    expect(readFeed(bytesOf(label, `<rss><title>${cyrillic}</title></rss>`)).title).toBe(cyrillic);
    expect(readFeed(bytesOf(label, `<?xml version="1.0" encoding="utf-8"?><rss><title>${cyrillic}</title></rss>`)).title).toBe(cyrillic);
  });

  it("does not take accents for another script", () => {
    const german = "Der Präsident hat über größere Maßnahmen für Länder gesprochen, schöne Grüße aus Köln";
    expect(readFeed(bytesOf("latin1", `<rss><title>${german}</title></rss>`)).title).toBe(german);
  });

  it("UTF-8 in spite of a wrong declaration, UTF-16 and UTF-32", () => {
    const xml = `<?xml version="1.0" encoding="iso-8859-1"?><rss><title>${cyrillic}</title></rss>`;
    expect(readFeed(xml).title).toBe(cyrillic);
    expect(readFeed(Buffer.from(`\ufeff${xml}`, "utf16le")).title).toBe(cyrillic);
    expect(readFeed(Buffer.from(xml, "utf16le")).title).toBe(cyrillic);
    expect(readFeed(new Uint8Array(Uint32Array.from(xml, (character) => character.codePointAt(0) ?? 0).buffer)).title).toBe(cyrillic);
  });
});

describe("refusals say what came instead", () => {
  it.each([
    ["nothing", "", "not-a-feed", /empty page/],
    ["words", "garbage", "not-a-feed", /neither a feed/],
    ["a web page", "<!doctype html><html><body><p>Accept cookies", "web-page", /web page/],
    ["other JSON", '{"a":1}', "not-a-feed", /JSON/],
    ["broken JSON", '{"items":[', "broken-json", /breaks off/],
    ["deep JSON", "[".repeat(200_000), "broken-json", /breaks off/],
    ["an index of sitemaps", "<sitemapindex><sitemap><loc>https://news.example/1.xml</loc></sitemap></sitemapindex>", "sitemap-index", /index of sitemaps/],
    ["a PDF", "%PDF-1.7", "not-text", /PDF/],
    ["endless nesting", "<rss>".repeat(5_000), "too-deep", /nests/],
    ["endless attributes", `<rss ${"a='1' ".repeat(2_000)}>`, "too-many-parts", /parts/],
  ])("%s", (_, body, code, sentence) => {
    const error = refusal(body);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
    expect(error.message).toMatch(/^[A-Z][^\n]+\.$/);
  });

  it("and a file too large", () => {
    expect(refusal(new Uint8Array(20_000_001)).code).toBe("too-large");
  });
});

describe("lines of the filter", () => {
  const line = (body: string) => readFeedRecord({ id: "1", url, body_base64: Buffer.from(body).toString("base64") });

  it("answers for feeds, lists and failures", () => {
    expect(line("<rss><channel><title>T</title><item><title>A</title><guid>g</guid></item></channel></rss>")).toEqual({ id: "1", kind: "feed", title: "T", link: url, entries: [{ id: "g", title: "A", url: null, publishedAt: null, author: null, summary: null }] });
    expect(line('<opml><body><outline text="A" xmlUrl="https://a.example/f"/></body></opml>')).toEqual({ id: "1", kind: "opml", feeds: [{ title: "A", url: "https://a.example/f" }] });
    expect(line("garbage")).toEqual({ id: "1", error: "The address answered with something that is neither a feed nor a list of feeds." });
  });
});
