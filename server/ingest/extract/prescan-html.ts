/** Bounds of a page that a parser may see. Of 1,500 real news pages the largest had 6,749 elements, the deepest 48 levels. */
export const PAGE_LIMITS = {
  characters: 20_000_000,
  elements: 60_000,
  depth: 300,
  /** Open elements of every kind, with those whose end tag may be left out: pages of lists without end tags are read. */
  unclosed: 10_000,
  attributesPerElement: 250,
  attributes: 300_000,
  openTagCharacters: 2_000_000,
} as const;

export type PrescanReason = "page_too_large" | "too_many_elements" | "nested_too_deep" | "too_many_attributes" | "tag_too_long";

export type PrescanResult = { ok: true; elements: number; depth: number } | { ok: false; reason: PrescanReason; message: string };

const MESSAGES: Record<PrescanReason, string> = {
  page_too_large: "The page is too large to read.",
  too_many_elements: "The page has too many elements to be read safely.",
  nested_too_deep: "The page's elements are nested too deeply to be read safely.",
  too_many_attributes: "The page's elements carry too many attributes to be read safely.",
  tag_too_long: "The page holds a single tag that is too long to be read safely.",
};

const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "keygen", "frame"]);
/** Their end tags may be left out, so they do not count towards depth. */
const END_OPTIONAL = new Set(["p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body", "rp", "rt", "rb"]);
const RAW_TEXT = new Set(["script", "style", "textarea", "title", "xmp", "noembed", "noframes", "plaintext"]);

function refuse(reason: PrescanReason): PrescanResult {
  return { ok: false, reason, message: MESSAGES[reason] };
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/**
 * Looks over a page once, without building anything, and refuses what would make a parser slow or hungry:
 * depth, number of elements, attributes. Every character is passed a constant number of times.
 */
export function prescanHtml(html: string): PrescanResult {
  const length = html.length;
  if (length > PAGE_LIMITS.characters) return refuse("page_too_large");
  let elements = 0;
  let attributes = 0;
  let depth = 0;
  let deepest = 0;
  let unclosed = 0;
  /** Inside drawings `<path/>` ends itself; in HTML the slash means nothing. */
  let drawings = 0;
  let at = html.indexOf("<");
  while (at >= 0 && at < length) {
    const code = html.charCodeAt(at + 1);
    if (code === 33) at = skipDeclaration(html, at);
    else if (code === 47) {
      const end = html.indexOf(">", at);
      if (isLetter(html.charCodeAt(at + 2))) {
        if (unclosed > 0) unclosed--;
        const name = nameAt(html, at + 2);
        if (depth > 0 && !END_OPTIONAL.has(name)) depth--;
        if (drawings > 0 && (name === "svg" || name === "math")) drawings--;
      }
      at = end < 0 ? length : end + 1;
    } else if (isLetter(code)) {
      if (++elements > PAGE_LIMITS.elements) return refuse("too_many_elements");
      const name = nameAt(html, at + 1);
      const tag = scanTag(html, at + 1 + name.length);
      if (tag.attributes > PAGE_LIMITS.attributesPerElement || (attributes += tag.attributes) > PAGE_LIMITS.attributes) return refuse("too_many_attributes");
      if (tag.end - at > PAGE_LIMITS.openTagCharacters) return refuse("tag_too_long");
      at = tag.end;
      if (RAW_TEXT.has(name)) at = skipRawText(html, at, name);
      else if (!VOID.has(name) && !(drawings > 0 && tag.selfClosing)) {
        if (name === "svg" || name === "math") drawings++;
        unclosed++;
        if (!END_OPTIONAL.has(name) && ++depth > deepest) deepest = depth;
        if (depth > PAGE_LIMITS.depth || unclosed > PAGE_LIMITS.unclosed) return refuse("nested_too_deep");
      }
    } else at++;
    at = html.indexOf("<", at);
  }
  return { ok: true, elements, depth: deepest };
}

function nameAt(html: string, from: number): string {
  let end = from;
  const stop = Math.min(html.length, from + 40);
  while (end < stop) {
    const code = html.charCodeAt(end);
    if (isBlank(code) || code === 62 || code === 47) break;
    end++;
  }
  return html.slice(from, end).toLowerCase();
}

function skipDeclaration(html: string, at: number): number {
  if (html.startsWith("<!--", at)) {
    const end = html.indexOf("-->", at + 4);
    return end < 0 ? html.length : end + 3;
  }
  const end = html.indexOf(">", at);
  return end < 0 ? html.length : end + 1;
}

/** Counts the attributes of an open tag by their beginnings and finds its end; `>` inside quotes does not end it. */
function scanTag(html: string, from: number): { end: number; attributes: number; selfClosing: boolean } {
  let attributes = 0;
  let inName = false;
  let at = from;
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (code === 62) return { end: at + 1, attributes, selfClosing: html.charCodeAt(at - 1) === 47 };
    if (code === 61) {
      at = skipValue(html, at + 1);
      inName = false;
      continue;
    }
    if (isBlank(code) || code === 47) inName = false;
    else if (!inName) {
      inName = true;
      attributes++;
    }
    at++;
  }
  return { end: html.length, attributes, selfClosing: false };
}

function skipValue(html: string, from: number): number {
  let at = from;
  while (at < html.length && isBlank(html.charCodeAt(at))) at++;
  const quote = html.charCodeAt(at);
  if (quote === 34 || quote === 39) {
    const end = html.indexOf(quote === 34 ? '"' : "'", at + 1);
    return end < 0 ? html.length : end + 1;
  }
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (isBlank(code) || code === 62) break;
    at++;
  }
  return at;
}

function skipRawText(html: string, from: number, name: string): number {
  let at = html.indexOf("</", from);
  while (at >= 0) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
    at = html.indexOf("</", at + 2);
  }
  return html.length;
}
