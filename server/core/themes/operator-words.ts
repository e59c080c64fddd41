import { RULE_LIMITS } from "@/server/core/themes/rule";

/** What a bare word of a rule means when it is not a word to look for. */
export type OperatorWord =
  | { readonly kind: "and" | "or" | "not" }
  | { readonly kind: "near"; readonly ordered: boolean; readonly distance: number }
  | { readonly kind: "scope"; readonly scope: "sentence" | "paragraph" | "title" }
  | { readonly kind: "atleast"; readonly count: number };

/** A word that was probably meant as an operator: a sentence about it and what to write instead. */
export type DoubtfulWord = { readonly message: string; readonly instead?: string } & ({ readonly kind: "fault" } | { readonly kind: "notice" });

const DISTANCE = RULE_LIMITS.distance;

/**
 * Reads a bare word as an operator. `null`: it is a word to look for. A `fault` refuses the rule,
 * a `notice` leaves the word a word and says so.
 */
export function readOperator(raw: string): OperatorWord | DoubtfulWord | null {
  const written = raw.normalize("NFKC");
  switch (written) {
    case "AND":
    case "OR":
    case "NOT":
      return { kind: written.toLowerCase() as "and" | "or" | "not" };
    case "SENTENCE":
    case "PARAGRAPH":
    case "TITLE":
      return { kind: "scope", scope: written.toLowerCase() as "sentence" | "paragraph" | "title" };
  }
  const counted = /^(NEAR|BEFORE|ATLEAST)\/(\d{1,9})$/u.exec(written);
  if (counted) return readCounted(counted[1] as string, Number(counted[2]));
  return doubtfulUpper(written) ?? doubtfulSymbol(written) ?? doubtfulLower(written);
}

function readCounted(name: string, number: number): OperatorWord | DoubtfulWord {
  if (name === "ATLEAST") {
    if (number >= 1 && number <= RULE_LIMITS.count) return { kind: "atleast", count: number };
    const instead = `ATLEAST/${number < 1 ? 2 : RULE_LIMITS.count}`;
    return { kind: "fault", message: `ATLEAST counts from 1 to ${RULE_LIMITS.count} occurrences; ${number} is outside that.`, instead };
  }
  if (number >= 1 && number <= DISTANCE) return { kind: "near", ordered: name === "BEFORE", distance: number };
  const message =
    number < 1
      ? `${name}/0 would put two words in one place; neighbours are 1 apart.`
      : `${name} reaches at most ${DISTANCE} words; ${number} would hold almost anywhere in an article.`;
  return { kind: "fault", message, instead: `${name}/${number < 1 ? 1 : DISTANCE}` };
}

function doubtfulUpper(written: string): DoubtfulWord | null {
  const shape = /^(NEAR|BEFORE|ATLEAST|ONEAR|WITHIN|ADJ|PRE|W)([/:~_-]?)(\d{0,4})([fF]?)(.*)$/u.exec(written);
  if (!shape) return null;
  const [, name = "", mark = "", digits = "", forward = "", rest = ""] = shape;
  if (rest !== "" && mark === "") return null;
  const foreign = name === "W" || name === "PRE" || name === "ADJ";
  if (foreign && (mark !== "/" || digits === "") && !(name === "ADJ" && digits !== "")) return null;
  if (name === "WITHIN" && digits === "" && mark === "") return null;
  const number = digits === "" ? (name === "ATLEAST" ? 3 : 5) : Math.max(1, Math.min(DISTANCE, Number(digits)));
  const ours = name === "ATLEAST" ? "ATLEAST" : forward !== "" || ["BEFORE", "ONEAR", "PRE", "ADJ"].includes(name) ? "BEFORE" : "NEAR";
  const instead = `${ours}/${number}`;
  const message =
    digits === "" && rest === "" && (name === "NEAR" || name === "BEFORE" || name === "ATLEAST")
      ? `${name} needs a number: how many ${name === "ATLEAST" ? "occurrences" : "words apart"}. Did you mean ${instead}?`
      : `“${written}” is not an operator here. Did you mean ${instead}?`;
  return { kind: "fault", message, instead };
}

const SYMBOLS: Readonly<Record<string, string>> = { "&&": "AND", "&": "AND", "||": "OR", "|": "OR", "!": "NOT", ANDNOT: "NOT", "+": "AND" };

function doubtfulSymbol(written: string): DoubtfulWord | null {
  const instead = SYMBOLS[written];
  if (instead) return { kind: "fault", message: `“${written}” is not an operator here. Did you mean ${instead}?`, instead };
  if (/^\/\d{1,3}$/u.test(written)) {
    return { kind: "fault", message: `A distance needs its operator. Did you mean NEAR${written}?`, instead: `NEAR${written}` };
  }
  return null;
}

function doubtfulLower(written: string): DoubtfulWord | null {
  const upper = written.toUpperCase();
  if (/^(?:AND|OR|NOT)$/u.test(upper)) {
    return {
      kind: "notice",
      message: `“${written}” is read as a word to look for, because operators are written in capitals. Did you mean ${upper}?`,
      instead: upper,
    };
  }
  const near = /^(NEAR|BEFORE|ATLEAST)(?:\/(\d{1,3})(F?))?$/u.exec(upper);
  if (!near) return null;
  const name = near[3] ? "BEFORE" : (near[1] as string);
  if (name !== "NEAR" && !near[2]) return null;
  const instead = `${name}/${near[2] ?? "5"}`;
  return {
    kind: "notice",
    message: `“${written}” is read as a word to look for, because operators are written in capitals. Did you mean ${instead}?`,
    instead,
  };
}
