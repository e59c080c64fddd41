import { createHash } from "node:crypto";
import { parseFeedDate } from "./feed-date";
import { FeedError } from "./feed-error";
import { looseText, looseTitle, tidyLine } from "./feed-text";
import { childrenNamed, isElement, rawText, type MarkupElement } from "./markup-tree";
import type { FeedEntry } from "./parsed-feed";

const titleLimit = 100;
/** Longer than any byline; it also keeps the patterns below cheap. */
const nameLimit = 400;

/** The first child with one of these names, in the order of `names`, whose text is not blank. */
export function firstField(element: MarkupElement, ...names: string[]): string | null {
  for (const name of names) {
    for (const child of childrenNamed(element, name)) {
      const text = rawText(child);
      if (text.trim() !== "") return text;
    }
  }
  return null;
}

export function firstTitle(element: MarkupElement, ...names: string[]): string | null {
  const written = firstField(element, ...names);
  return written === null ? null : looseTitle(written) || null;
}

/** Plain text of the first named field; markup that the publisher did not escape keeps its line breaks. */
export function firstText(element: MarkupElement, ...names: string[]): string | null {
  for (const name of names) {
    for (const child of childrenNamed(element, name)) {
      const text = looseText(markupText(child));
      if (text !== "") return text;
    }
  }
  return null;
}

/** The first of these fields that holds a readable date. */
export function firstDate(element: MarkupElement, ...names: string[]): string | null {
  for (const name of names) {
    for (const child of childrenNamed(element, name)) {
      const date = parseFeedDate(rawText(child));
      if (date !== null) return date;
    }
  }
  return null;
}

const lineBreaking = /^(?:br|p|div|li|h[1-6]|tr|blockquote|pre|section|article|table|ul|ol)$/;

/** Character data below an element, with line breaks where unescaped markup had blocks. */
export function markupText(element: MarkupElement): string {
  return element.children
    .map((child) => {
      if (!isElement(child)) return child;
      if (child.name === "script" || child.name === "style") return "";
      return lineBreaking.test(child.name) ? `\n${markupText(child)}\n` : markupText(child);
    })
    .join("");
}

/** `ann@example.org (Ann Lee)` and `Ann Lee (mailto:...)` are Ann Lee. */
export function personName(written: string): string | null {
  const text = tidyLine(looseText(written.slice(0, nameLimit)));
  const named = /^\S+@\S+\s*\((.+)\)$/.exec(text)?.[1] ?? /^(.+?)\s*[(<](?:mailto:)?\S+@\S+[)>]$/.exec(text)?.[1] ?? text;
  return named.trim() || null;
}

/** Several names as one byline, each once. */
export function joinNames(names: (string | null)[]): string | null {
  return [...new Set(names.filter((name) => name !== null && name !== ""))].join(", ") || null;
}

/** Twice what a sitemap may hold. */
const maxEntries = 100_000;

/** An entry before its last fields are settled. */
export interface EntryDraft extends Omit<FeedEntry, "id" | "title"> {
  id: string | null;
  title: string | null;
}

/**
 * Gives each entry a title (its first words, else its address) and a key. A key that a publisher put on several
 * different entries tells none of them apart, so their addresses are added.
 *
 * @throws FeedError `too-many-parts` beyond `maxEntries`.
 */
export function settleEntries(drafts: EntryDraft[]): FeedEntry[] {
  if (drafts.length > maxEntries) throw new FeedError("too-many-parts", "This file has far more entries than any real feed, so it was not read.");
  const addressesByKey = new Map<string, Set<string | null>>();
  for (const { id, url } of drafts) {
    if (id === null) continue;
    const addresses = addressesByKey.get(id) ?? new Set();
    addressesByKey.set(id, addresses.add(url));
  }
  return drafts.map((draft) => {
    const shared = draft.id !== null && (addressesByKey.get(draft.id)?.size ?? 0) > 1;
    const key = shared && draft.url ? `${draft.id} ${draft.url}` : (draft.id ?? draft.url ?? keyOfWords(draft));
    return { ...draft, id: key, title: draft.title ?? firstWords(draft.summary ?? draft.contentText) ?? draft.url ?? "" };
  });
}

function keyOfWords(draft: EntryDraft): string {
  const words = JSON.stringify([draft.title, draft.publishedAt, draft.summary, draft.contentText]);
  return `sha256:${createHash("sha256").update(words).digest("hex")}`;
}

function firstWords(text: string | null): string | null {
  const line = tidyLine(text ?? "");
  if (line.length <= titleLimit) return line || null;
  const cut = line.slice(0, titleLimit);
  return `${cut.replace(/[\ud800-\udbff]$/, "").replace(/\s+\S*$/, "")}…`;
}
