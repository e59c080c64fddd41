import { splitParagraphs, splitSentences } from "@/server/core/text/sentences";
import type { Rule, Term, WordPattern } from "@/server/core/themes/rule";

/**
 * What a rule means, in the plainest way and as slowly as need be. Shares nothing with the engine but the shape of a rule
 * and where sentences and paragraphs end.
 */

interface Word {
  written: string;
  folded: string;
  start: number;
  end: number;
}

/** A stretch of words [from, to) of one field. */
interface Stretch {
  field: "title" | "text";
  from: number;
  to: number;
}

/** An occurrence: words [from, to) of one field. */
export type Occurrence = Stretch;

interface Answer {
  holds: boolean;
  evidence: Occurrence[];
}

export interface OracleSpan {
  field: "title" | "text";
  start: number;
  end: number;
}

const INVISIBLE = "\\u00AD\\u034F\\u061C\\u0640\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFE00-\\uFE0F\\uFEFF";
const APOSTROPHE = "'`´\u0374ʹʻʼʽˈ՚׳‘’‛′ꞌ＇";
const LONE = "[\\p{Script_Extensions=Han}\\p{Script_Extensions=Hiragana}\\p{Script_Extensions=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]";
const letter = `(?:(?!${LONE})(?![${APOSTROPHE}${INVISIBLE}])\\p{L})`;
const mark = `(?:(?![${INVISIBLE}])\\p{M})`;
const skipped = `[${INVISIBLE}]*`;
const digit = `(?:(?!${LONE})\\p{N})`;
const run = `(?:${letter}|${digit})(?:${skipped}(?:${letter}|${digit}|${mark})|(?<=\\p{N}${mark}*)[.,](?=\\p{N})|${skipped}(?<=${letter}(?:${mark}|[${INVISIBLE}])*)[${APOSTROPHE}](?=${skipped}${letter}))*`;
const possessive = `(?:${skipped}[${APOSTROPHE}]${skipped}[sS](?!${skipped}(?:${letter}|${digit}|${mark}|[${APOSTROPHE}]${skipped}${letter})))?`;
const lone = `(?:(?=${LONE})(?![${APOSTROPHE}])[\\p{L}\\p{N}])(?:${skipped}${mark})*`;
const WORDS = new RegExp(`${lone}|${run}${possessive}`, "gu");
const ELIDED = new RegExp(`^(?:l|d|j|m|n|s|t|c|qu|lorsqu|puisqu|quoiqu|jusqu|dell|all|nell|dall|sull|coll|un|quest|quell|bell|sant)$`, "iu");

function oracleWords(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(WORDS)) {
    let start = found.index;
    let written = found[0];
    const final = new RegExp(`${skipped}[${APOSTROPHE}]${skipped}[sS]$`, "u").exec(written);
    if (final) written = written.slice(0, final.index);
    for (;;) {
      const cut = written.search(new RegExp(`[${APOSTROPHE}]`, "u"));
      const head = cut < 0 ? "" : written.slice(0, cut).replace(new RegExp(`${skipped}$`, "u"), "");
      if (cut < 0 || !ELIDED.test(head)) break;
      words.push({ written: head, folded: oracleFold(head), start, end: start + head.length });
      const rest = written.slice(cut + 1);
      const lead = new RegExp(`^${skipped}`, "u").exec(rest)?.[0].length ?? 0;
      start += cut + 1 + lead;
      written = rest.slice(lead);
    }
    words.push({ written, folded: oracleFold(written), start, end: start + written.length });
  }
  return words.filter((word) => word.folded !== "");
}

function clean(written: string): string {
  return written.replace(new RegExp(`[${INVISIBLE}]`, "gu"), "").replace(new RegExp(`[${APOSTROPHE}]`, "gu"), "'");
}

/** One sign for several letters that would each be a word stays itself; what falls out of other signs and is no part of a word goes. */
function unpack(written: string): string {
  const pieces = [...clean(written)].map((sign) => (/[ໜໝゟヿ]/u.test(sign) ? sign : sign.normalize("NFKD"))).join("");
  const letters = clean(pieces.replaceAll("ʼ", "")).replace(/[^\p{L}\p{N}\p{M}'.,*?]/gu, "").replace(/^'+|'+$/gu, "");
  return letters.replace(/(?<![\p{N}*?]\p{M}*)[.,]|[.,](?![\p{N}*?])/gu, "").normalize("NFC");
}

function oracleFold(written: string): string {
  const plain: [RegExp, string][] = [[/ß/gu, "ss"], [/æ/gu, "ae"], [/œ/gu, "oe"], [/ø/gu, "o"], [/ł/gu, "l"], [/[đð]/gu, "d"], [/ħ/gu, "h"], [/ı/gu, "i"], [/ŧ/gu, "t"], [/þ/gu, "th"], [/ς/gu, "σ"]];
  let folded = unpack(written).normalize("NFD").toLowerCase();
  folded = folded.replace(/([\p{Script=Latin}\p{Script=Greek}\p{N}])\p{M}+/gu, "$1");
  for (const [from, to] of plain) folded = folded.replace(from, to);
  return folded.normalize("NFC").replaceAll("ё", "е").replace(/(\p{Script=Cyrillic})[\u0300\u0301]+/gu, "$1");
}

function toRegExp(pattern: string): RegExp {
  const body = [...pattern].map((one) => (one === "*" ? ".*" : one === "?" ? "." : one.replace(/[.\\+^$()[\]{}|/-]/u, "\\$&"))).join("");
  return new RegExp(`^${body}$`, "su");
}

function wordFits(word: Word, pattern: WordPattern): boolean {
  if (pattern.exact) return toRegExp(unpack(pattern.text)).test(unpack(word.written));
  return toRegExp(oracleFold(pattern.text)).test(word.folded);
}

/** The oracle's verdict on one article: whether the rule holds and all its spans, in document order. */
export function askOracle(rule: Rule, article: { title: string; text: string }): { holds: boolean; spans: OracleSpan[] } {
  const fields = { title: oracleWords(article.title), text: oracleWords(article.text) };
  const whole = (field: "title" | "text"): Stretch => ({ field, from: 0, to: fields[field].length });

  function stretchesOf(scope: "sentence" | "paragraph" | "title", within: Stretch[]): Stretch[] {
    const title = whole("title");
    const spans = scope === "title" ? [] : scope === "sentence" ? splitSentences(article.text) : splitParagraphs(article.text);
    const inText = spans.map((span) => {
      const inside = fields.text.map((word, index) => ({ word, index })).filter(({ word }) => word.start >= span.start && word.end <= span.end);
      return { field: "text" as const, from: inside[0]?.index ?? 0, to: (inside.at(-1)?.index ?? -1) + 1 };
    });
    return [title, ...inText].flatMap((one) =>
      within.flatMap((outer) => {
        const cut = { field: one.field, from: Math.max(one.from, outer.from), to: Math.min(one.to, outer.to) };
        return one.field === outer.field && cut.from < cut.to ? [cut] : [];
      }),
    );
  }

  function occurrences(term: Term, within: Stretch[]): Occurrence[] {
    return within.flatMap(({ field, from, to }) => {
      const found: Occurrence[] = [];
      for (let at = from; at + term.words.length <= to; at += 1) {
        if (term.words.every((pattern, offset) => wordFits(fields[field][at + offset] as Word, pattern))) found.push({ field, from: at, to: at + term.words.length });
      }
      return found;
    });
  }

  const allOf = (operand: Rule, within: Stretch[]): Occurrence[] =>
    unique((operand.kind === "or" ? operand.parts : [operand]).flatMap((term) => (term.kind === "term" ? occurrences(term, within) : [])));

  function judge(one: Rule, within: Stretch[]): Answer {
    switch (one.kind) {
      case "term": {
        const evidence = occurrences(one, within);
        return { holds: evidence.length > 0, evidence };
      }
      case "and": {
        const parts = one.parts.map((part) => judge(part, within));
        return { holds: parts.every((part) => part.holds), evidence: parts.flatMap((part) => part.evidence) };
      }
      case "or": {
        const parts = one.parts.map((part) => judge(part, within)).filter((part) => part.holds);
        return { holds: parts.length > 0, evidence: parts.flatMap((part) => part.evidence) };
      }
      case "not":
        return { holds: !judge(one.part, within).holds, evidence: [] };
      case "near": {
        const pairs = allOf(one.left, within).flatMap((left) =>
          allOf(one.right, within).flatMap((right) => {
            const forward = right.from - (left.to - 1);
            const backward = left.from - (right.to - 1);
            const near = (forward >= 1 && forward <= one.distance) || (!one.ordered && backward >= 1 && backward <= one.distance);
            return left.field === right.field && near ? [left, right] : [];
          }),
        );
        return { holds: pairs.length > 0, evidence: pairs };
      }
      case "atleast": {
        const evidence = allOf(one.part, within);
        return { holds: mostDisjoint(evidence) >= one.count, evidence };
      }
      case "scope": {
        const answers = stretchesOf(one.scope, within).map((stretch) => judge(one.part, [stretch])).filter((answer) => answer.holds);
        return { holds: answers.length > 0, evidence: answers.flatMap((answer) => answer.evidence) };
      }
    }
  }

  const answer = judge(rule, [whole("title"), whole("text")]);
  if (!answer.holds) return { holds: false, spans: [] };
  const spans = unique(answer.evidence).map(({ field, from, to }) => ({ field, start: (fields[field][from] as Word).start, end: (fields[field][to - 1] as Word).end }));
  return { holds: true, spans: spans.sort((a, b) => (a.field === b.field ? a.start - b.start || a.end - b.end : a.field === "title" ? -1 : 1)) };
}

function unique(occurrences: Occurrence[]): Occurrence[] {
  return [...new Map(occurrences.map((one) => [`${one.field} ${one.from} ${one.to}`, one])).values()];
}

/** The largest number of occurrences without a common word, by trying both choices for each. */
function mostDisjoint(occurrences: Occurrence[]): number {
  const sorted = [...occurrences].sort((a, b) => (a.field === b.field ? a.to - b.to : a.field === "title" ? -1 : 1));
  const best: number[] = [0];
  sorted.forEach((one, index) => {
    let before = index;
    while (before > 0) {
      const other = sorted[before - 1] as Occurrence;
      if (other.field !== one.field || other.to <= one.from) break;
      before -= 1;
    }
    best.push(Math.max(best[index] as number, (best[before] as number) + 1));
  });
  return best.at(-1) as number;
}
