import { parseRule } from "@/server/core/themes/parse-rule";
import type { RuleError } from "@/server/core/themes/rule-error";
import { RULE_LIMITS } from "@/server/core/themes/rule";

export type QueryDialect = "mediacloud" | "meltwater" | "brandwatch";

/** A query of another system in our language, with one note for each kind of change; `errors` when it still does not parse. */
export interface TranslatedQuery {
  readonly dialect: QueryDialect;
  readonly rule: string;
  readonly notes: readonly string[];
  readonly errors: readonly RuleError[];
}

const PIECE = /\s+|\/(?:[^/\\\s]|\\.)+\/|<<<[\s\S]*?>>>|\\.?|[“”„‟"«»＂][^“”„‟"«»＂]*[“”„‟"«»＂]?(?:~\d*)?(?:\^[\d.]+)?|[()[\]{}（）]|[^\s()[\]{}（）“”„‟"«»＂\\]+/gu;
const TITLE_FIELDS = /^(?:title|headline|article_title|ingress)$/iu;
/** In all three a name before a colon asks a field; in an address on the web it does not. */
const ANY_FIELD = /^([+\-!]?)(?!https?:\/)([A-Za-z_][\w.]*):(.*)$/su;
const TEXT_FIELDS = /^(?:text|body|content|text_content|article_text)$/iu;

/**
 * Translates a query pasted from Media Cloud (Lucene), Meltwater or Brandwatch. Says for every change what was changed.
 * Without a dialect it is guessed from the operators. Linear in the query; never throws.
 */
export function translateQuery(source: string, dialect: QueryDialect = guessDialect(source)): TranslatedQuery {
  const translator = new Translator(source.slice(0, RULE_LIMITS.characters), dialect);
  const rule = translator.run();
  const parsed = parseRule(rule);
  return { dialect, rule, notes: [...translator.notes], errors: parsed.ok ? [] : parsed.errors };
}

/** `~5`, `+` and `field:[a TO b]` are Lucene's; `raw:` and `<<<` Brandwatch's; lower-case operators work in Meltwater only. */
export function guessDialect(source: string): QueryDialect {
  if (/\braw:|<<<|\bNEAR\/\d+f\b|\b(?:engagementType|pageType|site|hashtags|at_mentions|authorVerified|links):|\{/u.test(source)) return "brandwatch";
  if (/~\d|(?:^|[\s(])[+-][\w"(]|\b(?:article_title|media_name|canonical_domain|publication_date):|\[[^\]]* TO /u.test(source)) return "mediacloud";
  if (/\b(?:near|onear|atleast)\/\d|\b(?:ingress|headline):|["\w)]\s(?:and|or|not)\s["\w(]/u.test(source)) return "meltwater";
  return "mediacloud";
}

/** Meltwater's NEAR without a number allows four words between; Brandwatch's and Meltwater's numbers all count the words between. */
const DEFAULT_BETWEEN = 4;

class Translator {
  readonly notes = new Set<string>();
  private readonly out: string[] = [];
  private readonly pieces: string[];
  private at = 0;
  private depth = 0;
  /** How deep the groups are in which case counts: every word in them is written with =. */
  private readonly exactDepths: number[] = [];

  constructor(
    source: string,
    private readonly dialect: QueryDialect,
  ) {
    this.pieces = source.match(PIECE) ?? [];
  }

  run(): string {
    while (this.at < this.pieces.length) {
      const piece = this.pieces[this.at] as string;
      this.at += 1;
      this.out.push(this.translate(piece));
    }
    return this.out.join("").replace(/[ \t]{2,}/gu, " ").trim();
  }

  private translate(piece: string): string {
    if (/^\s+$/u.test(piece)) return piece;
    if (piece.startsWith("\\")) {
      this.notes.add("\\ and the sign after it were left out: signs are not looked for.");
      return /^\\\w/u.test(piece) ? piece.slice(1) : " ";
    }
    if (piece.startsWith("<<<")) return this.comment(piece);
    if (/^[“”„‟"«»＂]/u.test(piece)) return this.phrase(piece);
    if (/^[(（]$/u.test(piece)) return this.open();
    if (piece === "{") {
      this.notes.add("{ } became ( ) with = before its words: case and accents count.");
      this.exactDepths.push(this.depth);
      return this.open();
    }
    if (/^[)）}]$/u.test(piece)) return this.close();
    if (/^\/.+\/$/su.test(piece)) {
      this.notes.add(`${piece} (a regular expression) was left out; write its words with OR, ? or *.`);
      this.dropJoint();
      return "";
    }
    if (piece === "[" || piece === "]") return this.range(piece);
    return this.word(piece);
  }

  private open(): string {
    this.depth += 1;
    return "(";
  }

  /** A group of which nothing is left goes, and what joined it. */
  private close(): string {
    this.depth -= 1;
    if (this.exactDepths.at(-1) === this.depth) this.exactDepths.pop();
    let last = this.out.length - 1;
    while (/^\s*$/u.test(this.out[last] ?? "x")) last -= 1;
    if (this.out[last] !== "(") return ")";
    this.out.length = last;
    this.dropJoint();
    return "";
  }

  private exactMark(): string {
    return this.exactDepths.length > 0 ? "=" : "";
  }

  private comment(piece: string): string {
    this.notes.add("<<< >>> comments became # comments.");
    return `\n${piece
      .slice(3, -3)
      .split("\n")
      .map((line) => `# ${line.trim()}`)
      .join("\n")}\n`;
  }

  private range(piece: string): string {
    if (piece === "[") {
      while (this.at < this.pieces.length && this.pieces[this.at] !== "]") this.at += 1;
      this.at += 1;
      this.notes.add("A range [a TO b] was left out; use the filters for dates and numbers.");
    }
    return "";
  }

  private phrase(piece: string): string {
    const parts = /^.([^“”„‟"«»＂]*).?(?:~(\d*))?(\^[\d.]+)?$/su.exec(piece);
    const words = (parts?.[1] ?? "").trim();
    if (parts?.[3]) this.notes.add("Boosts (^2) were left out: a rule holds or does not.");
    if (parts?.[2] === undefined) return `${this.exactMark()}"${words}"`;
    return this.slop(words.split(/\s+/u), Number(parts[2] || 1));
  }

  /** Lucene's slop counts words between; our distance counts from word to word, so neighbours are 1 apart. */
  private slop(words: readonly string[], slop: number): string {
    const distance = Math.max(1, Math.min(RULE_LIMITS.distance, slop + 1));
    if (words.length < 2) return `"${words.join(" ")}"`;
    this.notes.add(`"..."~${slop} became NEAR/${distance}: ${slop} words between means ${distance} apart here.`);
    if (words.length > 2) this.notes.add("A loose phrase of more than two words became pairs of NEAR, which is slightly wider.");
    const pairs = words.slice(1).map((word, index) => `${words[index]} NEAR/${distance} ${word}`);
    return `(${pairs.join(" AND ")})`;
  }

  private word(piece: string): string {
    const field = ANY_FIELD.exec(piece);
    if (field) return this.field(field[2] as string, field[3] as string, field[1] as string);
    const operator = this.operator(piece);
    if (operator !== null) return operator;
    const sign = /^([+\-!])(.*)$/su.exec(piece);
    if (sign && (sign[2] !== "" || /^[“"«(（]/u.test(this.pieces[this.at] ?? ""))) {
      this.notes.add(sign[1] === "+" ? "+ was left out: words side by side must all be there." : `${sign[1]} became NOT.`);
      return (sign[1] === "+" ? "" : "NOT ") + (sign[2] ? this.word(sign[2]) : "");
    }
    return this.plainWord(piece);
  }

  private plainWord(piece: string): string {
    let word = piece;
    if (/^[#@]./u.test(word)) {
      this.notes.add(`${word.charAt(0)} in front of a word was left out.`);
      word = word.slice(1);
    }
    if (/[~^][\d.]*$/u.test(word)) {
      this.notes.add("Fuzzy words (~) and boosts (^) were left out; write the spellings with OR or ?.");
      word = word.replace(/[~^][\d.]*$/u, "");
    }
    if (/^\*+./u.test(word)) {
      this.notes.add("* in front of a word was left out: words can be cut at the end only.");
      word = word.replace(/^\*+/u, "");
    }
    if (this.dialect === "mediacloud" && /^(?:and|or|not|near)$/iu.test(word)) {
      this.notes.add(`“${word}” in small letters is a word in Media Cloud, so it stayed one, in quotation marks.`);
      return `"${word}"`;
    }
    return word === "" ? "" : this.exactMark() + word;
  }

  private operator(piece: string): string | null {
    const insensitive = this.dialect === "meltwater";
    const upper = insensitive ? piece.toUpperCase() : piece;
    const simple: Readonly<Record<string, string>> = { "&&": "AND", "||": "OR", "!": "NOT", "|": "OR", "&": "AND", AND: "AND", OR: "OR", NOT: "NOT", ANDNOT: "NOT" };
    const plain = simple[upper];
    if (plain) {
      if (plain !== piece) this.notes.add(`${piece} became ${plain}.`);
      return plain;
    }
    const near = /^(NEAR|ONEAR|BEFORE|W|PRE|ATLEAST)\/?(\d+)?(F)?$/iu.exec(piece);
    if (!near || (!/\d/u.test(piece) && !/^O?NEAR$/u.test(upper))) return null;
    const name = (near[1] as string).toUpperCase();
    const ours = name === "ATLEAST" ? "ATLEAST" : near[3] || ["ONEAR", "PRE", "BEFORE"].includes(name) ? "BEFORE" : "NEAR";
    const countsBetween = ours !== "ATLEAST" && this.dialect !== "mediacloud";
    const given = near[2] === undefined ? DEFAULT_BETWEEN : Number(near[2]);
    const number = Math.max(1, Math.min(RULE_LIMITS.distance, countsBetween || near[2] === undefined ? given + 1 : given));
    const written = `${ours}/${number}`;
    if (countsBetween) this.notes.add(`${piece} became ${written}: ${given} words between means ${given + 1} apart here.`);
    else if (written !== piece) this.notes.add(`${piece} became ${written}.`);
    return ours === "ATLEAST" ? written + this.counted() : written;
  }

  /** `atleast/3 word` needs parentheses here. */
  private counted(): string {
    while (/^\s+$/u.test(this.pieces[this.at] ?? "")) this.at += 1;
    const next = this.pieces[this.at] ?? "";
    if (next === "" || /^[(（]$/u.test(next)) return "";
    this.at += 1;
    return `(${this.translate(next)})`;
  }

  private field(name: string, rest: string, sign: string): string {
    const negated = sign === "-" || sign === "!" ? "NOT " : "";
    if (TITLE_FIELDS.test(name)) {
      this.notes.add(`${name}: became TITLE(...).`);
      if (rest !== "") return `${negated}TITLE(${this.word(rest)})`;
      const next = this.pieces[this.at] ?? "";
      if (/^[(（]$/u.test(next)) return `${negated}TITLE`;
      this.at += 1;
      return `${negated}TITLE(${next === "" ? "" : this.translate(next)})`;
    }
    if (/^raw$/iu.test(name)) {
      this.notes.add("raw: became = (exactly as written).");
      if (rest !== "" || !/^[(（]$/u.test(this.pieces[this.at] ?? "")) return `${negated}=${rest}`;
      this.exactDepths.push(this.depth);
      return negated;
    }
    if (TEXT_FIELDS.test(name)) {
      this.notes.add(`${name}: was left out; a rule looks at title and text together.`);
      return negated + (rest === "" ? "" : this.word(rest));
    }
    this.notes.add(`${name}: was left out: a rule looks at words only; use the filters for that.`);
    if (rest === "") this.skipOperand();
    this.dropJoint();
    return "";
  }

  /** Leaves out a bracketed group or the phrase that belonged to a dropped field. */
  private skipOperand(): void {
    let depth = 0;
    do {
      const piece = this.pieces[this.at];
      if (piece === undefined) return;
      if (/^[([（]$/u.test(piece)) depth += 1;
      if (/^[)\]）]$/u.test(piece)) depth -= 1;
      this.at += 1;
    } while (depth > 0);
  }

  /** An operator that joined what was dropped goes with it. */
  private dropJoint(): void {
    while (/^\s*$/u.test(this.out.at(-1) ?? "x")) this.out.pop();
    if (/^(?:AND|OR|NOT)$/u.test(this.out.at(-1) ?? "")) {
      const dropped = this.out.pop();
      while (/^\s*$/u.test(this.out.at(-1) ?? "x")) this.out.pop();
      if (dropped === "NOT" && /^(?:AND|OR)$/u.test(this.out.at(-1) ?? "")) this.out.pop();
      return;
    }
    let ahead = this.at;
    while (/^\s+$/u.test(this.pieces[ahead] ?? "")) ahead += 1;
    const next = this.pieces[ahead] ?? "";
    if (/^(?:AND|OR|&&|\|\|)$/u.test(this.dialect === "meltwater" ? next.toUpperCase() : next)) this.at = ahead + 1;
  }
}
