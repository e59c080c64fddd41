import { shingleText, type ShingledText } from "@/server/core/stories/shingle-text";

/** Texts below this many words are in no story but their own: a teaser or a caption says too little to call it a copy. */
export const leastWords = 20;

/** How many of the smallest shingle hashes are kept to estimate overlap. */
export const signatureSize = 128;

/** How many of the smallest shingle hashes are lookup keys. */
export const bandCount = 16;

/**
 * What is stored of an article so that its copies can be found.
 *
 * The method is the bottom-s sketch of Broder (1997, "On the resemblance and containment of documents"): of all
 * hashed 5-word shingles of a text the smallest s are kept. They are a uniform sample of the shingles, and two texts
 * sample alike, so what two sketches share estimates what the texts share. s = 128 gives a standard error of .043 at
 * Jaccard .4, and is exact for texts of up to 132 words.
 *
 * The 16 smallest hashes are also the lookup keys: candidates are the articles that have at least one key in common.
 * In the terms of Leskovec, Rajaraman and Ullman (Mining of Massive Datasets, ch. 3) that is b = 16 bands of r = 1
 * row, whose curve 1 - (1 - J)^16 finds .9997 of the pairs at J = .4, .99 at .25 and .93 at .15. Bands of several rows
 * would need b = 80, r = 3 for .995 at .4: five times the rows to store. The price of r = 1, chance candidates that
 * share one common phrase, is paid by the signature, which rules them out without reading a text.
 */
export type Fingerprint = {
  /** Upper 32 bits of the smallest shingle hashes, ascending, at most `signatureSize`. */
  signature: Uint32Array;
  /** Number of different shingles in the whole text. */
  shingleCount: number;
  /** Lookup keys, ascending: whole numbers below 2^53, at most `bandCount`. */
  bands: number[];
};

/**
 * The fingerprint of an article, or null when its text is shorter than `leastWords` (then it is never merged).
 * The title takes no part: outlets write their own headlines over one report.
 */
export function fingerprintArticle(article: { title: string; text: string }): Fingerprint | null {
  return fingerprintShingles(shingleText(article.text));
}

/** The same for a text that is shingled already. */
export function fingerprintShingles(text: ShingledText): Fingerprint | null {
  if (text.wordCount < leastWords) return null;
  const smallest = Float64Array.from(text.distinct).sort().subarray(0, signatureSize);
  const signature = Uint32Array.from(smallest, (hash) => Math.floor(hash / 0x200000));
  return { signature, shingleCount: text.distinct.size, bands: Array.from(smallest.subarray(0, bandCount)) };
}

/** An estimate of what two texts share, from their fingerprints alone. Both figures lie between 0 and 1. */
export type OverlapEstimate = {
  jaccard: number;
  /** Share of the shorter text's shingles that stand in the longer. */
  containment: number;
};

/** Estimates overlap as Broder does: the share of common hashes among the smallest of the union. Symmetric. */
export function estimateOverlap(a: Fingerprint, b: Fingerprint): OverlapEstimate {
  const left = a.signature;
  const right = b.signature;
  // Beyond the end of a cut signature nothing is known, so only the part that both cover is compared.
  const limit = Math.min(coveredUpTo(a), coveredUpTo(b));
  let i = 0;
  let j = 0;
  let union = 0;
  let common = 0;
  while (i < left.length || j < right.length) {
    const x = left[i] ?? Infinity;
    const y = right[j] ?? Infinity;
    if (Math.min(x, y) > limit) break;
    union++;
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  if (union === 0) return { jaccard: 0, containment: 0 };
  const jaccard = common / union;
  const shared = (jaccard * (a.shingleCount + b.shingleCount)) / (1 + jaccard);
  return { jaccard, containment: Math.min(1, shared / Math.min(a.shingleCount, b.shingleCount)) };
}

function coveredUpTo(fingerprint: Fingerprint): number {
  const { signature, shingleCount } = fingerprint;
  return signature.length < shingleCount ? (signature[signature.length - 1] ?? 0) : Infinity;
}

/** The signature as bytes for a bytea column: four bytes each, little-endian, at most 512. */
export function packSignature(signature: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(signature.length * 4);
  const view = new DataView(bytes.buffer);
  signature.forEach((hash, i) => view.setUint32(i * 4, hash, true));
  return bytes;
}

/** The inverse of `packSignature`. Throws a RangeError when the length is no multiple of four. */
export function unpackSignature(bytes: Uint8Array): Uint32Array {
  if (bytes.byteLength % 4 !== 0) throw new RangeError(`A signature of ${bytes.byteLength} bytes is damaged: not a multiple of four.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = new Uint32Array(bytes.byteLength / 4);
  for (let i = 0; i < signature.length; i++) signature[i] = view.getUint32(i * 4, true);
  return signature;
}
