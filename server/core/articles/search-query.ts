import { tokenise } from "@/server/core/text/tokenise";
import { cutLexeme } from "@/server/core/themes/candidate-query";

interface SearchTerm {
  word: string;
  /** Any word that begins so. */
  isPrefix: boolean;
}

/** What a search box asks for: all must stand, in any order; `word*` is a prefix. Empty when nothing in it is a word. */
function searchTerms(input: string): SearchTerm[] {
  return input.split(/\s+/).flatMap((part) => {
    const { words } = tokenise(part);
    return words.map((word, i) => ({ word: cutLexeme(word), isPrefix: part.endsWith("*") && i === words.length - 1 }));
  });
}

/** A search box's words as a tsquery over an article's own tokens; null when nothing in the input is a word. */
export function searchQuery(input: string): string | null {
  const terms = searchTerms(input).map(({ word, isPrefix }) => `'${word.replace(/['\\]/g, "$&$&")}'${isPrefix ? ":*" : ""}`);
  return terms.length > 0 ? terms.join(" & ") : null;
}

/** Whether the same words stand in an article, read from its text: for those that have too many words for a tsvector. */
export function holdsWords(input: string, article: { title: string; text: string }): boolean {
  const terms = searchTerms(input);
  const words = new Set([article.title, article.text].flatMap((text) => tokenise(text).words.map(cutLexeme)));
  return terms.length > 0 && terms.every(({ word, isPrefix }) => words.has(word) || (isPrefix && [...words].some((own) => own.startsWith(word))));
}
