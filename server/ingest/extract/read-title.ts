import { findElements, isInside, textOf, type Page, type PageElement } from "./page-tree";
import type { StatedArticle } from "./read-json-ld";

export interface FoundTitle {
  title: string;
  source: string;
  /** The element that shows the title, where there is one; dates and authors stand near it. */
  heading: PageElement | null;
}

const SEPARATOR = /\s+[|•·»«›‹–—/\\~:]+\s+|\s+-{1,2}\s+|\s*\|\s*|\s+::\s+|\s[–—]\s|: (?=[^:]{2,30}$)/;
const CONTAINER_AWAY = /(?:^|[\s_-])(?:logo|site-?(?:title|name|header|branding)|brand\w*|masthead|header-?logo|sidebar|footer|widget\w*|related\w*|comment\w*|nav\w*|menu|cookie\w*|modal|popup)(?=$|[\s_-])/;

/** The headline: what headings, JSON-LD, the social tags and the title element say, checked against each other. */
export function readTitle(page: Page, stated: StatedArticle | null, siteName: string | null): FoundTitle | null {
  const element = clean(page.titleElement);
  const social = clean(metaOf(page, "og:title") ?? metaOf(page, "twitter:title") ?? metaOf(page, "sailthru.title") ?? metaOf(page, "parsely-title") ?? metaOf(page, "dc.title") ?? metaOf(page, "dcterms.title") ?? "");
  const headings = findHeadings(page);
  const anchors = [stated?.headline ?? "", social, element].map(clean).filter((text) => text !== "");
  const agreeing = headings.map((heading) => ({ heading, text: clean(textOf(heading)) })).filter(({ text }) => text.length > 1 && text.length < 400);
  let best: { heading: PageElement; text: string } | null = null;
  let bestScore = 0;
  for (const candidate of agreeing) {
    const score = Math.max(0, ...anchors.map((anchor) => agreement(candidate.text, anchor))) * (candidate.heading.name === "h1" ? 1.1 : 1);
    const site = siteName !== null && candidate.text.toLowerCase() === siteName.toLowerCase();
    if (!site && score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  if (best !== null && bestScore >= 0.6) return { title: best.text, source: `heading (${best.heading.name})`, heading: best.heading };
  const ones = agreeing.filter(({ heading, text }) => heading.name === "h1" && text.toLowerCase() !== siteName?.toLowerCase());
  if (ones.length === 1 && ones[0]!.text.length > 8 && stated?.headline == null && social === "") return { title: ones[0]!.text, source: "heading (h1)", heading: ones[0]!.heading };
  if (stated?.headline) return { title: clean(stated.headline), source: "JSON-LD headline", heading: null };
  if (social !== "") return { title: withoutSiteName(social, siteName), source: "meta og:title", heading: null };
  if (ones.length >= 1) return { title: ones[0]!.text, source: "heading (h1)", heading: ones[0]!.heading };
  if (element !== "") return { title: withoutSiteName(element, siteName), source: "title element", heading: null };
  const any = agreeing[0];
  return any === undefined ? null : { title: any.text, source: `heading (${any.heading.name})`, heading: any.heading };
}

function findHeadings(page: Page): PageElement[] {
  const away = findElements(page.body, (element) => element.name === "aside" || element.name === "footer" || element.name === "nav" || (element.hint !== "" && CONTAINER_AWAY.test(element.hint) && element.name !== "article" && element.name !== "main"));
  const candidates = findElements(page.body, (element) => element.name === "h1" || element.name === "h2" || element.name === "h3" || /headline/i.test(element.attributes["itemprop"] ?? "") || (/(?:^|[\s_-])(?:entry|post|article|page|story|node|news)-?(?:title|headline)(?=$|[\s_-])/.test(element.hint) && /^(?:div|p|span|header|h\d)$/.test(element.name)), 120);
  return candidates.filter((candidate) => !away.some((container) => isInside(candidate, container) && container !== page.body && container !== candidate));
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
    const site = fold(siteName);
    const kept = parts.filter((part) => fold(part) !== site);
    if (kept.length < parts.length && kept.length > 0) {
      const first = title.indexOf(kept[0]!);
      const last = title.lastIndexOf(kept.at(-1)!) + kept.at(-1)!.length;
      return title.slice(first, last);
    }
  }
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  return parts[0]!.length >= 0.6 * longest.length ? parts[0]! : longest;
}

/** The content of the first meta tag with this name; null where it is missing or blank. */
export function metaOf(page: Page, key: string): string | null {
  for (const meta of page.metas) if (meta.key === key && meta.content.trim() !== "") return meta.content.trim();
  return null;
}

function clean(text: string): string {
  return text.replace(/<[^>]{1,60}>/g, "").replace(/[\s\u200b\ufeff\u00ad]+/g, (run) => (run === "\u00ad" ? "" : " ")).trim();
}
