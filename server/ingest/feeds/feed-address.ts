import type { MarkupElement } from "./markup-tree";

const longest = 8_000;

/**
 * An absolute http address from what a feed wrote; null when it is none. A complete address stays as the publisher
 * spelled it, because readers elsewhere recognise articles by it; canonical forms are made later.
 */
export function resolveAddress(written: string | null | undefined, base: string): string | null {
  // Escaped once too often, as many generators do; no address means these five signs.
  const trimmed = (written ?? "").trim().replaceAll("&amp;", "&");
  if (trimmed === "" || trimmed.length > longest) return null;
  try {
    if (/^https?:\/\//i.test(trimmed)) {
      const absolute = new URL(trimmed);
      return /\s/.test(trimmed) ? absolute.href : trimmed;
    }
    const resolved = new URL(trimmed, base);
    const isWeb = resolved.protocol === "http:" || resolved.protocol === "https:";
    return isWeb && resolved.href.length <= longest ? resolved.href : null;
  } catch {
    return null;
  }
}

/** Whether a text is a complete web address by itself. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text.trim());
}

const knownBases = new WeakMap<MarkupElement, string | null>();

/** The `xml:base` in force at an element, resolved outwards in; null when nobody declared one. */
export function declaredBase(element: MarkupElement, documentUrl: string): string | null {
  const known = knownBases.get(element);
  if (known !== undefined) return known;
  const outer = element.parent ? declaredBase(element.parent, documentUrl) : null;
  const own = resolveAddress(element.attributes.get("xml:base"), outer ?? documentUrl);
  const base = own ?? outer;
  knownBases.set(element, base);
  return base;
}
