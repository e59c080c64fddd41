import { getDomain, getHostname } from "tldts";
import { detectLanguage } from "@/server/ingest/detect-language";
import type { Page } from "./page-tree";
import type { StatedArticle } from "./read-json-ld";
import { metaOf } from "./read-title";

export interface Sourced {
  value: string;
  source: string;
}

/** What the page calls its site; null where it says nothing. */
export function readSiteName(page: Page, stated: StatedArticle | null): Sourced | null {
  const social = metaOf(page, "og:site_name");
  if (social !== null && social.length < 80) return { value: social, source: "meta og:site_name" };
  const publisher = stated?.publisher ?? null;
  if (publisher !== null && publisher.length < 80) return { value: publisher, source: "JSON-LD publisher" };
  const application = metaOf(page, "application-name") ?? metaOf(page, "dc.publisher");
  return application !== null && application.length < 60 ? { value: application, source: "meta application-name" } : null;
}

/** The outlet: the site's own name, else the registrable domain of the address. */
export function readOutlet(siteName: Sourced | null, url: string): Sourced | null {
  if (siteName !== null) return siteName;
  const domain = getDomain(url) ?? getHostname(url);
  return domain === null ? null : { value: domain, source: "address" };
}

/** The page's own canonical address, believed only inside the same site; else the given address without its fragment. */
export function readCanonicalUrl(page: Page, url: string): Sourced {
  const own = withoutFragment(url);
  const linked = page.links.find((link) => link.rel.split(/\s+/).includes("canonical"))?.href;
  const social = metaOf(page, "og:url");
  for (const [href, source] of [[linked, "link rel=canonical"], [social, "meta og:url"]] as const) {
    if (href === undefined || href === null || href.trim() === "") continue;
    const resolved = resolveWithin(href.trim(), url);
    if (resolved !== null) return { value: resolved, source };
  }
  return { value: own, source: "address" };
}

function withoutFragment(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.hash = "";
    return parsed.href;
  } catch {
    return url;
  }
}

/** Resolves an address the page gives for itself; null outside its site, and for a front page that claims an inner page. */
function resolveWithin(href: string, url: string): string | null {
  try {
    const base = new URL(url);
    const target = new URL(href, base);
    if (target.protocol !== "http:" && target.protocol !== "https:") return null;
    const site = (parsed: URL): string => getDomain(parsed.href) ?? parsed.hostname;
    if (site(target) !== site(base)) return null;
    if (target.pathname === "/" && target.search === "" && (base.pathname !== "/" || base.search !== "")) return null;
    target.hash = "";
    return target.href;
  } catch {
    return null;
  }
}

/** The language as a BCP-47 primary tag: what the text looks like, where it is long enough to tell, else what the page says. */
export function readLanguage(page: Page, stated: StatedArticle | null, text: string): Sourced | null {
  if (text.length >= 120) {
    const seen = detectLanguage(text.slice(0, 1_500));
    if (seen !== "") return { value: seen, source: "the text itself" };
  }
  const candidates: [string | null, string][] = [[page.language, "html lang"], [stated?.language ?? null, "JSON-LD inLanguage"], [metaOf(page, "og:locale"), "meta og:locale"], [metaOf(page, "content-language"), "meta content-language"]];
  for (const [tag, source] of candidates) {
    const primary = /^([a-z]{2,3})(?=$|[-_,])/i.exec(tag?.trim() ?? "")?.[1];
    if (primary !== undefined) return { value: primary.toLowerCase(), source };
  }
  return null;
}
