import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressFetches } from "@/db/schema";
import { addArticle } from "@/server/services/articles/add-article";
import { getFetch, requestFetch } from "@/server/services/fetches/fetches";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { articleRequest } from "@/tests/support/article-requests";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
interface Expected {
  code: string;
  sentence: RegExp;
  requests?: number;
}

const HTML = { "content-type": "text/html; charset=utf-8" };
const body = (content: string | Uint8Array, headers: Record<string, string> = HTML): Answer => (response) => void response.writeHead(200, headers).end(content);
const sentOn = (location: string): Answer => (response) => void response.writeHead(302, { location }).end();
const page = (title: string, inside: string, head = ""): string => `<!doctype html><html><head><title>${title}</title>${head}</head><body>${inside}</body></html>`;
const prose = (sentence: string, times: number): string => `<p>${sentence}</p>`.repeat(times);

const TEASER = "The council voted on Tuesday to close the harbour bridge for two years, and ferries will run from early morning until midnight.";
const REPORT = `<article><h1>Bridge to close</h1>${prose("The council voted on Tuesday to close the harbour bridge for two years, and ferries will run from early morning until midnight.", 9)}</article>`;
const BRIEF = `<article><h1>Bridge to close</h1>${prose(TEASER, 1)}${prose("Work begins in May, the mayor said, and traders on both banks were told of it last week by letter from the harbour office.", 1)}</article>`;
const ASKING = "We and our 120 partners store personal data and need your consent to show advertising that fits. Manage your privacy in the cookie settings at any time.";
const AGREE = "<div><button>Accept all</button><button>Settings</button></div>";
const PAID = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Bridge to close","isAccessibleForFree":"False"}</script>`;

const CONSENT: Expected = { code: "consent_wall", sentence: /^The publisher asks for consent before it shows the page\. .*paste the text\.$/ };
const LOGIN: Expected = { code: "login_wall", sentence: /^The publisher shows this page only to people who are signed in or subscribe\. Paste the text instead\.$/ };
const EMPTY = /^The page (?:is empty|holds no text)\. Paste the text instead\.$/;

/** Endless, until the reader hangs up; no length is announced. */
const endless: Answer = (response) => {
  response.writeHead(200, HTML);
  const chunk = Buffer.alloc(65_536, "<p>Forty megabytes of page.</p>");
  let sent = 0;
  const more = (): void => {
    while (sent < 40 * 1_048_576 && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once("drain", more);
    }
    response.end();
  };
  more();
};

const refused: [string, Answer, Expected][] = [
  ["a consent wall", body(page("We value your privacy", `<h1>We value your privacy</h1><p>${ASKING}</p>${AGREE}`)), CONSENT],
  ["a consent wall of many words", body(page("Evening Ledger", `<div><h2>Your choice</h2>${prose(ASKING, 12)}${AGREE}</div>`)), CONSENT],
  ["a consent dialog over an empty page", body(page("Bridge to close | Evening Ledger", `<div role="dialog" aria-modal="true">${prose(ASKING, 7)}${AGREE}</div><main></main>`)), CONSENT],
  ["a German consent wall", body(page("Abendblatt", `<div class="consent-layer"><h2>Mit Werbung weiterlesen</h2><p>Wir und unsere Partner brauchen Ihre Einwilligung. Die Zustimmung gilt für alle Seiten.</p><button>Zustimmen</button></div>`)), CONSENT],
  ["a consent page of its own", (response, request) => (request.url!.startsWith("/consent") ? body(page("Evening Ledger", "<p>One moment, then the paper.</p><button>OK</button>"))(response, request) : sentOn("/consent?back=1")(response, request)), { ...CONSENT, requests: 2 }],
  ["a login wall", body(page("Sign in", `<h1>Sign in to continue</h1><form><input type="email"><input type="password"><button>Sign in</button></form>`)), LOGIN],
  ["a login form alone", body(page("Abendblatt", `<form><label>E-Mail</label><input type="email"><label>Passwort</label><input type="password"><button>Los</button></form>`)), LOGIN],
  ["a teaser before a barrier", body(page("Bridge to close", `<article><h1>Bridge to close</h1>${prose(TEASER, 3)}</article><div class="paywall"><h2>Subscribe to keep reading</h2><button>Subscribe</button></div>`)), LOGIN],
  ["a teaser before a French barrier", body(page("Le pont ferme", `<article><h1>Le pont ferme</h1><p>La mairie ferme le pont du port pendant deux ans, et des bacs circuleront du matin au soir.</p><div class="article-paywall"><p>Cet article est réservé aux abonnés.</p></div></article>`)), LOGIN],
  ["a teaser before a barrier for subscribers", body(page("Brücke schließt", `<article><h1>Brücke schließt</h1><p>Der Rat hat am Dienstag beschlossen, die Brücke am Hafen für zwei Jahre zu schließen. Fähren fahren von früh bis spät. Das ist ...</p></article><section class="row paywall"><p>Bereits Abonnent? <a href="/login">Anmelden</a></p><button>Jetzt weiterlesen</button></section>`)), LOGIN],
  ["a longer teaser that says it is paid for", body(page("Bridge to close", `<article><h1>Bridge to close</h1>${prose(TEASER, 7)}</article><p>Already a subscriber? <a href="/login">Sign in</a></p>`, PAID)), LOGIN],
  ["a PDF", body("%PDF-1.7 and so on", { "content-type": "application/pdf" }), { code: "pdf", sentence: /PDF.*Paste its text instead\.$/ }],
  ["a PDF that calls itself a page", body("%PDF-1.7 and so on"), { code: "pdf", sentence: /PDF.*Paste its text instead\.$/ }],
  ["an image", body(Buffer.from("89504e470d0a1a0a0000", "hex"), { "content-type": "image/png" }), { code: "image", sentence: /picture.*Paste the text instead\.$/ }],
  ["an image that calls itself a page", body(Buffer.from("ffd8ffe000104a464946", "hex")), { code: "image", sentence: /picture.*Paste the text instead\.$/ }],
  ["nothing", body(""), { code: "empty", sentence: EMPTY }],
  ["a page without text", body(page("", "<div></div>")), { code: "empty_page", sentence: EMPTY }],
  ["a page that redirects to itself", (response, request) => sentOn(request.url!)(response, request), { code: "redirect_loop", sentence: /round in a circle\. Paste the text instead\.$/ }],
  ["two pages that redirect to each other", (response, request) => sentOn(request.url === "/a" ? "/b" : "/a")(response, request), { code: "redirect_loop", sentence: /round in a circle\. Paste the text instead\.$/, requests: 2 }],
  ["redirects without an end", (response, request) => sentOn(`${request.url}x`)(response, request), { code: "too_many_redirects", sentence: /more than 5 times\. Paste the text instead\.$/, requests: 6 }],
  ["40 MB", endless, { code: "too_large", sentence: /^The page is larger than 2 MB\. Paste the text instead\.$/ }],
  ["40 MB in a small pack", body(gzipSync(Buffer.alloc(40 * 1_048_576, "<p>Forty.</p>")), { ...HTML, "content-encoding": "gzip" }), { code: "too_large", sentence: /^The page is larger than 5 MB\. Paste the text instead\.$/ }],
  ["gzip inside gzip", body(gzipSync(gzipSync(page("Bridge to close", REPORT))), { ...HTML, "content-encoding": "gzip" }), { code: "double_encoded", sentence: /packed twice.*Paste the text instead\.$/ }],
  ["gzip inside gzip, announced", body(gzipSync(gzipSync(page("Bridge to close", REPORT))), { ...HTML, "content-encoding": "gzip, gzip" }), { code: "encoding", sentence: /packed its answer more than once.*Paste the text instead\.$/ }],
];

const CYRILLIC = "Міністри обговорили відбудову мосту";
/** ASCII and Ukrainian letters only. */
const in1251 = (text: string): Buffer => {
  const letters = new Map([...new TextDecoder("windows-1251").decode(Uint8Array.from({ length: 128 }, (_, at) => at + 128))].map((letter, at) => [letter, at + 128]));
  return Buffer.from([...text].map((letter) => letters.get(letter) ?? letter.charCodeAt(0)));
};
const ukrainian = (head = ""): string => page(CYRILLIC, `<article><h1>${CYRILLIC}</h1>${prose("Міністри обговорили у вівторок відбудову мосту через річку, який закрили на два роки.", 9)}</article>`, head);
const french = page("Le pont fermé", `<article><h1>Le pont fermé</h1>${prose("La mairie a décidé mardi de fermer le pont à péage pendant deux années entières, a déclaré le maire.", 9)}</article>`);

const read: [string, Answer, string][] = [
  ["the wrong charset", body(ukrainian('<meta charset="iso-8859-1">'), { "content-type": "text/html; charset=iso-8859-1" }), "обговорили у вівторок відбудову мосту"],
  ["no charset", body(ukrainian(), { "content-type": "text/html" }), "обговорили у вівторок відбудову мосту"],
  ["no charset and no type, in Latin letters of old", (response) => void response.writeHead(200).end(Buffer.from(french, "latin1")), "décidé mardi de fermer le pont à péage"],
  ["windows-1251, announced", body(in1251(ukrainian()), { "content-type": "text/html; charset=windows-1251" }), "обговорили у вівторок відбудову мосту"],
  ["windows-1251, declared in the page", body(in1251(ukrainian('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')), { "content-type": "text/html" }), "обговорили у вівторок відбудову мосту"],
  ["windows-1251, said by nobody", body(in1251(ukrainian()), { "content-type": "text/html" }), "обговорили у вівторок відбудову мосту"],
  ["windows-1251 that is called UTF-8", body(in1251(ukrainian()), HTML), "обговорили у вівторок відбудову мосту"],
  ["gzip", body(gzipSync(page("Bridge to close", REPORT)), { ...HTML, "content-encoding": "gzip" }), "harbour bridge"],
  ["a report beside a cookie banner", body(page("Bridge to close", `<div class="cookie-banner" role="dialog"><p>${ASKING}</p>${AGREE}</div>${REPORT}`)), "harbour bridge"],
  ["a short report beside a cookie banner", body(page("Bridge to close", `<div class="cookie-banner" role="dialog"><p>${ASKING}</p>${AGREE}</div>${BRIEF}`)), "harbour office"],
  ["a short report with a login link and a hidden login form", body(page("Bridge to close", `<header><a href="/login">Log in</a> <a href="/subscribe">Subscribe</a></header>${BRIEF}<div class="modal" style="display:none"><p>Sign in to continue reading</p><input type="password"></div>`)), "harbour office"],
  ["a whole report that says it is paid for", body(page("Bridge to close", `<header>Already a subscriber? <a href="/login">Sign in</a></header>${REPORT}${REPORT}`, PAID)), "harbour bridge"],
  ["a shorter report that says it is paid for, with a login link", body(page("Bridge to close", `<header><a href="/login">Log in</a> <a href="/konto">Zaloguj się</a></header>${BRIEF}`, PAID)), "harbour office"],
  ["a short report with a dialog that nobody opened", body(page("Bridge to close", `${BRIEF}<div class="modal fade" role="dialog"><p>Sign in to continue. Already a member?</p><input type="password"></div>`)), "harbour office"],
  ["a report inside an overlay that wraps the page", body(page("Bridge to close", `<div class="page-overlay"><h1>Bridge to close</h1><div class="story">${prose(TEASER, 5)}</div><p>Subscribe to our letter.</p><footer>Cookie settings</footer></div>`)), "harbour bridge"],
  ["a report about cookies beside a banner", body(page("Court rules on cookie consent", `<div id="consent"><p>${ASKING}</p>${AGREE}</div><article><h1>Court rules on cookie consent</h1>${prose("Readers must be free to refuse, the court said on Tuesday: nobody may be made to consent to tracking, and a cookie policy alone is no agreement.", 9)}</article>`)), "nobody may be made"],
  ["a report about subscriptions", body(page("Papers ask for money", `<article><h1>Papers ask for money</h1>${prose("More papers tell their readers to subscribe to continue, and the words subscribers only are found on every second page, a study says.", 9)}</article>`)), "a study says"],
];

describe("what publishers answer with 200 instead of an article", () => {
  let house: TestHouse;
  let site: Server;
  let host: string;
  let answer: Answer;
  let requests = 0;
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"));
    site = createServer((request, response) => {
      requests += 1;
      answer(response, request);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const address = site.address();
    host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  afterAll(async () => {
    site.close();
    site.closeAllConnections();
    await house.close();
  });

  /** Asks for an address and works until nothing waits, however late it would be due; each time with a door of its own, so that no pace holds the test up. */
  async function ask(given: Answer, path: string) {
    answer = given;
    requests = 0;
    const url = `http://${host}${path}`;
    const { fetchId } = await requestFetch(house.as("analyst"), { url });
    for (let round = 0; round < 6; round++) {
      await house.work(openOutsideWorld([host], "Themeline test"));
      await house.db.execute(sql`update jobs set run_at = now()`);
    }
    const [{ waiting } = { waiting: 0 }] = await house.db.execute<{ waiting: number }>(sql`select count(*)::int as waiting from jobs`);
    const [row] = await house.db.select({ reasonCode: addressFetches.reasonCode }).from(addressFetches).where(sql`id = ${fetchId}`);
    return { url, fetchId: fetchId!, waiting, code: row!.reasonCode, fetch: await getFetch(house.as("analyst"), { fetchId: fetchId! }) };
  }

  it.each(refused)("%s has its own plain sentence, is asked for once and keeps its address", async (name, given, { code, sentence, requests: expected = 1 }) => {
    const path = name.startsWith("two pages") ? "/a" : `/${refused.findIndex(([other]) => other === name)}/story`;
    const asked = await ask(given, path);
    expect({ code: asked.code, state: asked.fetch.state, url: asked.fetch.url, found: asked.fetch.found, attempts: asked.fetch.attempts, waiting: asked.waiting, requests }).toEqual({ code, state: "failed", url: asked.url, found: null, attempts: 1, waiting: 0, requests: expected });
    expect(asked.fetch.reason).toMatch(sentence);
  });

  it("lets the person paste the text of such an address instead", async () => {
    const { url, fetchId } = await ask(refused[0]![1], "/pasted");
    const { articleId } = await addArticle(house.as("analyst"), { ...articleRequest({ url, title: "Bridge to close", text: TEASER }), fetchId });
    expect(await getFetch(house.as("analyst"), { fetchId })).toMatchObject({ state: "added", articleId, url });
    expect(await requestFetch(house.as("analyst"), { url })).toEqual({ fetchId: null, known: { articleId } });
  });

  it("tries an answer that is damaged on the way three times, then leaves it to the person", async () => {
    const asked = await ask(body(gzipSync(REPORT).subarray(0, 60), { ...HTML, "content-encoding": "gzip" }), "/damaged");
    expect({ code: asked.code, state: asked.fetch.state, url: asked.fetch.url, waiting: asked.waiting, requests }).toEqual({ code: "damaged", state: "failed", url: asked.url, waiting: 0, requests: 3 });
  });

  it.each(read)("%s is read, with the right letters", async (name, given, part) => {
    const asked = await ask(given, `/read/${read.findIndex(([other]) => other === name)}`);
    expect({ state: asked.fetch.state, reason: asked.fetch.reason, requests, waiting: asked.waiting }).toEqual({ state: "found", reason: "", requests: 1, waiting: 0 });
    expect(asked.fetch.found!.text).toContain(part);
    expect(asked.fetch.found!.text).not.toContain("\ufffd");
  });
});
