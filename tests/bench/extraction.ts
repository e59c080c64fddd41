import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { readPage } from "@/server/ingest/extract/read-page";
import { createRandom, generateText } from "@/tests/unit/stories/generate-text";

/**
 * Pages per second on one core, from bytes to an article, the safety pre-scan included, against Readability on
 * linkedom, which looks for title, byline and text alone: `npx tsx tests/bench/extraction.ts`. Made-up pages always,
 * and real ones where the sets for evaluation lie beside the checkout. Both read every page in turn, so that they meet
 * the same moment of the machine; processor time is counted. Ends with 1 when ours is the slower.
 */
const ROUNDS = Number(process.env["ROUNDS"] ?? 3);
const GENERATED = 100;
const sets = resolve(process.cwd(), "../shared/data");

/** A news page as content systems write it: scripts, menus, a teaser list, paragraphs with links, comments, a footer. */
function makePage(random: () => number): string {
  const times = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i)).join("\n");
  const words = (count: number) => generateText(random, count);
  const title = words(9);
  const paragraphs = Array.from({ length: 6 + Math.floor(random() * 20) }, () => `<p>${words(40)} <a href="/${words(1)}">${words(3)}</a> ${words(30)}.</p>`);
  const menu = `<nav class="menu"><ul>${times(60, (i) => `<li class="item item-${i}"><a href="/section/${i}" data-track="nav"><span>${words(2)}</span></a></li>`)}</ul></nav>`;
  const teasers = times(25, (i) => `<div class="teaser card"><a href="/story-${i}"><img src="/i/${i}.jpg" srcset="/i/${i}-2.jpg 2x" alt="${words(5)}"><h3>${words(8)}</h3></a><p>${words(15)}</p></div>`);
  const comments = times(15, (i) => `<div class="comment" id="c${i}"><b>${words(2)}</b><p>${words(30)}</p></div>`);
  const data = JSON.stringify({ "@context": "https://schema.org", "@type": "NewsArticle", headline: title, datePublished: "2024-03-05T10:00:00Z", author: { "@type": "Person", name: "Ann Example" } });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Evening Ledger</title><meta property="og:title" content="${title}"><script type="application/ld+json">${data}</script><style>${times(200, (i) => `.c${i}{margin:${i}px}`)}</style></head>
<body><header>${menu}</header><main><article><h1>${title}</h1><p class="byline">By Ann Example</p><time datetime="2024-03-05">5 March 2024</time>${paragraphs.join("\n")}</article><aside>${teasers}</aside><section class="comments">${comments}</section></main>
<footer>${menu}</footer><script>${times(300, (i) => `window.dataLayer.push({event:"e${i}",value:"<div>${i}</div>"});`)}</script></body></html>`;
}

function loadSet(name: string): Buffer[] {
  const folder = join(sets, name, "html");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => {
    const bytes = readFileSync(join(folder, file));
    return file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  });
}

const readers = {
  ours: (bytes: Buffer) => {
    const reading = readPage(bytes, "text/html", "https://ledger.example/2024/03/05/story");
    return reading.ok && reading.article.text !== "";
  },
  peer: (bytes: Buffer) => {
    try {
      return Boolean(new Readability(parseHTML(bytes.toString("utf8")).document as unknown as Document).parse()?.textContent);
    } catch {
      // Some pages end it; they are counted as read without a text.
      return false;
    }
  },
};

interface Measured {
  ms: number;
  texts: number;
}

function measure(pages: readonly Buffer[]): Record<keyof typeof readers, Measured> {
  const names = Object.keys(readers) as (keyof typeof readers)[];
  const best = { ours: { ms: Infinity, texts: 0 }, peer: { ms: Infinity, texts: 0 } };
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const spent = { ours: { ms: 0, texts: 0 }, peer: { ms: 0, texts: 0 } };
    for (const page of pages) {
      for (const name of names) {
        const before = process.cpuUsage();
        if (readers[name](page)) spent[name].texts += 1;
        const { user, system } = process.cpuUsage(before);
        spent[name].ms += (user + system) / 1_000;
      }
    }
    if (round > 0) for (const name of names) if (spent[name].ms < best[name].ms) best[name] = spent[name];
  }
  return best;
}

const random = createRandom(23);
const sources = { "made up": Array.from({ length: GENERATED }, () => Buffer.from(makePage(random))), extract_aeb: loadSet("extract_aeb"), extract_trafilatura: loadSet("extract_trafilatura") };
const table = [];
for (const [name, pages] of Object.entries(sources)) {
  if (pages.length === 0) {
    console.log(`${name}: skipped, the set is not beside the checkout.`);
    continue;
  }
  const { ours, peer } = measure(pages);
  const perSecond = ({ ms }: Measured) => Math.round((pages.length / ms) * 1_000);
  const kilobytes = Math.round(pages.reduce((sum, page) => sum + page.length, 0) / pages.length / 1_000);
  table.push({ pages: name, count: pages.length, "kB each": kilobytes, "ours, pages/s": perSecond(ours), "with text": ours.texts, "Readability on linkedom, pages/s": perSecond(peer), "with text ": peer.texts, "times as many": +(peer.ms / ours.ms).toFixed(2) });
  if (ours.ms > peer.ms) process.exitCode = 1;
}
console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, processor time, best of ${ROUNDS} rounds`);
console.table(table);
