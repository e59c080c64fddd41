import { Parser } from "htmlparser2";
import type { PageRegions } from "./page-regions";
import { textOf, walkElements, type Page, type PageElement } from "./page-tree";
import type { StatedArticle } from "./read-json-ld";

export interface FoundTitle {
  title: string;
  source: string;
  /** The element that shows the title, where there is one; dates and authors stand near it. */
  heading: PageElement | null;
}

interface Candidate {
  heading: PageElement;
  text: string;
}

const MAX_TITLE_CHARACTERS = 1_000;
const SEPARATOR = /\s+[|•·»«›‹–—/\\~:]+\s+|\s+-{1,2}\s+|\s*\|\s*|\s+::\s+|\s[–—]\s|: (?=[^:]{2,30}$)/;
const BRAND = /(?:^|[\s_-])(?:logo|site-?(?:title|name|header|branding)|brand\w*|header-?logo)(?=$|[\s_-])/;
const TITLE_NAME = /(?:^|[\s_-])(?:entry|post|article|page|story|node|news|single)-?(?:title|headline)(?=$|[\s_-])/;
const KICKER_NAME = /(?:^|[\s_-])\w*(?:kicker|overline|over-?title|topline|top-?title|dachzeile|spitzmarke|roof\w*|eyebrow|strapline|category|rubrik|ressort|label|section|pre-?title|pre-?headline|supertitle|surtitle|surtitre|volanta|antetitulo|hat|intro|date|tag)\w*(?=$|[\s_-])/;

/** The headline: what headings, JSON-LD, the social tags and the title element say, checked against each other. */
export function readTitle(page: Page, stated: StatedArticle | null, siteName: string | null, regions: PageRegions, url: string): FoundTitle | null {
  const element = clean(page.titleElement);
  const social = clean(decodeEntities(metaOf(page, "og:title") ?? metaOf(page, "twitter:title") ?? metaOf(page, "sailthru.title") ?? metaOf(page, "parsely-title") ?? metaOf(page, "dc.title") ?? metaOf(page, "dcterms.title") ?? ""));
  const headline = clean(decodeEntities(stated?.headline ?? ""));
  const anchors = [headline, social, element].filter((text) => text !== "");
  const candidates = findHeadings(page, regions).map((heading) => ({ heading, text: clean(textOf(heading, 600)) })).filter(({ text }) => text.length > 1 && text.length < 400 && text.toLowerCase() !== siteName?.toLowerCase());
  let best: Candidate | null = null;
  let bestScore = 0;
  for (const candidate of candidates) {
    const score = Math.max(0, ...anchors.map((anchor) => agreement(candidate.text, anchor))) * (candidate.heading.name === "h1" ? 1.1 : 1);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  if (best !== null && headline === "" && social === "") best = beyondSiteName(best, element, page, regions, url);
  if (best !== null && bestScore >= 0.6) return fromHeading(best, anchors, siteName);
  const ones = candidates.filter(({ heading }) => heading.name === "h1");
  const marked = headline === "" && social === "" && ones.length === 0 ? candidates.filter(({ heading }) => isMarkedHeadline(heading)) : [];
  if (marked.length === 1) return fromHeading(marked[0]!, anchors, siteName);
  if (ones.length === 1 && ones[0]!.text.length > 8 && headline === "" && social === "") return fromHeading(beyondSiteName(ones[0]!, element, page, regions, url), anchors, siteName);
  const loose = nearestHeading(ones.length === 1 ? ones : []);
  if (headline !== "") return { title: headline, source: "JSON-LD headline", heading: loose };
  if (social !== "") return { title: withoutSiteName(social, siteName), source: "meta og:title", heading: loose };
  if (ones.length >= 1) return fromHeading(ones[0]!, anchors, siteName);
  if (element !== "") return { title: withoutSiteName(element, siteName), source: "title element", heading: null };
  return candidates[0] === undefined ? null : fromHeading(candidates[0], anchors, siteName);
}

/** A heading that is the shorter part of "SITE - Headline" names the site, when the other part stands between it and the text. */
function beyondSiteName(best: Candidate, element: string, page: Page, regions: PageRegions, url: string): Candidate {
  const rest = withoutKnownSite(element, best.text);
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "").split(".")[0]! : "";
  const isSite = host.length >= LEAST_HOST && fold(rest).replaceAll(" ", "").includes(host.replaceAll("-", ""));
  if (rest === element || isSite || rest.length < 1.5 * best.text.length) return best;
  const wanted = fold(rest);
  let found: PageElement | null = null;
  let isInText = false;
  walkElements(page.body, (inner) => {
    if (found !== null || isInText || regions.elsewhere.has(inner)) return false;
    if (inner.order > best.heading.order && inner.children.some((child) => typeof child === "string" && child.length >= rest.length / 2) && fold(textOf(inner, 600)) === wanted) found = inner;
    isInText = inner.order > best.heading.order && inner.children.some((child) => typeof child === "string" && child.length > PROSE_CHARACTERS);
    return true;
  });
  return found === null ? best : { heading: found, text: rest };
}

/** A shorter name of a host stands in many a headline. */
const LEAST_HOST = 5;
/** No headline is longer. */
const PROSE_CHARACTERS = 250;

/** What microdata calls the headline of an article; some themes mark the site's name as that of the page. */
function isMarkedHeadline(heading: PageElement): boolean {
  if (!/(?:^|\s)headline(?:\s|$)/i.test(heading.attributes["itemprop"] ?? "")) return false;
  let scope = heading.parent;
  while (scope !== null && scope.attributes["itemtype"] === undefined) scope = scope.parent;
  return /(?:Article|Posting|Report)$/i.test(scope?.attributes["itemtype"] ?? "");
}

function nearestHeading(ones: readonly Candidate[]): PageElement | null {
  return ones[0]?.heading ?? null;
}

function fromHeading(candidate: Candidate, anchors: readonly string[], siteName: string | null): FoundTitle {
  const { heading, text } = candidate;
  const whole = withoutKicker(heading, text, anchors);
  const title = siteName === null ? whole : withoutKnownSite(whole, siteName);
  return { title, source: `heading (${heading.name})`, heading };
}

/** A heading often holds a small line above the headline proper, in an element of its own. */
function withoutKicker(heading: PageElement, text: string, anchors: readonly string[]): string {
  let holder = heading;
  const solid = (element: PageElement): (PageElement | string)[] => element.children.filter((child) => (typeof child === "string" ? child.trim() !== "" : textOf(child, 600) !== ""));
  let parts = solid(holder);
  while (parts.length === 1 && typeof parts[0] !== "string") {
    holder = parts[0]!;
    parts = solid(holder);
  }
  const [first] = parts;
  if (parts.length < 2 || first === undefined || typeof first === "string") return text;
  const kicker = clean(textOf(first, 600));
  const rest = clean(parts.slice(1).map((part) => (typeof part === "string" ? part : textOf(part, 600))).join(" ")).replace(/^[\s:|–-]+/, "");
  if (rest.length < 8 || kicker.length > rest.length + 20) return text;
  const named = KICKER_NAME.test(first.hint) || parts.slice(1).some((part) => typeof part !== "string" && /(?:^|[\s_-])\w*(?:headline|title|titel)\w*(?=$|[\s_-])/.test(part.hint));
  const stated = anchors.some((anchor) => fold(anchor).startsWith(fold(rest)));
  return named || stated || first.name === "small" || first.name === "a" ? rest : text;
}

function findHeadings(page: Page, regions: PageRegions): PageElement[] {
  const found: PageElement[] = [];
  const visit = (element: PageElement): void => {
    if (found.length >= 120 || regions.elsewhere.has(element)) return;
    if (element.hint !== "" && element !== page.body && BRAND.test(element.hint) && (regions.prose.get(element) ?? 0) < 200) return;
    const named = element.name === "h1" || element.name === "h2" || element.name === "h3" || /headline/i.test(element.attributes["itemprop"] ?? "") || (element.hint !== "" && TITLE_NAME.test(element.hint) && /^(?:div|p|span|header|h\d)$/.test(element.name));
    if (named) found.push(element);
    for (const child of element.children) if (typeof child !== "string") visit(child);
  };
  visit(page.body);
  return found;
}

/** 1 where both are the same or one is the other plus a site name; otherwise the share of common words. */
function agreement(heading: string, anchor: string): number {
  const a = fold(heading);
  const b = fold(anchor);
  if (a === "" || b === "") return 0;
  if (a === b) return 1.2;
  if (b.startsWith(a) || b.endsWith(a)) return a.length >= 0.25 * b.length || a.length > 12 ? 0.8 + 0.3 * (a.length / b.length) : 0.3;
  const wordsA = new Set(a.split(" "));
  const wordsB = new Set(b.split(" "));
  let common = 0;
  for (const word of wordsA) if (wordsB.has(word)) common++;
  return common / Math.max(wordsA.size, wordsB.size, 1);
}

function fold(text: string): string {
  return text.toLowerCase().normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Drops a trailing or leading site name from a title; without a known name, a short last part. */
export function withoutSiteName(title: string, siteName: string | null): string {
  const parts = title.split(SEPARATOR).map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length < 2) return title;
  if (siteName !== null) {
    const known = withoutKnownSite(title, siteName);
    if (known !== title) return known;
  }
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  return parts[0]!.length >= 0.6 * longest.length ? parts[0]! : longest;
}

function withoutKnownSite(title: string, siteName: string): string {
  const parts = title.split(SEPARATOR).map((part) => part.trim()).filter((part) => part !== "");
  const site = fold(siteName);
  const kept = parts.filter((part) => fold(part) !== site);
  if (kept.length === parts.length || kept.length === 0) return title;
  return title.slice(title.indexOf(kept[0]!), title.lastIndexOf(kept.at(-1)!) + kept.at(-1)!.length);
}

/** The content of the first meta tag with this name; null where it is missing or blank. */
export function metaOf(page: Page, key: string): string | null {
  for (const meta of page.metas) if (meta.key === key && meta.content.trim() !== "") return meta.content.trim();
  return null;
}

/** Entities that were encoded twice, as many systems do inside JSON-LD and social tags. */
export function decodeEntities(text: string): string {
  if (!/&(?:#\d+|#x[\da-f]+|\w+);/i.test(text)) return text;
  let decoded = "";
  const parser = new Parser({ ontext: (part) => (decoded += part) }, { decodeEntities: true });
  parser.end(text.replace(/</g, "&lt;"));
  return decoded;
}

function clean(text: string): string {
  return text.slice(0, MAX_TITLE_CHARACTERS).replace(/\u00ad/g, "").replace(/<[^>]{1,60}>/g, "").replace(/[\s\u200b\ufeff]+/g, " ").trim();
}
