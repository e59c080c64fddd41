import { tokenise } from "@/server/core/text/tokenise";

/**
 * A search box's words as a tsquery over an article's own tokens: all must stand, in any order; `word*` is a prefix.
 * Null when nothing in the input is a word.
 */
export function searchQuery(input: string): string | null {
  const terms: string[] = [];
  for (const part of input.split(/\s+/)) {
    const isPrefix = part.endsWith("*");
    const words = tokenise(part).words;
    words.forEach((word, i) => terms.push(`'${word.replace(/['\\]/g, "$&$&")}'${isPrefix && i === words.length - 1 ? ":*" : ""}`));
  }
  return terms.length > 0 ? terms.join(" & ") : null;
}
