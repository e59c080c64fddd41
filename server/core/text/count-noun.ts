const COUNTS = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** The noun as it stands after a number: "article" after 1, "articles" after any other; takes the singular of a regular English noun. */
export function nounAfter(count: number, one: string): string {
  if (count === 1) return one;
  if (/[^aeiou]y$/.test(one)) return `${one.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(one) ? `${one}es` : `${one}s`;
}

/** A number with its noun: "1 article", "1,268 stories". */
export const countNoun = (count: number, one: string): string => `${COUNTS.format(count)} ${nounAfter(count, one)}`;

/** A part with the whole that it is of: "52 of 1,268 articles", "1 of 1 article". */
export const countOf = (count: number, total: number, one: string): string => `${COUNTS.format(count)} of ${countNoun(total, one)}`;

/** The noun of one of what a chart counts. */
export const unitNoun = (unit: "articles" | "stories"): string => (unit === "stories" ? "story" : "article");
