import type { MarkupElement } from "./markup-tree";

/**
 * An absolute http address from what a feed wrote; null when it is none. A complete address stays as the publisher
 * spelled it, because readers elsewhere recognise articles by it; canonical forms are made later.
 */
export function resolveAddress(written: string | null | undefined, base: string): string | null {
  const trimmed = (written ?? "").trim();
  if (trimmed === "" || trimmed.length > 8_000) return null;
  try {
    if (/^https?:\/\//i.test(trimmed)) {
      const absolute = new URL(trimmed);
      return /\s/.test(trimmed) ? absolute.href : trimmed;
    }
    const resolved = new URL(trimmed, base);
    return resolved.protocol === "http:" || resolved.protocol === "https:" ? resolved.href : null;
  } catch {
    return null;
  }
}

/** Whether a text is a complete web address by itself. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text.trim());
}

/** The `xml:base` in force at an element, resolved outwards in; null when nobody declared one. */
export function declaredBase(element: MarkupElement, documentUrl: string): string | null {
  const bases: string[] = [];
  for (let at: MarkupElement | null = element; at; at = at.parent) {
    const base = at.attributes.get("xml:base");
    if (base) bases.unshift(base);
  }
  if (bases.length === 0) return null;
  return bases.reduce((outer, base) => resolveAddress(base, outer) ?? outer, documentUrl);
}
