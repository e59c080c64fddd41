import { FeedError } from "./feed-error";

/** What the scan reports. Names and attribute values are as written: no case folding, no references decoded. */
export interface MarkupEvents {
  onOpen(name: string, attributes: [name: string, rawValue: string][], selfClosing: boolean): void;
  onClose(name: string): void;
  /** `raw` text still holds its character references; a CDATA section holds none. */
  onText(raw: string, isCdata: boolean): void;
}

/** Far above real feeds and lists (the largest sitemaps hold 50,000 addresses), far below what hurts. */
export const markupLimits = { elements: 400_000, attributes: 1_000_000, attributesPerElement: 1_000 };

const markupStart = /[!?/A-Za-z_:\u0080-\uffff]/;
const tagName = /[^\s<>/="']+/y;
const attributeName = /[\s/"']*([^\s<>/="']+)(\s*=\s*)?/y;
const unquotedValue = /[^\s<>"']*/y;
const tagTail = /[\s/"'=]*/y;

/**
 * Walks XML once, from left to right, and always finds its way back at the next `<`: readers are expected
 * to show a feed whose author forgot a bracket, a quotation mark or the end of a CDATA section.
 * Document type declarations are skipped whole, so no entity is ever defined. Time is linear in the input.
 *
 * @throws FeedError `too-many-parts` beyond `markupLimits`.
 */
export function scanMarkup(source: string, events: MarkupEvents): void {
  const find = createForwardFinder(source);
  let elements = 0;
  let attributes = 0;
  let subsetSeen = false;
  let lastOpened = "";
  let at = 0;
  let textStart = 0;

  const skipPast = (needle: string, from: number): number => {
    const found = find(needle, from);
    return found >= 0 ? found + needle.length : endOfBracket(source, from, find);
  };

  while (at < source.length) {
    const open = find("<", at);
    if (open < 0) break;
    const next = source.charAt(open + 1);
    if (!markupStart.test(next)) {
      at = open + 1;
      continue;
    }
    if (open > textStart) events.onText(source.slice(textStart, open), false);

    if (next === "!") {
      if (source.startsWith("<!--", open)) at = skipPast("-->", open + 4);
      else if (source.slice(open, open + 9).toUpperCase() === "<![CDATA[") {
        const section = endOfCdata(source, open + 9, lastOpened, find);
        events.onText(source.slice(open + 9, section.contentEnd), true);
        at = section.end;
      } else if (!subsetSeen && /^<!doctype/i.test(source.slice(open, open + 9))) {
        subsetSeen = true;
        at = endOfDoctype(source, open, find);
      } else at = endOfBracket(source, open, find);
    } else if (next === "?") at = skipPast("?>", open + 2);
    else if (next === "/") {
      tagName.lastIndex = open + 2;
      const name = tagName.exec(source)?.[0] ?? "";
      if (name) events.onClose(name);
      at = endOfClosingTag(source, open + 2 + name.length, find);
    } else {
      tagName.lastIndex = open + 1;
      const name = tagName.exec(source)?.[0] ?? "";
      const tag = readAttributes(source, open + 1 + name.length, find);
      at = tag.end;
      elements += 1;
      attributes += tag.attributes.length;
      if (elements > markupLimits.elements || attributes > markupLimits.attributes || tag.attributes.length > markupLimits.attributesPerElement) {
        throw new FeedError("too-many-parts", "This file has far more parts than any real feed, so it was not read.");
      }
      if (!tag.selfClosing) lastOpened = name;
      events.onOpen(name, tag.attributes, tag.selfClosing);
    }
    textStart = at;
  }
  if (textStart < source.length) events.onText(source.slice(textStart), false);
}

type Find = (needle: string, from: number) => number;

/** `indexOf` for a position that only moves forward: it remembers each needle's next place, so that a needle which is far away or absent is looked for once. */
function createForwardFinder(source: string): Find {
  const places = new Map<string, number>();
  return (needle, from) => {
    const known = places.get(needle);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = source.indexOf(needle, from);
    places.set(needle, found);
    return found;
  };
}

function endOfBracket(source: string, from: number, find: Find): number {
  const close = find(">", from);
  return close < 0 ? source.length : close + 1;
}

/**
 * A section without an end of its own stops where its element closes, or else where the next section begins, so that
 * one slip does not swallow the rest of the feed. An end that stands behind both is another section's.
 */
function endOfCdata(source: string, from: number, element: string, find: Find): { contentEnd: number; end: number } {
  const end = find("]]>", from);
  const nextSection = find("<![CDATA[", from);
  const isCertain = end >= 0 && (nextSection < 0 || end < nextSection);
  if (isCertain) return { contentEnd: end, end: end + 3 };
  const limit = nextSection < 0 ? source.length : nextSection;
  for (let close = find("</", from); close >= 0 && close < limit; close = find("</", close + 2)) {
    if (source.startsWith(element, close + 2)) return { contentEnd: close, end: close };
  }
  return end >= 0 ? { contentEnd: end, end: end + 3 } : { contentEnd: limit, end: limit };
}

function endOfClosingTag(source: string, from: number, find: Find): number {
  const open = find("<", from);
  const close = endOfBracket(source, from, find);
  return open >= 0 && open < close ? open : close;
}

/** The end of `<!DOCTYPE ... [ ... ]>` with its internal subset. */
function endOfDoctype(source: string, open: number, find: Find): number {
  const end = endOfBracket(source, open, find);
  const subset = find("[", open);
  if (subset < 0 || subset > end) return end;
  const subsetEnd = /\]\s*>/g;
  subsetEnd.lastIndex = subset;
  return subsetEnd.exec(source) ? subsetEnd.lastIndex : end;
}

function readAttributes(source: string, from: number, find: Find): { attributes: [string, string][]; selfClosing: boolean; end: number } {
  const attributes: [string, string][] = [];
  let at = from;
  while (attributes.length <= markupLimits.attributesPerElement) {
    attributeName.lastIndex = at;
    const match = attributeName.exec(source);
    if (!match) break;
    const value = match[2] === undefined ? { text: "", end: attributeName.lastIndex } : readValue(source, attributeName.lastIndex, find);
    attributes.push([match[1] ?? "", value.text]);
    at = value.end;
  }
  tagTail.lastIndex = at;
  const tail = tagTail.exec(source)?.[0] ?? "";
  at += tail.length;
  // Anything but a bracket here is the next tag: this one was never finished and ends where that begins.
  return { attributes, selfClosing: tail.trimEnd().endsWith("/"), end: source.charAt(at) === ">" ? at + 1 : at };
}

function readValue(source: string, from: number, find: Find): { text: string; end: number } {
  const quote = source.charAt(from);
  const end = quote === '"' || quote === "'" ? endOfQuoted(source, from + 1, quote, find) : -1;
  if (end >= 0) return { text: source.slice(from + 1, end), end: end + 1 };
  unquotedValue.lastIndex = from;
  const text = unquotedValue.exec(source)?.[0] ?? "";
  return { text, end: from + text.length };
}

/** Where a quoted value ends; descriptions are often pasted in with their own markup, whose quotes do not count. */
function endOfQuoted(source: string, from: number, quote: string, find: Find): number {
  const first = find(quote, from);
  let end = first;
  let partStart = from;
  while (end >= 0 && endsInsideTag(source.slice(partStart, end))) {
    const tagEnd = find(">", end);
    if (tagEnd < 0) return first;
    partStart = tagEnd + 1;
    end = find(quote, partStart);
  }
  return end >= 0 ? end : first;
}

/** Whether a quotation mark after this text opens a value inside markup, as in `see <a href=`. */
function endsInsideTag(text: string): boolean {
  const open = text.lastIndexOf("<");
  return open >= 0 && open > text.lastIndexOf(">") && /^[a-z]/i.test(text.slice(open + 1, open + 2)) && text.trimEnd().endsWith("=");
}
