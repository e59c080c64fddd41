import { isDateOrBylineLine } from "./boilerplate-lines";
import type { PageRegions } from "./page-regions";
import { findElements, textOf, type Page, type PageElement } from "./page-tree";
import { parseDateText } from "./parse-date-text";
import type { StatedArticle } from "./read-json-ld";
import { decodeEntities } from "./read-title";

export interface FoundByline {
  byline: string;
  source: string;
}

interface Attempt {
  score: number;
  source: string;
  names: string[];
}

const AUTHOR_META = ["author", "article:author", "byl", "dc.creator", "dcterms.creator", "dc.contributor", "parsely-author", "sailthru.author", "citation_author", "cxenseparse:author", "article.author", "og:author", "article:author_name", "rbauthors", "authors", "creator", "twitter:data1"];
/** Catalogues write the family name first. */
const INVERTED_META = new Set(["citation_author", "dc.creator", "dcterms.creator", "dc.contributor"]);
const AUTHOR_NAME = /(?:^|[\s_/:-])(?:authors?|autor|autoren|auteur|author-?name|author_name|authorname|byline|by-?line|byline-?(?:name|author)|post-?author|entry-?author|article-?author|c-?author|vcard|fn|username|creator|writer|redakteur|verfasser|firma|assinatura|submitted|posted-?by|written-?by|autore|author__\w+|byline__\w+|article__author\w*|posted|autor\w*|author\w*)(?=$|[\s_/:\d-])/;
const AUTHOR_ADDRESS = /\/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|people|person|profiles?|profil|redaktion|redacteur|staff|journalists?|team|newsteam|contributors?|columnists?|writers?|users?|members?|correspondents?|reporters?|by|von)\/[^/?#]+/i;
const LABEL = /(?:(?:words|story|text|report(?:ing)?|analysis|interview|written|posted|published|reported|submitted|created|geschrieben|verfasst|veröffentlicht|erstellt|gespeichert|eingetragen|escrito|publicado|publié|écrit|rédigé|scritto|pubblicato|geplaatst|eingestellt|gepostet|opublikowane?|napisał[aoy]?|added|uploaded)\s+)?(?:by|von|par|por|di|da|przez|door|av|af)\b\s*:?|(?:автор|автори|авторы|text|texte|words|author|authors|autor(?:in|en)?|autore|auteur|redaktion|redakteur(?:in)?|redacción|interview|reporter|story|bericht|artikel|gastbeitrag|foto und text|text und fotos?|text & fotos?|text und interview|текст|szerző|írta|haber|yazan|yazar|haz[ıi]rlayan|συντάκτης|كتبت?|بقلم|الكاتب|تحرير|إعداد|מאת|लेखक|责任编辑|責任編輯|作者|编辑|撰文|记者|記者|筆者|執筆|取材|取材・文|文|글)\s*[:：・]\s*|(?:بقلم|מאת|του|της)\s+/.source;
const LEAD_IN = new RegExp(`^(?:(?:${LABEL})|(?:zeige |alle |weitere |show |view |more |see )*(?:beiträge|artikel|posts|articles|stories|alles)\\s+(?:von|by|of|from)\\b|(?:ein (?:beitrag|artikel|gastbeitrag)|a guest post|pressemitteilung|(?:artikel|beitrag|story|article)) (?:von|by)\\b)\\s*:?\\s*[-–]?\\s*`, "i");
const LABEL_INSIDE = /(?:^|\s)(?:(?:by|von|par|por|przez|door|posted by|автор:?)\s+|(?:作者|记者|記者|編集|文)[:：]\s*)((?:\p{Lu}|@)?[^,|·]{2,60})$/iu;
/** "our correspondent" and the like, before the name. */
const OFFICE = /^(?:unser(?:e[mnrs]?)?|our|notre|nuestr[oa]|nostr[oa]|onze)\s+(?:[\p{L}-]+\s+){0,2}?(?:\p{L}*korrespondent\p{L}*|\p{L}*reporter\p{L}*|mitarbeiter\p{L}*|redakteur\p{L}*|correspond[ae]nte?|envoyée? spéciale?|corresponsal|inviat[oa]|corrispondente|editor|staff)\s+(?=\p{Lu})/iu;
/** "Jane Doe in Kyiv and John Roe in Brussels": the names are what counts. */
const PLACE = /(?<=\p{Lu}\S* \p{Lu}\S*) in (?:the )?\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,2}(?=$|,| and\b| &)/gu;
const REPORTER_BEHIND = /^([가-힣]{2,4})\s?(?:기자|특파원|논설위원|선임기자)(?=$|[\s=·|])/u;
const DAY_NAME = /^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|stand|datum|berlin|wien|bern|\p{Lu}+)$/iu;
const TAIL = /\s*(?:[|•·–—/【】【]|\s-\s|,?\s+(?:on|am|le|el|il|at|um|in|veröffentlicht)\s+(?=\d|[A-Z][a-z]+day|\w+\s+\d)|\.\s+(?:photo\w*|pictures?|illustrations?|video|graphics?|fotos?|bilder)\b|,?\s+(?:published|updated|posted|veröffentlicht|aktualisiert|publié|publicado|opublikowano|follow|folgen|email|e-mail|quelle|source|datum|date|shares|foto|fotos|photos?|bild|kontaktieren)\b|\(|\d{1,2}[./]\s?\d{1,2}[./]|,\s+(?:\p{L}{3,10}\.?\s+\d{1,2}|\d{1,2}\.?\s+\p{L}{3,10}\.?),?\s+\d{4}\b|\b\d{4}\b|#|\b\p{Lu}{4,}:).*$/isu;
const NO_NAME = /^(?:\w*admin\w*|administrator|root|webmaster|editor|author|autor|autorin|name|by|von|unknown|anonymous|gast|guest|none|null|undefined|n\/a|user|view all posts|mehr|more|share|home|kontakt|kontaktieren|about|permalink|comments?|leave a comment|weiterlesen|super user|wordpress|wp|website|profile|profil|follow|twitter|facebook|e-?mail|datum|date|autor:|bio|posted(?: on| in)?|published(?: on| in)?|veröffentlicht(?: am)?|geschrieben|more posts|all posts|alle beiträge|paid content|gesponserte inhalte|sponsored|anzeige|real life|download.*|text und?|text &|und|and|fotos?|& fotos?|&|(?:يوم )?(?:الجمعة|السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس))$/i;
const IMPERSONAL = /^(?:(?:die |the )?redaktion|(?:news ?|web ?|online ?)?(?:desk|staff|team|redaktion)|staff (?:writer|reporter)s?|editorial (?:team|staff|board)|redacción|la rédaction|redazione|redakcja|редакция|редакція)$/i;

/** Who wrote the page, as a reader would say it: names joined with commas. Null where nobody is named. */
export function readByline(page: Page, stated: StatedArticle | null, siteName: string | null, heading: PageElement | null, regions: PageRegions): FoundByline | null {
  const attempts: Attempt[] = [];
  if (stated !== null) attempts.push({ score: 100, source: "JSON-LD author", names: stated.authors });
  for (const key of AUTHOR_META) {
    if (key === "twitter:data1" && !/written|author|geschrieben|verfasst|écrit|escrito|autor|scritto|von|by/i.test(page.metas.find((meta) => meta.key === "twitter:label1")?.content ?? "")) continue;
    const names = page.metas.filter((meta) => meta.key === key).map((meta) => (INVERTED_META.has(key) ? uprightName(meta.content) : meta.content));
    if (names.length > 0) attempts.push({ score: 90, source: `meta ${key}`, names });
  }
  attempts.push(...markedNames(page, heading, regions));
  const found = attempts.map((attempt) => ({ source: attempt.source, names: unique(attempt.names.map(cleanName).filter((name) => name !== null)) })).filter(({ names }) => names.length > 0);
  const personal = found.filter(({ names }) => names.some((name) => !isImpersonal(name, siteName)));
  const first = personal[0] ?? found[0];
  if (first === undefined) return null;
  // An account name stated to machines gives way to a written name shown to readers.
  const shown = first.names.every(isAccountName) ? personal.find(({ names }) => names.every((name) => name.includes(" ") && !isAccountName(name))) : undefined;
  const chosen = shown ?? first;
  const names = chosen.names.length > 1 ? chosen.names.filter((name) => !isImpersonal(name, siteName)) : chosen.names;
  return { byline: (names.length > 0 ? names : chosen.names).slice(0, 8).join(", "), source: chosen.source };
}

function isImpersonal(name: string, siteName: string | null): boolean {
  return IMPERSONAL.test(name) || (siteName !== null && name.toLowerCase() === siteName.toLowerCase());
}

/** "Doe, Jane" as a reader would say it; anything else as it stands. */
function uprightName(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  const [family, given] = parts;
  return parts.length === 2 && family && given && !/\s/.test(family) && /^\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2}$/u.test(given) ? `${given} ${family}` : name;
}

function isAccountName(name: string): boolean {
  return !name.includes(" ") && (/[\d._]/.test(name) || name === name.toLowerCase());
}

function unique(names: string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
}

function markedNames(page: Page, heading: PageElement | null, regions: PageRegions): Attempt[] {
  const found: Attempt[] = [];
  const visit = (element: PageElement): void => {
    if (regions.elsewhere.has(element) || found.length > 80) return;
    const mark = markOf(element);
    const near = heading === null ? 0 : Math.max(0, 8 - Math.abs(element.order - heading.order) / 6);
    if (mark !== null) {
      const names = namesIn(element, mark.source === "visible author line");
      if (names.length > 0 && (mark.score !== ADDRESS_SCORE || near > 0)) found.push({ score: mark.score + near, source: mark.source, names });
    } else if (near > 0 || heading === null) {
      const line = nameOfLine(element);
      if (line !== null) found.push({ score: 30 + near, source: "visible author line", names: [line] });
    }
    for (const child of element.children) if (typeof child !== "string") visit(child);
  };
  visit(page.body);
  return found.sort((a, b) => b.score - a.score);
}

const ADDRESS_SCORE = 45;

function markOf(element: PageElement): { score: number; source: string } | null {
  if (/(?:^|\s)author(?:\s|$)/i.test(element.attributes["itemprop"] ?? "")) return { score: 60, source: "microdata author" };
  if (/(?:^|\s)author(?:\s|$)/i.test(element.attributes["rel"] ?? "")) return { score: 55, source: "link rel=author" };
  if (element.name === "a" && AUTHOR_ADDRESS.test(element.attributes["href"] ?? "")) return { score: ADDRESS_SCORE, source: "link to the author's page" };
  if (element.hint !== "" && AUTHOR_NAME.test(element.hint)) return { score: 40, source: "visible author line" };
  return element.name === "address" ? { score: 20, source: "visible author line" } : null;
}

function namesIn(element: PageElement, strict: boolean): string[] {
  const marked = findElements(element, (inner) => /^name$/i.test(inner.attributes["itemprop"] ?? "") || (inner !== element && /(?:^|\s)(?:author)(?:\s|$)/i.test(inner.attributes["rel"] ?? "")), 6).map((inner) => inner.attributes["content"] ?? textOf(inner, 200)).filter((name) => name !== "");
  if (marked.length > 0) return marked;
  const text = element.attributes["content"] ?? textOf(element, 200);
  if (text === "" || text.length > 120) return [];
  if (!strict) return [text];
  const labelled = nameAfterLabel(text);
  if (labelled !== null) return [labelled];
  return isName(cleanName(text)) || /(?:^|[\s_-])(?:fn|username|author-?name)(?=$|[\s_-])/.test(element.hint) ? [text] : [];
}

/** The name behind "By", "Von", "Posted on ... by" and the like; null where there is no such label or no name behind it. */
function nameAfterLabel(text: string): string | null {
  if (LEAD_IN.test(text)) return isName(cleanName(text)) ? text : null;
  const behind = LABEL_INSIDE.exec(text)?.[1];
  return behind !== undefined && isName(cleanName(behind)) ? behind : null;
}

/** A short line near the headline that begins with "By ..." in one of several languages, or is a date and a name. */
function nameOfLine(element: PageElement): string | null {
  const first = element.children.find((child) => typeof child !== "string" || child.trim() !== "");
  if (first === undefined || (typeof first !== "string" && !/^(?:strong|b|time|a|span|em|i)$/.test(first.name))) return null;
  const text = textOf(element, 200);
  if (text.length < 4 || text.length > 90) return null;
  if (LEAD_IN.test(text)) return (element.name !== "a" || text.includes(":")) && isName(cleanName(text)) ? text : null;
  const reporter = REPORTER_BEHIND.exec(text)?.[1];
  if (reporter !== undefined) return reporter;
  if ((text.match(PLACE)?.length ?? 0) > 1 && isName(cleanName(text))) return text;
  const behind = LABEL_INSIDE.exec(text)?.[1];
  if (behind !== undefined && (text.length < 60 || /\d{4}/.test(text)) && /^\p{Lu}\S+ \p{Lu}/u.test(behind)) return isName(cleanName(behind)) ? behind : null;
  if (!/\d{4}/.test(text)) return null;
  const parts = text.split(/\s+[-–—|·•/]\s+|\s{2,}/);
  const rest = parts.filter((part) => parseDateText(part, { monthFirst: false }) === null);
  const alone = rest.length === 1 && rest[0] !== text && /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,2}$/u.test(rest[0]!) ? rest[0]! : null;
  if (!isDateOrBylineLine(text)) return parts[0] === alone ? alone : null;
  if (behind !== undefined) return isName(cleanName(behind)) ? behind : null;
  const before = /^(\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,2}),?\s+\d{1,2}\./u.exec(text)?.[1];
  if (before !== undefined && parseDateText(before, { monthFirst: false }) === null && !DAY_NAME.test(before)) return before;
  return alone;
}

/** One to four words that look like a person's name: each begins with a capital, particles aside. */
function isName(name: string | null): boolean {
  if (name === null) return false;
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}・]+(?:[、,\s]+[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}・]+){0,4}$/u.test(name)) return name.split(/[、,\s]+/).every((part) => part.length <= 8);
  return /^(?:(?:\p{Lu}|[\u0590-\u2dff])[\p{L}\p{M}.'’-]*|von|van|de|der|den|di|da|del|la|le|bin|al|zu|und|and|et|y|e|&|,)(?:,? (?:(?:\p{Lu}|[\u0590-\u2dff])[\p{L}\p{M}.'’-]*|von|van|de|der|den|di|da|del|la|le|bin|al|zu|und|and|et|y|e|&)){0,7}$/u.test(name);
}

/** "our correspondent Jane Doe, Kyiv": who holds an office writes from somewhere. */
function withoutOffice(name: string): string {
  const bare = name.replace(OFFICE, "");
  return bare === name ? name : bare.replace(/,\s*\p{Lu}[\p{L}-]+$/u, "");
}

/** A name as a reader would write it, or null where the text is an address, a date, a label or no name at all. */
export function cleanName(raw: string): string | null {
  let name = decodeEntities(raw.slice(0, 300)).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  if (/^https?:|^www\./i.test(name)) return null;
  name = name.replace(/\S+@\S+/g, "").replace(/(?:^|\s)@\w+/g, "").trim();
  for (let i = 0; i < 3; i++) name = withoutOffice(name.replace(LEAD_IN, "")).replace(/^(?:und|and|&|text und interview:|fotos?:)\s+/i, "").trim();
  if (parseDateText(name, { monthFirst: false }) !== null && !/^\D{5}/.test(name)) return null;
  name = name.replace(PLACE, "").replace(TAIL, "").replace(/,\s*(?:\p{Lu}{2,5}|\p{L}+\.(?:de|com|org|net|ch|at))$/u, "").replace(/^[\s,;:|–—-]+|[\s,;:|–—-]+$/g, "").trim();
  if (name.length < 2 || name.length > 100 || NO_NAME.test(name)) return null;
  return !/\p{L}/u.test(name) || name.split(" ").length > 12 ? null : name;
}
