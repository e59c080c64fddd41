/** Feeds, lists and JSON made to break a reader, by families; the same seed gives the same files. */
export interface HostileFile {
  family: string;
  bytes: Uint8Array;
}

type Random = (limit: number) => number;

/** Mulberry32: small, seeded, good enough to vary attacks. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

const templates = [
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>World</title><link>https://n.example/</link><item><title>A &amp; B</title><link>https://n.example/1</link><guid>1</guid><pubDate>Tue, 03 Jun 2025 09:39:21 GMT</pubDate><dc:creator>Ann</dc:creator><description><![CDATA[<p>Words</p>]]></description></item><item><title>C</title></item></channel></rss>`,
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://n.example/"><title type="html">&lt;b&gt;W&lt;/b&gt;</title><link href="/"/><entry><id>1</id><title>A</title><link rel="alternate" href="1"/><updated>2025-06-03T09:39:21Z</updated><content type="xhtml"><div><p>Words</p></div></content></entry></feed>`,
  `<opml version="2.0"><head><title>L</title></head><body><outline text="F"><outline text="A" xmlUrl="https://n.example/f" htmlUrl="https://n.example/"/></outline></body></opml>`,
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://n.example/1</loc><lastmod>2025-06-03</lastmod></url></urlset>`,
  `{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://n.example/1","content_html":"<p>Words</p>","authors":[{"name":"Ann"}],"date_published":"2025-06-03T00:00:00Z"}]}`,
];

const roots = ["rss", "feed", "opml", "urlset", "rdf:RDF", "CHANNEL"];
const fragments = ["<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<!DOCTYPE x [", "]>", '="', "='", "</", "/>", "<", ">", "&", "&#", "&#x110000;", "&lol;", "\u0000", "\ufffe", "xmlns:x=", "xml:base='", "<item>", "</item>", "<title>", "</channel>", "\u202e", "[", "{", '"items":', "\\ud800"];

const families: Record<string, (random: Random) => string | Uint8Array> = {
  deep: (random) => `<${pick(random, roots)}>${`<${pick(random, ["a", "item", "outline", "div", "x:y"])}>`.repeat(600 + random(40_000))}`,
  laughs: (random) => {
    const levels = 6 + random(20);
    const width = 5 + random(20);
    const declared = Array.from({ length: levels }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(width)}">`).join("");
    return `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">${declared}]><rss><channel><title>&e${levels};</title><item><title>&e${levels};</title></item></channel></rss>`;
  },
  quadratic: (random) => `<!DOCTYPE rss [<!ENTITY a "${"x".repeat(1_000 + random(50_000))}">]><rss><title>${"&a;".repeat(1_000 + random(20_000))}</title></rss>`,
  cyclic: () => '<!DOCTYPE feed [<!ENTITY a "&b;"><!ENTITY b "&a;">]><feed><title>&a;</title></feed>',
  external: (random) => `<!DOCTYPE rss [<!ENTITY f SYSTEM "${pick(random, ["file:///etc/passwd", "http://127.0.0.1/", "php://filter", "jar:x!/"])}"><!ENTITY % p SYSTEM "http://127.0.0.1/p.dtd"> %p;]><rss><channel><title>&f;</title></channel></rss>`,
  unfinished: (random) => `<${pick(random, roots)}>${pick(random, ["<![CDATA[", "<!--", "<?", "<!", "<a b=\"", "<a b='", "</", "</a", "<a ", "<", "<title><![CDATA["]).repeat(100 + random(30_000))}`,
  attributes: (random) => `<${pick(random, roots)} ${Array.from({ length: random(5_000) }, (_, at) => `${pick(random, ["a", "xmlns:a", "xml:a", "__proto__"])}${at}=${pick(random, ['"1"', "'2'", "3", ""])}`).join(" ")}><title>T</title>`,
  namespaces: (random) => `<rss>${`<a xmlns:p${random(10)}="u" xmlns="${"v".repeat(random(2_000))}">`.repeat(random(500))}<title>T</title>`,
  names: (random) => `<rss><channel>${Array.from({ length: random(3_000) }, () => pick(random, ["__proto__", "constructor", "toString", "item", "hasOwnProperty"])).map((name) => `<${name}><${name} ${name}="x">y</${name}>`).join("")}`,
  bases: (random) => `<rss xml:base="https://n.example/">${`<a xml:base="${"b/".repeat(1 + random(20))}">`.repeat(random(480))}<item><link>x</link></item>`,
  fields: (random) => `<rss><channel><item>${["title", "author", "pubDate", "link", "guid", "description"].map((name) => `<${name}>${pick(random, ["a@", "a (", "1:", "&amp;", "&lt;b&gt;", " \n", "9", "http://", "&lt;script&gt;", "<p>", "\u0300"]).repeat(random(20_000))}</${name}>`).join("")}</item>`,
  entries: (random) => `<rss><channel>${"<item><guid>1</guid><link>https://n.example/1</link></item>".repeat(random(20_000))}`,
  outlines: (random) => `<opml><body>${`<outline text="${"f".repeat(random(400))}">`.repeat(random(500))}${'<outline xmlUrl="https://n.example/f"/>'.repeat(random(3_000))}`,
  pastedMarkup: (random) => `<opml><body>${`<outline description="${'<a href="x" b="'.repeat(random(30))}" xmlUrl="https://n.example/f"/>`.repeat(random(500))}`,
  soup: (random) => Array.from({ length: random(4_000) }, () => pick(random, fragments)).join(""),
  rootedSoup: (random) => `<${pick(random, roots)}>${Array.from({ length: random(4_000) }, () => pick(random, fragments)).join("")}`,
  mutated: (random) => mutate(random, pick(random, templates)),
  truncated: (random) => {
    const template = pick(random, templates);
    return template.slice(0, random(template.length));
  },
  bytes: (random) => Uint8Array.from({ length: random(20_000) }, () => random(256)),
  mislabelled: (random) => `<?xml version="1.0" encoding="${pick(random, ["utf-16", "utf-32", "ebcdic", "x-user-defined", "utf-7", "\u0000", "a".repeat(300), "shift_jis", "iso-2022-jp", "hz-gb-2312"])}"?>${pick(random, templates)}`,
  jsonDeep: (random) => pick(random, ["[", '{"items":', '{"items":[', '{"a":']).repeat(1 + random(100_000)),
  jsonTypes: (random) => JSON.stringify({ version: "https://jsonfeed.org/version/1", title: oddValue(random), home_page_url: oddValue(random), authors: oddValue(random), items: Array.from({ length: random(50) }, () => oddItem(random)) }),
  jsonNames: () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"items":[{"__proto__":{"polluted":true},"id":"1"}]}',
};

export const hostileFamilies = Object.keys(families);

export function makeHostileFiles(count: number, seed: number): HostileFile[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const family = hostileFamilies[at % hostileFamilies.length] ?? "bytes";
    const made = families[family]?.(random) ?? "";
    return { family, bytes: typeof made === "string" ? new TextEncoder().encode(made) : made };
  });
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[random(values.length)] as Value;
}

function mutate(random: Random, text: string): string {
  let mutated = text;
  for (let turn = random(12); turn >= 0; turn--) {
    const from = random(mutated.length);
    const to = Math.min(mutated.length, from + random(12));
    const put = pick(random, ["", pick(random, fragments), mutated.slice(from, to).repeat(random(50))]);
    mutated = mutated.slice(0, from) + put + mutated.slice(to);
  }
  return mutated;
}

function oddValue(random: Random): unknown {
  return pick<unknown>(random, [null, 0, -1e308, "", "\u0000", "\ud800", [], {}, [[[]]], true, "x".repeat(5_000), { name: { name: "x" } }, [{ name: ["x"] }], "javascript:alert(1)", "http://[", "https://n.example/\ud800"]);
}

function oddItem(random: Random): unknown {
  return pick<unknown>(random, [oddValue(random), { id: oddValue(random), url: oddValue(random), title: oddValue(random), content_html: oddValue(random), content_text: oddValue(random), date_published: oddValue(random), authors: oddValue(random) }]);
}
