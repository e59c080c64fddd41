import { isTextByName } from "./name-hints";
import type { PageElement } from "./page-tree";
import { cutBlocks, type TextBlock } from "./text-blocks";

const HEADING = /^h[1-6]$/;
const SENTENCE_END = /[.!?…。！？؟।:;”"»)]\s*$/;

/**
 * How much a block speaks for (positive) or against (negative) being running text. Length, link density and
 * punctuation decide, the shallow features of Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using
 * Shallow Text Features" (WSDM 2010), and of Pomikálek's jusText (2011).
 */
export function weighBlock(block: TextBlock): number {
  const length = block.text.length;
  const linkDensity = block.linkCharacters / length;
  if (HEADING.test(block.element.name)) return linkDensity > 0.5 ? -0.6 : 0;
  if (linkDensity > 0.6) return -Math.min(5, 0.8 + length / 60);
  const own = length - block.linkCharacters;
  const dense = isDenseScript(block.text) ? 2.5 : 1;
  if (own * dense < 40) return SENTENCE_END.test(block.text) ? 0.2 : block.element.name === "li" ? -0.3 : -0.4;
  const prose = (own * dense) / 50 * (1 - linkDensity);
  if (!SENTENCE_END.test(block.text) && own * dense < 120) return 0.2 * prose;
  return Math.min(30, prose);
}

/** Chinese, Japanese and Korean say in one character what takes others two or three. */
function isDenseScript(text: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text.slice(0, 60));
}

export interface ContentChoice {
  element: PageElement;
  score: number;
}

/**
 * The element whose blocks weigh most in sum, the smallest one among equals: the maximum-subsequence idea of
 * Pasternack and Roth, "Extracting Article Text from the Web with Maximum Subsequence Segmentation" (WWW 2009),
 * laid over the tree instead of over the token sequence.
 */
export function chooseContent(root: PageElement, excluded: ReadonlySet<PageElement>): ContentChoice {
  const sums = new Map<PageElement, number>();
  for (const block of cutBlocks(root, excluded)) sums.set(block.element, (sums.get(block.element) ?? 0) + weighBlock(block));
  let best: ContentChoice = { element: root, score: -Infinity };
  const visit = (element: PageElement): number => {
    let sum = sums.get(element) ?? 0;
    for (const child of element.children) if (typeof child !== "string" && !excluded.has(child)) sum += visit(child);
    const named = sum > 3 && (isTextByName(element) || element.name === "article") ? 1.15 : 1;
    if (element.name !== "p" && sum * named > best.score) best = { element, score: sum * named };
    return sum;
  };
  visit(root);
  return best;
}
