import { exactForm } from "@/server/core/text/fold-word";
import { tokenisePattern } from "@/server/core/text/tokenise";
import { type OperatorWord, readOperator } from "@/server/core/themes/operator-words";
import type { WordPattern } from "@/server/core/themes/rule";
import type { Mend, RuleError } from "@/server/core/themes/rule-error";

/** A piece of a rule's source, at [start, end). Comments are kept for an editor that colours them. */
export type RulePiece = { readonly start: number; readonly end: number } & (
  | { readonly kind: "open" | "close" | "comment" }
  | { readonly kind: "term"; readonly words: readonly WordPattern[]; readonly quoted: boolean }
  | { readonly kind: "operator"; readonly operator: OperatorWord }
);

export interface LexedRule {
  readonly pieces: readonly RulePiece[];
  readonly errors: readonly RuleError[];
  /** Things that are allowed but probably not meant. */
  readonly notices: readonly RuleError[];
}

const QUOTES = '"“”„‟«»＂″';
const OPENS = "(（";
const CLOSES = ")）";
const ENDS_WORD = /[\s()（）"“”„‟«»＂″]/u;
const FIELD = /^(title|headline|article_title|ingress|text|body|content|raw|site|domain|canonical_domain|url|author|language|lang|country|location|hashtag|entity|source|publication_date|date|media_name):(.*)$/iu;

/** Cuts a rule's source into pieces. Never throws; linear in its length. */
export function lexRule(source: string): LexedRule {
  const lexer = new Lexer(source);
  lexer.run();
  return lexer;
}

class Lexer implements LexedRule {
  readonly pieces: RulePiece[] = [];
  readonly errors: RuleError[] = [];
  readonly notices: RuleError[] = [];
  private at = 0;

  constructor(private readonly source: string) {}

  run(): void {
    while (this.at < this.source.length) {
      const letter = this.source.charAt(this.at);
      if (/\s/u.test(letter)) this.at += 1;
      else if (letter === "#" || letter === "＃") this.readComment();
      else if (OPENS.includes(letter)) this.readBracket("open", "(");
      else if (CLOSES.includes(letter)) this.readBracket("close", ")");
      else if ((letter === "=" || letter === "＝") && this.source.length > this.at + 1) this.readExact();
      else if (QUOTES.includes(letter)) this.readPhrase(this.at, false);
      else this.readWord(this.at, false);
    }
  }

  private fault(start: number, end: number, message: string, mend?: Mend): void {
    this.errors.push({ start, end, message, ...(mend ? { mend } : {}) });
  }

  private replaceBy(start: number, end: number, replacement: string, label?: string): Mend {
    return { start, end, replacement, label: label ?? (replacement === "" ? "Remove it" : `Write ${replacement}`) };
  }

  private readComment(): void {
    const start = this.at;
    const newline = this.source.indexOf("\n", start);
    this.at = newline < 0 ? this.source.length : newline;
    this.pieces.push({ kind: "comment", start, end: this.at });
    const tag = /^[#＃]([\p{L}\p{N}_]+)/u.exec(this.source.slice(start, start + 80));
    if (tag?.[1]) {
      const end = start + tag[0].length;
      this.notices.push({
        start,
        end,
        message: `Everything from # to the end of the line is a comment. To look for the hashtag, write ${tag[1]}.`,
        mend: this.replaceBy(start, end, tag[1]),
      });
    }
  }

  private readBracket(kind: "open" | "close", plain: string): void {
    const start = this.at;
    const written = this.source.charAt(start);
    this.at += 1;
    this.pieces.push({ kind, start, end: this.at });
    if (written !== plain) {
      const message = `A full-width parenthesis is read as “${plain}”.`;
      this.notices.push({ start, end: this.at, message, mend: this.replaceBy(start, this.at, plain) });
    }
  }

  private readExact(): void {
    const start = this.at;
    this.at += 1;
    const next = this.source.charAt(this.at);
    if (QUOTES.includes(next)) this.readPhrase(start, true);
    else if (ENDS_WORD.test(next)) {
      this.fault(start, start + 1, "= looks for a word exactly as written, so the word must follow it at once, as in =NATO.", this.replaceBy(start, start + 1, ""));
    } else this.readWord(start, true);
  }

  private readPhrase(start: number, exact: boolean): void {
    const opening = this.at;
    let end = opening + 1;
    while (end < this.source.length && !QUOTES.includes(this.source.charAt(end))) end += 1;
    if (end >= this.source.length) {
      const written = this.source.slice(opening + 1);
      const stop = opening + 1 + (/^[^\n()（）]*/u.exec(written)?.[0].trimEnd().length ?? 0);
      this.fault(opening, opening + 1, "This quotation mark is never closed.", this.replaceBy(stop, stop, '"', "Close the quotation mark"));
      this.at = this.source.length;
      return;
    }
    this.at = end + 1;
    for (const at of [opening, end]) {
      if (this.source.charAt(at) === '"') continue;
      const message = "A typographic quotation mark is read as a straight one.";
      this.notices.push({ start: at, end: at + 1, message, mend: this.replaceBy(at, at + 1, '"') });
    }
    const words: WordPattern[] = [];
    for (const piece of this.source.slice(opening + 1, end).matchAll(/\S+/gu)) {
      const asWritten = /^[=＝]./u.test(piece[0]);
      const from = opening + 1 + piece.index + (asWritten ? 1 : 0);
      words.push(...this.readPatterns(asWritten ? piece[0].slice(1) : piece[0], from, exact || asWritten));
    }
    this.readSuffix(start, words);
    this.pushTerm(start, this.at, words, true);
  }

  /** `~5` and `^2` after a phrase or word are Lucene's. */
  private readSuffix(start: number, words: readonly WordPattern[]): void {
    const suffix = /^(?:~(\d*)|\^[\d.]+)/u.exec(this.source.slice(this.at, this.at + 12));
    if (!suffix) return;
    const end = this.at + suffix[0].length;
    const [first, second] = words;
    const near = suffix[1] !== undefined && words.length === 2 && first && second;
    const distance = Math.min(100, Number(suffix[1] || 4) + 1);
    this.fault(
      this.at,
      end,
      near ? `“${suffix[0]}” is not an operator here. Did you mean NEAR/${distance}?` : `“${suffix[0]}” has no meaning here.`,
      near ? this.replaceBy(start, end, `(${first.text} NEAR/${distance} ${second.text})`) : this.replaceBy(this.at, end, ""),
    );
    this.at = end;
  }

  private pushTerm(start: number, end: number, words: readonly WordPattern[], quoted: boolean): void {
    if (words.length > 0) {
      this.pieces.push({ kind: "term", start, end, words, quoted });
      return;
    }
    if (this.errors.some((error) => error.start >= start && error.end <= end)) return;
    const written = this.source.slice(start, end);
    this.fault(start, end, `There is nothing to look for in ${written}: it has no letters or digits.`, this.replaceBy(start, end, ""));
  }

  private readWord(start: number, exact: boolean): void {
    const from = this.at;
    let end = from;
    while (end < this.source.length && !ENDS_WORD.test(this.source.charAt(end))) end += 1;
    this.at = end;
    const raw = this.source.slice(from, end);
    const opensNext = OPENS.includes(this.source.charAt(end)) && end < this.source.length;
    if (!exact && this.readAsOperator(raw, start, end, opensNext)) return;
    if (!exact && this.readAsForeign(raw, start, end)) return;
    const suffix = /[~^][\d.]*$/u.exec(raw);
    const body = suffix ? raw.slice(0, suffix.index) : raw;
    if (suffix) {
      this.fault(from + suffix.index, end, `“${suffix[0]}” has no meaning here.`, this.replaceBy(from + suffix.index, end, ""));
    }
    this.noticeList(raw, end);
    this.noticeSingleQuotes(raw, from);
    this.pushTerm(start, end, this.readPatterns(body, from, exact), false);
  }

  private readAsOperator(raw: string, start: number, end: number, opensNext: boolean): boolean {
    const read = readOperator(raw);
    if (read?.kind === "fault") {
      const mend = read.instead ? this.replaceBy(start, end, read.instead) : undefined;
      this.fault(start, end, read.message, mend);
      return true;
    }
    if (read?.kind === "notice") {
      const mend = read.instead ? this.replaceBy(start, end, read.instead) : undefined;
      this.notices.push({ start, end, message: read.message, ...(mend ? { mend } : {}) });
      return false;
    }
    if (read) {
      this.pieces.push({ kind: "operator", operator: read, start, end });
      return true;
    }
    if (opensNext && /^(?:sentence|paragraph|title)$/iu.test(raw)) {
      const instead = raw.toUpperCase();
      const message = `“${raw}” is read as a word to look for, because operators are written in capitals. Did you mean ${instead}(...)?`;
      this.notices.push({ start, end, message, mend: this.replaceBy(start, end, instead) });
    }
    return false;
  }

  /** What other query languages write in front of a word. */
  private readAsForeign(raw: string, start: number, end: number): boolean {
    const sign = /^[-–—−!+]+/u.exec(raw)?.[0];
    const next = this.source.charAt(end);
    const joined = next !== "" && (QUOTES.includes(next) || OPENS.includes(next));
    if (sign && (raw.length > sign.length || joined)) {
      const message = `“${sign}” in front of a word is not an operator here. ${sign === "+" ? "Every word must be there anyway." : "Did you mean NOT?"}`;
      this.fault(start, start + sign.length, message, this.replaceBy(start, start + sign.length, sign === "+" ? "" : "NOT "));
      return true;
    }
    const field = FIELD.exec(raw);
    if (!field) return false;
    const [, name = "", rest = ""] = field;
    const colon = start + name.length + 1;
    if (/^(?:title|headline|article_title|ingress)$/iu.test(name)) {
      const mend = rest === "" ? this.replaceBy(start, colon, "TITLE") : this.replaceBy(start, end, `TITLE(${rest})`);
      this.fault(start, colon, `Fields are not written with a colon here. Did you mean TITLE(...)?`, mend);
    } else if (/^raw$/iu.test(name)) {
      this.fault(start, colon, "To look for a word exactly as written, put = in front of it.", this.replaceBy(start, colon, "="));
    } else {
      this.fault(start, end, `“${name}:” cannot be asked in a rule, which looks at title and text only; use the filters for that.`, this.replaceBy(start, end, ""));
    }
    return true;
  }

  private noticeList(raw: string, end: number): void {
    const comma = /[,;，；、]$/u.exec(raw);
    if (!comma) return;
    const message = `“${comma[0]}” separates nothing: both words must be there. Write OR if either will do.`;
    this.notices.push({ start: end - 1, end, message, mend: this.replaceBy(end - 1, end, " OR", "Write OR") });
  }

  private noticeSingleQuotes(raw: string, from: number): void {
    if (!/^['‘‚]/u.test(raw)) return;
    const rest = this.source.slice(from, from + 200);
    const quoted = /^['‘‚]([^'’"“”()\n]+\s[^'’"“”()\n]*)['’]/u.exec(rest);
    if (!quoted?.[1]) return;
    const end = from + quoted[0].length;
    const message = "Single quotation marks do not make a phrase: each word is looked for by itself.";
    this.notices.push({ start: from, end, message, mend: this.replaceBy(from, end, `"${quoted[1]}"`) });
  }

  private readPatterns(raw: string, from: number, exact: boolean): WordPattern[] {
    const unreadable = /[[\]{}<>\\^~]/u.exec(raw);
    if (unreadable) {
      const at = from + unreadable.index;
      const bracket = "[{<".includes(unreadable[0]) ? "(" : "]}>".includes(unreadable[0]) ? ")" : "";
      const message = bracket ? `“${unreadable[0]}” has no meaning here; groups are written in ( ).` : `“${unreadable[0]}” has no meaning here.`;
      this.fault(at, at + 1, message, this.replaceBy(at, at + 1, bracket));
      return [];
    }
    const tokens = tokenisePattern(raw);
    const words: WordPattern[] = [];
    for (let index = 0; index < tokens.count; index += 1) {
      const start = tokens.starts[index] as number;
      const surface = raw.slice(start, tokens.ends[index]);
      const text = printableForm(surface, tokens.words[index] as string);
      this.checkWildcards(surface, text, from + start);
      words.push({ text, exact });
    }
    return words;
  }

  private checkWildcards(surface: string, text: string, at: number): void {
    const end = at + surface.length;
    const star = surface.indexOf("*");
    const letters = text.replace(/[*?]/gu, "");
    if (star >= 0) {
      const stars = /\*+$/u.exec(surface)?.[0].length ?? 0;
      if (surface.replaceAll("*", "") === "" || letters === "") {
        this.fault(at, end, "* stands for the rest of a word, so at least two letters must come before it, as in sanction*.", this.replaceBy(at, end, ""));
      } else if (star === 0) {
        this.fault(at, at + 1, "* can only stand at the end of a word; nothing can be searched by its ending.", this.replaceBy(at, at + 1, ""));
      } else if (star + stars !== surface.length || stars > 1) {
        const keep = surface.slice(0, star + 1);
        this.fault(at + star, end, "* can only stand once, at the end of a word.", this.replaceBy(at, end, keep));
      } else if ([...letters].length < 2) {
        this.fault(at, end, "At least two letters must come before *, or the rule would match almost every word.", this.replaceBy(at + star, end, ""));
      }
    } else if (letters === "") {
      this.fault(at, end, "? stands for exactly one letter and needs at least one letter beside it, as in organi?ation.", this.replaceBy(at, end, ""));
    }
  }
}

/** The word as written, tidied; its folded form where tidying makes something else of it (a ⑴ would become three characters). */
function printableForm(surface: string, folded: string): string {
  const text = exactForm(surface);
  const again = tokenisePattern(text);
  return again.count === 1 && again.starts[0] === 0 && again.ends[0] === text.length ? text : settledForm(folded);
}

/** A folded word that would be read as yet another word (`a's's` leaves `a's`) is that word: what is printed reads the same. */
function settledForm(folded: string): string {
  const again = tokenisePattern(folded);
  const word = again.words[0];
  return again.count === 1 && word !== undefined && word !== folded ? settledForm(word) : folded;
}
