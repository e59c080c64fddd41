import { describe, expect, it } from "vitest";
import { readPage } from "@/server/ingest/extract/read-page";

/** Pages of kinds that state nothing to machines: one plain frame, other lines above the text. */
const ENGLISH = ["The government announced a new package of measures on Tuesday for families hit by the floods in the north of the country.", "The support will be paid in two instalments to those who lost their home or income, the minister said.", "Councils have asked for more time to survey the damage, which may exceed one hundred million, according to a first estimate."];
const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join("");
const RELATED = '<aside class="related"><h3>Related</h3><ul><li><a href="/a1">Another story</a> <time datetime="2026-10-01">1 October 2026</time></li></ul></aside>';
const NAV = '<header><nav><a href="/">Home</a> <a href="/politics">Politics</a></nav></header>';
const frame = (title: string, inner: string, { lang = "en", head = "" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title} | Example Post</title>${head}</head><body>${NAV}<main><div class="content">${inner}</div>${RELATED}</main><footer><p>© 2026 Example</p></footer></body></html>`;
const TITLE = "Government backs families hit by floods";
const story = (above: string, texts: readonly string[] = ENGLISH, lang = "en") => frame(TITLE, `<h1>${TITLE}</h1>${above}${paragraphs(texts)}`, { lang });

function read(html: string, url = "https://post.example/item-4711") {
  const reading = readPage(Buffer.from(html), "text/html; charset=utf-8", url);
  return reading.ok ? { ...reading.article, day: reading.article.publishedAt?.slice(0, 10) ?? null } : { refused: reading.reason.code };
}

describe("dates and authors that only stand on the page, in many languages", () => {
  it.each([
    ["pt", "<p>Por Joana Silva</p><p>Publicado em 12 de março de 2024 às 14h30 · Atualizado em 15/03/2024 09h10</p>", "Joana Silva"],
    ["es", '<div class="firma">Juana Pérez | Madrid</div><div>12 mar 2024 - 14:30 CET. Actualizado: 13 mar 2024</div>', "Juana Pérez"],
    ["it", "<p>di Anna Rossi</p><p>Pubblicato il 12 marzo 2024 alle 14:30 - Ultimo aggiornamento: 13 marzo 2024</p>", "Anna Rossi"],
    ["ja", "<p>公開日：2024年3月12日 10時05分 更新：2024年3月13日</p><p>文・山田太郎</p>", "山田太郎"],
    ["zh", "<p>2024年03月12日 14:30 来源：示例报 作者：王小明</p>", "王小明"],
    ["ko", "<p>김민수 기자</p><p>입력 2024.03.12. 오후 2:30 수정 2024.03.13. 오전 9:10</p>", "김민수"],
    ["ar", "<p>كتب: أحمد علي</p><p>نُشر في ١٢ مارس ٢٠٢٤</p>", "أحمد علي"],
    ["he", "<div>מאת דנה כהן</div><div>פורסם: 12 במרץ 2024, 14:30</div>", "דנה כהן"],
    ["hi", "<div>१२ मार्च २०२४</div>", null],
    ["bn", "<div>১২ মার্চ ২০২৪</div>", null],
    ["vi", "<div>Thứ Ba, ngày 12 tháng 3 năm 2024</div>", null],
    ["tr", "<p>Haber: Ayşe Yılmaz</p><p>12 Mart 2024 Salı 14:30 - Güncelleme: 13 Mart 2024</p>", "Ayşe Yılmaz"],
    ["hu", "<div>Szerző: Kovács Anna</div><div>2024. március 12. 14:30</div>", "Kovács Anna"],
    ["lt", "<div>2024 m. kovo 12 d. 10:20</div>", null],
    ["cs", "<div>Autor: Jana Nováková</div><div>12. března 2024 14:30, aktualizováno 13. března 2024</div>", "Jana Nováková"],
    ["uk", "<div>12 березня 2024, 14:30</div><div>Автор: Олена Коваль</div>", "Олена Коваль"],
    ["de", "<p class='stand'>Stand: 14.03.2024, 18:20 Uhr</p><p>Veröffentlicht am 12.03.2024</p><p>Von unserem Korrespondenten Max Müller, Brüssel</p>", "Max Müller"],
  ])("%s", (lang, above, author) => {
    const article = read(story(above, ENGLISH, lang));
    expect(article).toMatchObject({ title: TITLE, day: "2024-03-12", ...(author ? { byline: author } : {}) });
  });
});

describe("lines above the text", () => {
  it.each([
    ["two reporters in two places", "<div class='meta'><span>12/03/2024</span> <span>Jane Doe in Kyiv and John Smith in Brussels</span></div>", "Jane Doe and John Smith"],
    ["a writer and a photographer", "<div class='byline'>Words by Jane Doe. Photographs by Sam Roe.</div><div>Tuesday 12 March 2024 14.30 GMT</div>", "Jane Doe"],
    ["a name and two dates in one line", "<div class='story-meta'>Jane Doe | Published: Mar 12, 2024 08:30 IST | Last Updated: Mar 14, 2024</div>", "Jane Doe"],
    ["a name and a date after a comma", "<i>by Jane Doe, March 12 2024</i>", "Jane Doe"],
  ])("%s", (_, above, author) => {
    expect(read(story(above))).toMatchObject({ day: "2024-03-12", byline: author });
  });

  it("tell the publication, not an event that the text announces", () => {
    expect(read(story("<p>Press release | 12.03.2024 | No. 77/2024</p>", ["The fund opens on 1 April 2024 and closes on 31 December 2025.", ...ENGLISH]))).toMatchObject({ day: "2024-03-12" });
  });

  it("name nobody in a headline with a place", () => {
    expect(read(story("<p>12 March 2024</p><div>Mit Musiker Voodoo Jürgens in Wien</div>"))).toMatchObject({ byline: null });
  });
});

describe("pages without a date of their own", () => {
  const page = (box: string, above = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${TITLE} | Example Post</title></head><body>${NAV}<main><div class="content"><h1>${TITLE}</h1>${above}${paragraphs(ENGLISH)}</div>${box}</main><footer><p>Example Post, all rights reserved</p></footer></body></html>`;
  const teaser = (day: number) => `<div class="x${day === 3 ? " first" : ""}"><a href="/s${day}"><h4>Another story of the week, number ${day}</h4></a><span>${day} March 2024</span></div>`;

  it.each([
    ["a box that is named so", '<section class="related-articles"><a href="/a1">Another story of the week</a> <time datetime="2024-03-01">1 March 2024</time></section>'],
    ["a heading that says so", '<section><h3>More from Politics</h3><ul><li><a href="/a1">Another story of the week</a> <span class="date">1 March 2024</span></li></ul></section>'],
    ["a row made alike", `<section>${[3, 4, 5].map(teaser).join("")}</section>`],
    ["a footer of each in a row", `<section>${[3, 4, 5].map((day) => `<article><a href="/s${day}">Another story of the week, number ${day}</a><footer>${day} March 2024</footer></article>`).join("")}</section>`],
  ])("take none from %s", (_, box) => {
    expect(read(page(box))).toMatchObject({ title: TITLE, day: null });
    expect(read(page(box, '<p class="meta"><a href="/people/ann-example-reporter">Ann Example, our reporter</a>, 12 March 2024</p>'))).toMatchObject({ day: "2024-03-12" });
  });
});

describe("pages that are no plain articles", () => {
  it("a gallery says what its captions say", () => {
    const figures = Array.from({ length: 6 }, (_, at) => `<figure><img src="${at}.jpg" alt=""><figcaption>Picture ${at + 1}: residents of a street carry what they could save to the school on the hill.</figcaption></figure>`).join("");
    const article = read(frame("Floods in pictures", `<h1>Floods in pictures</h1><p>12 March 2024</p><p>The water came at night and took bridges, cars and the roofs of whole streets.</p>${figures}`));
    expect(article).toMatchObject({ day: "2024-03-12", text: expect.stringMatching(/^The water came at night[\s\S]*Picture 1:[\s\S]*Picture 6:/) as string });
  });

  it("an article with two pictures does not", () => {
    const figure = "<figure><img src='a.jpg' alt=''><figcaption>A caption that says what can be seen in the picture above it.</figcaption></figure>";
    expect(read(frame(TITLE, `<h1>${TITLE}</h1>${figure}${paragraphs(ENGLISH)}${figure}`))).toMatchObject({ text: expect.not.stringContaining("A caption") as string });
  });

  it("a forum's topic is its first post", () => {
    const post = (who: string, when: string, text: string) => `<div class="post"><div class="postprofile"><a class="username" href="/u">${who}</a><dl><dd>Joined: Mon Jan 02, 2012 8:11 am</dd></dl></div><div class="postbody"><p class="author">by <strong><a class="username" href="/u">${who}</a></strong> » ${when}</p><div class="content">${text}</div></div></div>`;
    const html = `<!doctype html><html lang="en"><head><title>Which barriers hold? - Example Forum</title></head><body><h2 class="topic-title"><a href="./t">Which barriers hold?</a></h2>${post("riverman", "Tue Mar 12, 2024 2:30 pm", ENGLISH.join("<br><br>"))}${post("hilltop", "Wed Mar 13, 2024 9:01 am", "I have used the aluminium ones for ten years, and they held in both of the last floods.")}</body></html>`;
    expect(read(html)).toMatchObject({ title: "Which barriers hold?", byline: "riverman", day: "2024-03-12" });
  });

  it("a catalogue writes the family name first", () => {
    const head = '<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, Sam"><meta name="citation_publication_date" content="2024/03/12">';
    expect(read(frame("Counting the cost of floods", `<h1>Counting the cost of floods</h1><h2>Abstract</h2>${paragraphs(ENGLISH)}<a href="/flood.pdf">Download PDF</a>`, { head }))).toMatchObject({ byline: "Jane Doe, Sam Roe", day: "2024-03-12" });
  });

  it("microdata name the headline where no heading of the first rank does", () => {
    const html = `<!doctype html><html><head><title>Example Post</title></head><body>${NAV}<div itemscope itemtype="http://schema.org/NewsArticle"><h2 itemprop="headline">${TITLE}</h2><meta itemprop="datePublished" content="2024-03-12T08:00:00+02:00"><div itemprop="articleBody">${paragraphs(ENGLISH)}</div></div></body></html>`;
    expect(read(html)).toMatchObject({ title: TITLE, day: "2024-03-12" });
    const themed = `<!doctype html><html><head><title>Example Post</title></head><body><div itemscope itemtype="http://schema.org/WPHeader"><p itemprop="headline">The Example Post of the North</p></div><h2>${TITLE}</h2>${paragraphs(ENGLISH)}</body></html>`;
    expect(read(themed)).not.toMatchObject({ title: "The Example Post of the North" });
  });

  it("an old layout shows the site's name in its largest heading", () => {
    const old = (host: string) => read(`<html><head><title>OLD GAZETTE - ${TITLE}</title></head><body><table><tr><td colspan=2><h1>OLD GAZETTE</h1></td></tr><tr><td><a href=1>Home</a><br><a href=3>Letters to the editor</a></td><td><font size=5><b>${TITLE}</b></font><br><i>by Jane Doe, March 12 2024</i><br><br>${ENGLISH.join("<br><br>")}</td></tr></table></body></html>`, host);
    expect(old("https://old.example/show?id=12")).toMatchObject({ title: TITLE, byline: "Jane Doe", day: "2024-03-12", text: expect.not.stringContaining("Letters") as string });
  });

  it("a teaser before an offer is for subscribers, in whatever language", () => {
    expect(read(story(`<p>12 March 2024</p>`, ENGLISH.slice(0, 2)).replace("</div><aside", '<div class="paywall-offer"><p>Subscribe to read the full story. Already a subscriber? <a href="/login">Log in</a></p><button>Subscribe now</button></div></div><aside'))).toEqual({ refused: "login_wall" });
    expect(read(story(`<p>12.03.2024</p>`, ["Die Regierung hat am Dienstag ein neues Hilfspaket für Familien angekündigt, die vom Hochwasser betroffen sind."], "de").replace("</div><aside", '<div class="offer"><h3>Weiterlesen mit Plus</h3><p>Dieser Artikel ist nur für Abonnenten. <a href="/login">Anmelden</a></p><button>Jetzt abonnieren</button></div></div><aside'))).toEqual({ refused: "login_wall" });
  });
});
