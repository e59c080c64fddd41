import { Parser } from "htmlparser2";
import { prescanHtml } from "./prescan-html";

/** One element of a page: name, attributes, children in order (text is a plain string), and its parent. */
export interface PageElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: PageNode[];
  parent: PageElement | null;
  /** Document order, from 0. */
  order: number;
  /** `class`, `id` and `role` in lower case, the words that rules about names look at. */
  hint: string;
}

export type PageNode = PageElement | string;

/** What one linear pass over a page gathers: the tree of visible things, and the head's statements about them. */
export interface Page {
  html: PageElement;
  body: PageElement;
  /** `name`, `property`, `itemprop` or `http-equiv` in lower case, and `content`, in document order. */
  metas: { key: string; content: string }[];
  links: { rel: string; href: string; hreflang: string }[];
  /** The bodies of `application/ld+json` scripts, as written. */
  jsonLd: string[];
  /** The bodies of the other inline scripts; only looked at when nothing else tells a date. */
  scripts: string[];
  scriptElements: number;
  titleElement: string;
  language: string;
}

const UNSEEN = new Set(["style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "textarea", "select", "map", "datalist"]);
const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "keygen", "frame"]);
const MAX_SCRIPT_CHARACTERS = 400_000;
const MAX_HINT_CHARACTERS = 240;
/** Deeper elements are hung under the last one that fits, so that no walk over the tree can exhaust the stack. */
const MAX_DEPTH = 500;

function createElement(name: string, attributes: Record<string, string>, parent: PageElement | null, order: number): PageElement {
  const named = attributes["class"] ?? "";
  const hint = `${named} ${attributes["id"] ?? ""} ${attributes["role"] ?? ""}`.slice(0, MAX_HINT_CHARACTERS).toLowerCase().trim();
  return { name, attributes, children: [], parent, order, hint };
}

/**
 * Parses a page once, linearly, into a light tree without scripts, styles and embedded media.
 * The caller bounds depth and number of elements first (see `prescanHtml`).
 */
export function parsePage(source: string): Page {
  const html = createElement("html", {}, null, 0);
  const page: Page = { html, body: html, metas: [], links: [], jsonLd: [], scripts: [], scriptElements: 0, titleElement: "", language: "" };
  let order = 1;
  let current = html;
  let body: PageElement | null = null;
  /** While positive, everything is inside an element whose content nobody sees. */
  let unseen = 0;
  let depth = 0;
  let tooDeep = 0;
  let capture: "json" | "script" | "template" | "title" | null = null;
  let captured = "";
  let scriptCharacters = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (unseen > 0) {
        if (!VOID.has(name)) unseen++;
        return;
      }
      if (name === "meta") {
        const content = attributes["content"];
        const key = attributes["property"] ?? attributes["name"] ?? attributes["itemprop"] ?? attributes["http-equiv"];
        if (content !== undefined && key !== undefined) page.metas.push({ key: key.toLowerCase().trim(), content });
        if (attributes["itemprop"] !== undefined && body !== null) current.children.push(createElement(name, attributes, current, order++));
        return;
      }
      if (name === "link") {
        if (attributes["href"] !== undefined && attributes["rel"] !== undefined) {
          page.links.push({ rel: attributes["rel"].toLowerCase(), href: attributes["href"], hreflang: attributes["hreflang"] ?? "" });
        }
        return;
      }
      if (name === "script") {
        page.scriptElements++;
        const type = attributes["type"] ?? "";
        capture = /ld\+json/i.test(type) ? "json" : /^text\/(?:x-)?(?:template|html)/i.test(type) ? "template" : "script";
        captured = "";
        return;
      }
      if (name === "title" && page.titleElement === "" && body === null) {
        capture = "title";
        captured = "";
        return;
      }
      if (name === "html") {
        if (attributes["lang"] !== undefined || attributes["xml:lang"] !== undefined) page.language ||= attributes["lang"] ?? attributes["xml:lang"] ?? "";
        html.attributes = attributes;
        return;
      }
      if (UNSEEN.has(name)) {
        if (!VOID.has(name)) unseen = 1;
        return;
      }
      const element = createElement(name, attributes, current, order++);
      current.children.push(element);
      if (name === "body" && body === null) body = element;
      if (VOID.has(name)) return;
      if (depth === MAX_DEPTH) tooDeep++;
      else {
        current = element;
        depth++;
      }
    },
    ontext(text) {
      if (capture !== null) captured += text;
      else if (unseen === 0) current.children.push(text);
    },
    onclosetag(name) {
      if (capture !== null && (name === "script" || name === "title")) {
        if (capture === "json") page.jsonLd.push(captured);
        else if (capture === "title") page.titleElement = captured;
        else if (capture === "template") order = graftTemplate(captured, current, order);
        else if (scriptCharacters < MAX_SCRIPT_CHARACTERS && captured.length > 0) {
          page.scripts.push(captured.slice(0, MAX_SCRIPT_CHARACTERS - scriptCharacters));
          scriptCharacters += captured.length;
        }
        capture = null;
        return;
      }
      if (unseen > 0) {
        if (!VOID.has(name)) unseen--;
        return;
      }
      if (VOID.has(name) || name === "html" || name === "script" || name === "meta" || name === "link") return;
      if (tooDeep > 0) tooDeep--;
      else if (current.name === name && current.parent !== null) {
        current = current.parent;
        depth--;
      }
    },
  }, { decodeEntities: true, lowerCaseTags: true });
  parser.end(source);
  page.body = body ?? html;
  return page;
}

/** Some systems deliver the article itself as a template that a script puts in place; it is hung where it stands. */
function graftTemplate(source: string, parent: PageElement, order: number): number {
  if (source.length < 400 || source.includes("{{") || source.includes("<%") || !/<p[\s>]/i.test(source) || !prescanHtml(source).ok) return order;
  let next = order;
  const { html } = parsePage(source.replace(/<script\b/gi, "<noscript"));
  walkElements(html, (element) => {
    element.order = next++;
  });
  for (const child of html.children) {
    if (typeof child !== "string") child.parent = parent;
    parent.children.push(child);
  }
  return next;
}

const INLINE = new Set(["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "rt", "ruby", "rb", "rp"]);

/** Whether an element runs inside a line of text instead of starting a new one. */
export function isInline(element: PageElement): boolean {
  return INLINE.has(element.name);
}

/** Calls `visit` for an element and all below it in document order; `false` keeps it out of the element's children. */
export function walkElements(element: PageElement, visit: (element: PageElement) => boolean | void): void {
  if (visit(element) === false) return;
  for (const child of element.children) if (typeof child !== "string") walkElements(child, visit);
}

/** All elements for which `test` holds, in document order, at most `limit`. */
export function findElements(root: PageElement, test: (element: PageElement) => boolean, limit = Infinity): PageElement[] {
  const found: PageElement[] = [];
  walkElements(root, (element) => {
    if (found.length >= limit) return false;
    if (test(element)) found.push(element);
    return true;
  });
  return found;
}

/** Text of an element with white space collapsed, one blank where a block begins or ends; reading stops at `limit` characters. */
export function textOf(element: PageElement, limit = Infinity): string {
  const parts: string[] = [];
  collectText(element, parts, limit);
  return parts.join("").replace(/[\s\u200b\ufeff]+/g, " ").trim();
}

/** Collects text and returns how much of the limit is left. */
function collectText(element: PageElement, parts: string[], limit: number): number {
  let left = limit;
  for (const child of element.children) {
    if (left <= 0) break;
    if (typeof child === "string") {
      parts.push(left < child.length ? child.slice(0, left) : child);
      left -= child.length;
    } else if (isInline(child)) left = collectText(child, parts, left);
    else {
      parts.push(" ");
      left = collectText(child, parts, left);
      parts.push(" ");
    }
  }
  return left;
}

/** Whether `ancestor` is the element itself or above it. */
export function isInside(element: PageElement, ancestor: PageElement): boolean {
  for (let at: PageElement | null = element; at !== null; at = at.parent) if (at === ancestor) return true;
  return false;
}
