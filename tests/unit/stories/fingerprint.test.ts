import { describe, expect, it } from "vitest";
import { estimateOverlap, fingerprintArticle, packSignature, unpackSignature, type Fingerprint } from "@/server/core/stories/fingerprint";
import { listWords, shingleText } from "@/server/core/stories/shingle-text";
import { copyScore } from "@/server/core/stories/verify-copy";
import { createRandom, generateText, rewriteText } from "@/tests/unit/stories/generate-text";
import { bridgeReport } from "@/tests/unit/stories/reports";

const fingerprint = (text: string): Fingerprint => fingerprintArticle({ title: "", text })!;

describe("fingerprints", () => {
  it("does not change from release to release: stored keys must keep finding", () => {
    expect(fingerprint(bridgeReport).bands.slice(0, 3)).toMatchInlineSnapshot(`
      [
        76167331534318,
        158992716559658,
        181974685316929,
      ]
    `);
  });

  it("is null for empty and short texts, whatever the title", () => {
    const title = bridgeReport;
    for (const text of ["", "   \n", "—", "🙂".repeat(50), bridgeReport.split(" ").slice(0, 19).join(" "), "桥".repeat(39)]) expect(fingerprintArticle({ title, text })).toBeNull();
    for (const text of [bridgeReport.split(" ").slice(0, 20).join(" "), "港口大桥将于下月起全面封闭工程师在四座桥墩中的两座发现裂缝市长表示这个决定并不容易因"]) expect(fingerprintArticle({ title: "", text })).not.toBeNull();
  });

  it("takes no part of the title", () => {
    expect(fingerprintArticle({ title: "One", text: bridgeReport })).toEqual(fingerprintArticle({ title: "Two", text: bridgeReport }));
  });

  it("has at most 16 ascending keys that fit a bigint and a double, and at most 128 signature hashes", () => {
    const { bands, signature, shingleCount } = fingerprint(generateText(createRandom(1), 900));
    expect([bands.length, signature.length]).toEqual([16, 128]);
    expect(shingleCount).toBeGreaterThan(800);
    expect(bands.every((band, i) => Number.isSafeInteger(band) && band >= 0 && (i === 0 || band > bands[i - 1]!))).toBe(true);
    expect(signature.every((hash, i) => i === 0 || hash >= signature[i - 1]!)).toBe(true);
  });

  it("survives a text of one word repeated and a very long one", () => {
    expect(fingerprint("spam ".repeat(100_000))).toMatchObject({ shingleCount: 1 });
    expect(fingerprint("spam ".repeat(100_000)).bands).toHaveLength(1);
  });

  it("packs into bytes and back, also from the middle of a buffer", () => {
    const { signature } = fingerprint(bridgeReport);
    const bytes = packSignature(signature);
    expect(bytes.byteLength).toBe(signature.length * 4);
    const shifted = new Uint8Array([9, ...bytes]).subarray(1);
    expect(unpackSignature(shifted)).toEqual(signature);
    expect(() => unpackSignature(bytes.subarray(1))).toThrow(RangeError);
  });
});

describe("estimates", () => {
  it("are exact where the signature holds the whole text", () => {
    const random = createRandom(3);
    const a = generateText(random, 120);
    const b = rewriteText(random, a, 0.05);
    expect(estimateOverlap(fingerprint(a), fingerprint(b)).jaccard).toBeCloseTo(copyScore({ text: a }, { text: b }), 12);
  });

  it("lie within four standard errors on long texts", () => {
    const random = createRandom(5);
    for (let i = 0; i < 60; i++) {
      const a = generateText(random, 600);
      const b = rewriteText(random, a, random() * 0.2);
      const truth = copyScore({ text: a }, { text: b });
      expect(Math.abs(estimateOverlap(fingerprint(a), fingerprint(b)).jaccard - truth)).toBeLessThan(4 * Math.sqrt((truth * (1 - truth)) / 128) + 0.02);
    }
  });

  it("are 0 for unrelated texts and symmetric", () => {
    const random = createRandom(6);
    const [a, b] = [fingerprint(generateText(random, 500)), fingerprint(generateText(random, 200))];
    expect(estimateOverlap(a, b)).toEqual(estimateOverlap(b, a));
    expect(estimateOverlap(a, b).jaccard).toBeLessThan(0.05);
  });
});

describe("lookup keys", () => {
  it("are shared by practically all pairs at the threshold, as the curve says", () => {
    const random = createRandom(8);
    let pairs = 0;
    let found = 0;
    while (pairs < 400) {
      const a = generateText(random, 150 + Math.floor(random() * 400));
      const b = rewriteText(random, a, 0.08 + random() * 0.06);
      const truth = copyScore({ text: a }, { text: b });
      if (truth < 0.38 || truth > 0.45) continue;
      pairs++;
      const keys = new Set(fingerprint(a).bands);
      if (fingerprint(b).bands.some((band) => keys.has(band))) found++;
    }
    expect(found / pairs).toBeGreaterThanOrEqual(0.995);
  });
});

describe("words", () => {
  it.each([
    ["Don’t stop—now!", ["don", "t", "stop", "now"]],
    ["co\u00ADoperate\u200B", ["cooperate"]],
    ["हिन्दी में", ["हिन्दी", "में"]],
    ["GDP は 3%", ["gdp", "は", "3"]],
    ["", []],
  ])("of %s", (text, words) => expect(listWords(text)).toEqual(words));

  it("counts two characters as a word where no spaces are written", () => expect(shingleText("港口大桥").wordCount).toBe(2));
});
