import { findElements, textOf, walkElements, type Page, type PageElement } from "./page-tree";
import type { StatedArticle } from "./read-json-ld";
import { parseDateText } from "./parse-date-text";

export interface FoundByline {
  byline: string;
  source: string;
}

const AUTHOR_META = ["author", "article:author", "byl", "dc.creator", "dcterms.creator", "dc.contributor", "parsely-author", "sailthru.author", "citation_author", "cxenseparse:author", "article.author", "og:author", "article:author_name", "rbauthors", "authors", "creator", "twitter:data1"];
const AUTHOR_NAME = /(?:^|[\s_/:-])(?:authors?|autor|autoren|auteur|author-?name|author_name|authorname|byline|by-?line|byline-?(?:name|author)|post-?author|entry-?author|article-?author|c-?author|vcard|fn|username|creator|writer|redakteur|verfasser|submitted|posted-?by|written-?by|autore|author__\w+|byline__\w+|article__author\w*|posted)(?=$|[\s_/:\d-])/;
const ELSEWHERE_NAME = /(?:^|[\s_/:-])(?:comments?\w*|kommentar\w*|comment-?author|related\w*|side-?bar\w*|footer\w*|widgets?\w*|teasers?\w*|recommend\w*|popular\w*|latest\w*|recent\w*|nav\w*|menu\w*|respond|disqus\w*|more-?\w+|reply|replies)(?=$|[\s_/:\d-])/;

const LEAD_IN = /^(?:(?:written|posted|published|reported|submitted|geschrieben|verfasst|veröffentlicht|erstellt|escrito|publicado|publié|scritto|pubblicato|geplaatst|eingestellt|gepostet|opublikowane?)\s+)?(?:by|von|par|por|di|da|przez|door|av|af|автор|автори|text|texte|author|authors|autor|autorin|autoren|autore|auteur|redaktion|ein (?:beitrag|artikel|gastbeitrag) von|a guest post by)\b\s*[:\-–]?\s*/i;
const TAIL = /\s*(?:[|•·–—/]|\s-\s|,?\s+(?:on|am|le|el|il|at|um|in)\s+(?=\d|[A-Z][a-z]+day|\w+\s+\d)|\b(?:published|updated|posted|veröffentlicht|aktualisiert|publié|publicado|opublikowano|follow|folgen|email|e-mail)\b|\(|\d{1,2}[./]\d{1,2}[./]|\d{4}).*$/isu;
const NO_NAME = /^(?:admin\w*|administrator|root|redaktion|webmaster|editor|staff|author|autor|autorin|name|by|von|unknown|anonymous|gast|guest|none|null|undefined|n\/a|user|view all posts|mehr|more|share|home|kontakt|about|permalink|comments?|leave a comment|weiterlesen|super user|wordpress|wp)$/i;

/** Who wrote the page, as a reader would say it: names joined with commas. Null where nobody is named. */
export function readByline(page: Page, stated: StatedArticle | null, siteName: string | null, heading: PageElement | null): FoundByline | null {
  const attempts: { source: string; names: string[] }[] = [];
  if (stated !== null) attempts.push({ source: "JSON-LD author", names: stated.authors });
  for (const key of AUTHOR_META) {
    const values = page.metas.filter((meta) => meta.key === key).map((meta) => meta.content);
    if (key === "twitter:data1") {
      const label = page.metas.find((meta) => meta.key === "twitter:label1")?.content ?? "";
      if (!/written|author|geschrieben|verfasst|écrit|escrito|autor|scritto/i.test(label)) continue;
    }
    if (values.length > 0) attempts.push({ source: `meta ${key}`, names: values });
  }
  const marked = markedNames(page, heading);
  const candidates = [...attempts, ...marked];
  for (const attempt of candidates) {
    const names = unique(attempt.names.map((name) => cleanName(name, siteName)).filter((name) => name !== null));
    if (names.length > 0) return { byline: names.slice(0, 8).join(", "), source: attempt.source };
  }
  return null;
}

function unique(names: string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
}

function markedNames(page: Page, heading: PageElement | null): { source: string; names: string[] }[] {
  const found: { score: number; source: string; names: string[] }[] = [];
  const visit = (element: PageElement): void => {
    if (element !== page.body && (element.name === "footer" || element.name === "nav" || element.name === "aside" || (element.hint !== "" && element.name !== "article" && element.name !== "main" && ELSEWHERE_NAME.test(element.hint)))) return;
    const itemprop = element.attributes["itemprop"] ?? "";
    const rel = element.attributes["rel"] ?? "";
    let score = 0;
    let source = "";
    if (/(?:^|\s)author(?:\s|$)/i.test(itemprop)) {
      score = 60;
      source = "microdata author";
    } else if (/(?:^|\s)author(?:\s|$)/i.test(rel)) {
      score = 55;
      source = "link rel=author";
    } else if (element.hint !== "" && AUTHOR_NAME.test(element.hint)) {
      score = 40;
      source = "visible author line";
    } else if (element.name === "address") {
      score = 20;
      source = "visible author line";
    }
    if (score > 0 && found.length < 60) {
      const near = heading === null ? 0 : Math.max(0, 8 - Math.abs(element.order - heading.order) / 6);
      const names = namesIn(element);
      if (names.length > 0) found.push({ score: score + near, source, names });
    }
    for (const child of element.children) if (typeof child !== "string") visit(child);
  };
  visit(page.body);
  found.push(...leadInLines(page, heading));
  return found.sort((a, b) => b.score - a.score);
}

function namesIn(element: PageElement): string[] {
  const named = findElements(element, (inner) => /^name$/i.test(inner.attributes["itemprop"] ?? "") || (inner !== element && /(?:^|\s)(?:author)(?:\s|$)/i.test(inner.attributes["rel"] ?? "")), 6).map((inner) => inner.attributes["content"] ?? textOf(inner)).filter((name) => name !== "");
  if (named.length > 0) return named;
  const text = element.attributes["content"] ?? textOf(element);
  return text === "" || text.length > 120 ? [] : [text];
}

/** Short lines that begin with "By ..." in one of several languages. */
function leadInLines(page: Page, heading: PageElement | null): { score: number; source: string; names: string[] }[] {
  const found: { score: number; source: string; names: string[] }[] = [];
  walkElements(page.body, (element) => {
    if (element !== page.body && element.hint !== "" && element.name !== "article" && element.name !== "main" && ELSEWHERE_NAME.test(element.hint)) return false;
    if (found.length > 20 || element.name === "a") return true;
    const first = element.children.find((child) => typeof child !== "string" || child.trim() !== "");
    if (typeof first !== "string" || !/^\s*(?:By|BY|Von|VON|Par|Por|Di|Text|Texte|Autor|Autorin|Author|Автор|Przez|Door|Written by|Posted by|Geschrieben von|Verfasst von)\b[:\s]/.test(first)) return true;
    const text = textOf(element);
    if (text.length < 4 || text.length > 90) return true;
    const near = heading === null ? 0 : Math.max(-10, 10 - Math.abs(element.order - heading.order) / 5);
    if (/^(?:by|von|par|por|di)\b/i.test(text) && near <= 0) return true;
    found.push({ score: 30 + near, source: "visible author line", names: [text] });
    return true;
  });
  return found;
}

/** A name as a reader would write it, or null where the text is an address, a date, a job, the site itself or no name. */
export function cleanName(raw: string, siteName: string | null): string | null {
  let name = raw.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  if (/^https?:|^www\./i.test(name)) return null;
  name = name.replace(/\S+@\S+/g, "").replace(/(?:^|\s)@\w+/g, "").trim();
  for (let i = 0; i < 2; i++) name = name.replace(LEAD_IN, "").trim();
  const date = parseDateText(name, { monthFirst: false });
  if (date !== null && !/^\D{5}/.test(name)) return null;
  name = name.replace(TAIL, "").replace(/^[\s,;:|–—-]+|[\s,;:|–—-]+$/g, "").trim();
  if (name.length < 2 || name.length > 100 || NO_NAME.test(name)) return null;
  if (!/\p{L}/u.test(name) || name.split(" ").length > 12) return null;
  if (siteName !== null && name.toLowerCase() === siteName.toLowerCase()) return null;
  return name;
}
