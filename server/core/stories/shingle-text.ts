/** Words per shingle: long enough that unrelated reports share almost none, short enough to survive a copy editor. */
export const shingleWords = 5;

/** A text as its runs of five words, hashed; what fingerprints and comparisons are made of. */
export type ShingledText = {
  /** Number of words; scripts written without spaces count two characters as one word. */
  wordCount: number;
  /** The shingles in the order of the text, repeats included; whole numbers below 2^53. */
  sequence: Float64Array;
  /** The same shingles, each once. */
  distinct: ReadonlySet<number>;
};

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;
const unspaced = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const unspacedPattern = new RegExp(`[${unspaced}]`, "u");
const unspacedTokens = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
/** Soft hyphens, zero-width characters and direction marks differ between reprints that read the same. */
const invisible = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;

/** The words of a text in lower case, without punctuation; one character each in scripts that write no spaces. */
export function listWords(text: string): string[] {
  const plain = text.replace(invisible, "").normalize("NFC").toLowerCase();
  return plain.match(unspacedPattern.test(plain) ? unspacedTokens : wordPattern) ?? [];
}

/** Cuts a text into hashed shingles. A text of fewer than five words has none. */
export function shingleText(text: string): ShingledText {
  const words = listWords(text);
  const high = new Int32Array(words.length);
  const low = new Int32Array(words.length);
  let halfWords = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    halfWords += unspacedPattern.test(word) ? 1 : 2;
    // Two FNV-1a hashes with different offsets and primes, over UTF-16 code units.
    let a = 0x811c9dc5;
    let b = 0x2f0b4c47;
    for (let j = 0; j < word.length; j++) {
      const unit = word.charCodeAt(j);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ unit, 0x5bd1e995);
    }
    high[i] = mixBits(a);
    low[i] = mixBits(b);
  }
  const count = Math.max(0, words.length - shingleWords + 1);
  const sequence = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let a = 0x3c6ef372;
    let b = 0x1b873593;
    for (let j = i; j < i + shingleWords; j++) {
      a = Math.imul(a, 0x9e3779b1) + high[j]!;
      b = Math.imul(b, 0x85ebca6b) + low[j]!;
    }
    // 32 bits of one hash in front of 21 bits of the other: the whole fits a double exactly and a bigint column.
    sequence[i] = (mixBits(a) >>> 0) * 0x200000 + (mixBits(b) >>> 11);
  }
  return { wordCount: halfWords / 2, sequence, distinct: new Set(sequence) };
}

/** The finaliser of MurmurHash3 (Appleby, public domain): every input bit moves every output bit. */
function mixBits(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
