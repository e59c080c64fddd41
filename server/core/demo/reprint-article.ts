import type { Random } from "@/server/core/demo/create-random";
import type { OutletVoice } from "@/server/core/demo/outlets";

const countWords = (text: string): number => text.split(/\s+/).length;

/** A desk's small changes; each touches one place, so a light rewrite stays near its source. */
const rewordings: readonly (readonly [RegExp, string])[] = [
  [/ per cent/, " percent"],
  [/ said /, " told reporters "],
  [/\babout\b/, "around"],
  [/ on (Monday|Tuesday|Wednesday|Thursday|Friday)\b/, " $1"],
  [/\bmore than\b/, "over"],
  [/\bannounced\b/, "made public"],
];

const SHARE_THAT_MAY_BE_CUT = 0.2;

/**
 * Turns an agency's paragraphs into what another outlet prints: the place line goes, an agency line comes, and either
 * the end is cut for space or a few words are changed, never both.
 */
export function reprintArticle(paragraphs: readonly string[], outlet: OutletVoice, random: Random): string[] {
  let copy = paragraphs.map((paragraph, index) => (index === 0 ? paragraph.replace(/^[^—]{1,60} — /, "") : paragraph));
  const words = countWords(copy.join(" "));
  const last = copy.at(-1) ?? "";
  if (random.chance(0.55) && copy.length > 2 && countWords(last) <= words * SHARE_THAT_MAY_BE_CUT) {
    copy = copy.slice(0, -1);
  } else if (random.chance(0.6)) {
    const changes = random.shuffle(rewordings).slice(0, 3);
    copy = copy.map((paragraph) => changes.reduce((text, [from, to]) => (random.chance(0.5) ? text.replace(from, to) : text), paragraph));
  }
  return random.chance(0.5) ? [...copy, `${outlet.name} with Meridian Wire`] : [...copy, "(Meridian Wire)"];
}
