import { scanHtml } from "./scan-html";

/** 0x80-0x9f of windows-1252; the five undefined ones stay themselves. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const reference = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y;
const namedReferences = new Map<string, string>();

/**
 * Decodes the references of XML and, as readers expect, HTML's named ones. Only complete references count, so an
 * address such as `?a=1&copy=2` stays whole, and a name that HTML does not know stays as written: documents
 * cannot define their own.
 */
export function decodeReferences(raw: string): string {
  let decoded = "";
  let from = 0;
  for (let at = raw.indexOf("&"); at >= 0; at = raw.indexOf("&", Math.max(from, at + 1))) {
    reference.lastIndex = at;
    if (!reference.test(raw)) continue;
    decoded += raw.slice(from, at) + decodeReference(raw.slice(at, reference.lastIndex));
    from = reference.lastIndex;
  }
  return from === 0 ? raw : decoded + raw.slice(from);
}

function decodeReference(written: string): string {
  if (written[1] !== "#") return decodeName(written);
  const isHexadecimal = /[xX]/.test(written[2] ?? "");
  return characterOf(isHexadecimal ? Number.parseInt(written.slice(3), 16) : Number.parseInt(written.slice(2), 10));
}

function characterOf(point: number): string {
  if (point >= 0x80 && point <= 0x9f) return windows1252.charAt(point - 0x80);
  return point === 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? "\ufffd" : String.fromCodePoint(point);
}

function decodeName(written: string): string {
  const known = namedReferences.get(written);
  if (known !== undefined) return known;
  let decoded = "";
  scanHtml(written, { onText: (text) => (decoded += text) });
  // HTML's names are few; the names that it does not know are without end and must not fill the memory.
  if (!decoded.endsWith(";")) namedReferences.set(written, decoded);
  return decoded.endsWith(";") ? written : decoded;
}

/** Control characters 0x80-0x9f are never meant: they are windows-1252 punctuation that was labelled as something else. Others are dropped. */
function mendCharacters(text: string): string {
  return text
    .replace(/[\u0080-\u009f]/g, (character) => windows1252.charAt(character.charCodeAt(0) - 0x80))
    // oxlint-disable-next-line no-control-regex -- control characters are what this removes
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff\ufffe\uffff]/g, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

const blocks = new Set(
  "address article aside blockquote br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split(" "),
);
const hidden = new Set("applet audio canvas head iframe map math noembed noframes noscript object script select style svg template textarea title video".split(" "));
const voidElements = new Set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split(" "));
const inline = "a abbr acronym b bdi bdo big blink body button caption cite code colgroup data datalist del dfn dir em font frameset html i ins isindex kbd label legend mark marquee menu meter nobr optgroup output picture plaintext progress q rb rp rt ruby s samp slot small span strike strong sub sup time tt u var xmp".split(" ");
const htmlElements = new Set([...blocks, ...hidden, ...voidElements, ...inline]);
/** Only these lose their words with their tags in a title; a forgotten end tag of the others must not swallow it. */
const unspoken = new Set(["script", "style", "template"]);
const maxHeld = 10_000;

/**
 * The words of an HTML fragment, with a line break between blocks.
 *
 * @param options.keepUnknownTags a title such as `Vector<T> explained` or `</example>` means its brackets: only
 *   HTML's own tags are then taken away.
 */
export function htmlToText(html: string, options: { keepUnknownTags?: boolean } = {}): string {
  const parts: string[] = [];
  const silent = options.keepUnknownTags ? unspoken : hidden;
  let silencedBy: string | null = null;
  let silencedDepth = 0;
  let held: string[] = [];

  const onTag = (name: string, start: number, end: number): void => {
    if (silencedBy) return;
    if (blocks.has(name)) parts.push("\n");
    else if (options.keepUnknownTags && !htmlElements.has(name) && !/[-:]/.test(name)) parts.push(html.slice(start, end));
  };
  scanHtml(html, {
    onOpen(name, _attributes, start, end) {
      onTag(name, start, end);
      if (silencedBy === name) silencedDepth += 1;
      else if (!silencedBy && silent.has(name) && html.charAt(end - 2) !== "/") {
        silencedBy = name;
        silencedDepth = 1;
      }
    },
    onClose(name, start, end) {
      if (silencedBy === name) {
        silencedDepth -= 1;
        if (silencedDepth > 0) return;
        silencedBy = null;
        held = [];
      } else onTag(name, start, end);
    },
    onText(text) {
      (silencedBy ? held : parts).push(text);
    },
  });
  // An element that never ended hid the rest by mistake.
  if (silencedBy && !unspoken.has(silencedBy)) parts.push(...held.slice(0, maxHeld));
  return tidyText(parts.join(""));
}

/** Single spaces, trimmed lines, at most one empty line between paragraphs. */
export function tidyText(text: string): string {
  return mendCharacters(text)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

/** One line of words. */
export function tidyLine(text: string): string {
  return mendCharacters(text).replace(/\s+/g, " ").trim();
}

/** Text that may or may not be HTML, as RSS leaves open. */
export function looseText(text: string): string {
  return /[<&]/.test(text) ? htmlToText(text) : tidyText(text);
}

/** A title that may or may not be HTML. */
export function looseTitle(text: string): string {
  return tidyLine(/[<&]/.test(text) ? htmlToText(text, { keepUnknownTags: true }) : text);
}
