/** Letters whose plain form Unicode does not decompose, as readers of the Latin script spell them without the key. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ŧ: "t", þ: "th", ς: "σ",
};

export const ONE_APOSTROPHE = /['`´\u0374ʹʻʼʽˈ՚׳‘’‛′ꞌ＇]/u;
/** Alternatives, not one class: some of these are marks, which a class would seem to join to their neighbours. */
export const ONE_INVISIBLE = /\u00AD|\u034F|\u061C|\u0640|\u180E|[\u200B-\u200F]|[\u202A-\u202E]|[\u2060-\u2069]|[\uFE00-\uFE0F]|\uFEFF/u;
const APOSTROPHES = new RegExp(ONE_APOSTROPHE, "gu");
const INVISIBLE = new RegExp(ONE_INVISIBLE, "gu");
const PLAIN_ASCII = /^[0-9A-Za-z.,'*?]*$/u;
const MARK = /\p{M}/u;
const LOSES_MARKS = /[\p{Script=Latin}\p{Script=Greek}\p{N}]/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const VOWEL_POINT = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u064B-\u0652\u0670]/u;
const NOT_OF_A_WORD = /[^\p{L}\p{N}\p{M}'.,*?]|ʼ|^'+|'+$|(?<![\p{N}*?]\p{M}*)[.,]|[.,](?![\p{N}*?])/gu;
const PLAIN_CYRILLIC = /^[0-9A-Za-z.,'*?\u0400-\u045F]+$/u;

/** One sign that stands for several letters of a script without spaces would be several words; it stays one. */
const STAYS_WHOLE = /([ໜໝゟヿ])/u;

const decompose = (surface: string): string =>
  STAYS_WHOLE.test(surface) ? surface.split(STAYS_WHOLE).map((piece) => (STAYS_WHOLE.test(piece) ? piece : piece.normalize("NFKD"))).join("") : surface.normalize("NFKD");

/**
 * The surface in plain pieces, with nothing that could not stand in a word: `ﹽ` brings a tatweel, `ŉ` an apostrophe,
 * `⑴` parentheses, `⒈` a full stop.
 */
const takeApart = (surface: string): string =>
  decompose(surface.replace(APOSTROPHES, "'")).replace(INVISIBLE, "").replace(NOT_OF_A_WORD, "");

/** The written form of a word without what nobody sees: one apostrophe, no invisible characters, compatibility forms composed. Case and marks stay. */
export function exactForm(surface: string): string {
  if (PLAIN_ASCII.test(surface)) return surface;
  return takeApart(surface).normalize("NFC");
}

/** Combining marks of Latin, Greek and Cyrillic, which nearly all marks are, without a look at the tables. */
function isMark(letter: string): boolean {
  const code = letter.charCodeAt(0);
  return (code >= 0x0300 && code < 0x0370) || (code >= 0x0370 && MARK.test(letter));
}

/**
 * The form under which a word is compared: law 5 to 8 of tokenise.ts. May be empty (a word of nothing but decoration).
 * `*` and `?` pass through, so that rule words fold by the same law.
 */
export function foldWord(surface: string): string {
  if (PLAIN_CYRILLIC.test(surface)) return surface.toLowerCase().replaceAll("ё", "е");
  const decomposed = takeApart(surface).toLowerCase();
  let folded = "";
  let losesMarks = true;
  for (const letter of decomposed) {
    if (isMark(letter)) {
      if (!losesMarks && !VOWEL_POINT.test(letter)) folded += letter;
    } else {
      losesMarks = LOSES_MARKS.test(letter);
      folded += PLAIN[letter] ?? letter;
    }
  }
  folded = folded.normalize("NFC");
  if (!CYRILLIC.test(folded)) return folded;
  // A stress mark has no composed letter in Cyrillic, so it is what composing leaves behind.
  return folded.replaceAll("ё", "е").replace(/(\p{Script=Cyrillic})[\u0300\u0301]+/gu, "$1");
}
