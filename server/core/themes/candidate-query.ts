import { foldWord } from "@/server/core/text/fold-word";
import { tokenise } from "@/server/core/text/tokenise";
import type { ArticleText } from "@/server/core/themes/prepare-article";
import type { Rule, Term, WordPattern } from "@/server/core/themes/rule";
import { splitPattern } from "@/server/core/themes/word-index";

/** A tsvector refuses lexemes of 2 KB; a word of more letters than this is cut on both sides of the comparison. */
const LONGEST_LEXEME = 400;
/** A tsvector ends at 1 MB; PostgreSQL keeps each lexeme's bytes one after the other. */
const MOST_LEXEME_BYTES = 1_000_000;

/** What an article must have among its lexemes for a rule to be able to hold. */
export type CandidateQuery =
  | { readonly kind: "lexeme"; readonly text: string; readonly prefix: boolean }
  | { readonly kind: "and" | "or"; readonly parts: readonly CandidateQuery[] };

/**
 * The distinct folded words of title and text, for `array_to_tsvector`. `null` when they would not fit into a tsvector:
 * such an article is a candidate for every rule.
 */
export function lexemesOf(article: ArticleText): string[] | null {
  const lexemes = new Set<string>();
  for (const text of [article.title, article.text]) for (const word of tokenise(text).words) lexemes.add(cutLexeme(word));
  let bytes = 0;
  for (const lexeme of lexemes) bytes += utf8Length(lexeme);
  return bytes > MOST_LEXEME_BYTES ? null : [...lexemes];
}

/**
 * A necessary condition of the rule over lexemes: every article on which the rule holds satisfies it (never the other
 * way round). `null`: the rule cannot be narrowed, all articles are candidates.
 */
export function candidateQuery(rule: Rule): CandidateQuery | null {
  switch (rule.kind) {
    case "term":
      return termQuery(rule);
    case "and":
      return join("and", rule.parts.map(candidateQuery).filter((part) => part !== null));
    case "or": {
      const parts = rule.parts.map(candidateQuery);
      return parts.includes(null) ? null : join("or", parts.filter((part) => part !== null));
    }
    case "not":
      return null;
    case "near":
      return join("and", [rule.left, rule.right].map(candidateQuery).filter((part) => part !== null));
    case "scope":
    case "atleast":
      return candidateQuery(rule.part);
  }
}

/** The query as PostgreSQL reads it after `::tsquery`: quoted lexemes, `:*` for prefixes. */
export function printTsquery(query: CandidateQuery): string {
  if (query.kind === "lexeme") return `'${query.text.replace(/['\\]/gu, "$&$&")}'${query.prefix ? ":*" : ""}`;
  return `(${query.parts.map(printTsquery).join(query.kind === "and" ? " & " : " | ")})`;
}

/** Whether a set of lexemes satisfies a query, as PostgreSQL's `@@` decides it. */
export function satisfiesQuery(lexemes: ReadonlySet<string>, query: CandidateQuery): boolean {
  if (query.kind !== "lexeme") {
    const satisfied = (part: CandidateQuery) => satisfiesQuery(lexemes, part);
    return query.kind === "and" ? query.parts.every(satisfied) : query.parts.some(satisfied);
  }
  if (!query.prefix) return lexemes.has(query.text);
  for (const lexeme of lexemes) if (lexeme.startsWith(query.text)) return true;
  return false;
}

function termQuery(term: Term): CandidateQuery | null {
  return join("and", term.words.map(wordQuery).filter((part) => part !== null));
}

function wordQuery(word: WordPattern): CandidateQuery | null {
  const { prefix, wild } = splitPattern(foldWord(word.text));
  const text = cutLexeme(prefix);
  return text === "" ? null : { kind: "lexeme", text, prefix: wild };
}

function join(kind: "and" | "or", parts: readonly CandidateQuery[]): CandidateQuery | null {
  const seen = new Map(parts.flatMap((part) => (part.kind === kind ? part.parts : [part])).map((part) => [printTsquery(part), part] as const));
  const [only] = seen.values();
  if (!only) return null;
  return seen.size === 1 ? only : { kind, parts: [...seen.values()] };
}

/** Cuts by code points, so that a cut prefix is a prefix of the cut word in bytes as well. */
export function cutLexeme(word: string): string {
  return word.length <= LONGEST_LEXEME ? word : Array.from(word.slice(0, LONGEST_LEXEME * 2)).slice(0, LONGEST_LEXEME).join("");
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
