import { isTextByName } from "./name-hints";
import type { PageElement } from "./page-tree";
import { cutBlocks, type TextBlock } from "./text-blocks";

/** Containers that say they hold the text win over equals that do not. */
const NAMED_FACTOR = 1.3;
/** A piece of furniture inside the text costs no more than this: it is cut out later. */
const FURNITURE_FLOOR = -3;
const SHORT_LINE = -0.2;
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
  if (own * dense < 40) return SENTENCE_END.test(block.text) ? 0.2 : SHORT_LINE;
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
 * laid over the tree instead of over the token sequence. Texts under linked headings count as teasers of other
 * stories, unless nearly all of the page is made of them.
 */
export function chooseContent(root: PageElement, excluded: ReadonlySet<PageElement>, title: string): ContentChoice {
  const blocks = cutBlocks(root, excluded);
  const teasers = findTeasers(blocks, title);
  const plain = heaviest(root, excluded, blocks, new Set());
  if (teasers.size === 0) return plain;
  const without = heaviest(root, excluded, blocks, teasers);
  return without.score > 0.25 * plain.score ? without : plain;
}

function heaviest(root: PageElement, excluded: ReadonlySet<PageElement>, blocks: readonly TextBlock[], teasers: ReadonlySet<TextBlock>): ContentChoice {
  const sums = new Map<PageElement, number>();
  for (const block of blocks) sums.set(block.element, (sums.get(block.element) ?? 0) + (teasers.has(block) ? -1 : weighBlock(block)));
  let best: ContentChoice = { element: root, score: -Infinity };
  const visit = (element: PageElement): number => {
    let sum = sums.get(element) ?? 0;
    for (const child of element.children) if (typeof child !== "string" && !excluded.has(child)) sum += visit(child);
    const named = sum > 3 && (isTextByName(element) || element.name === "article") ? NAMED_FACTOR : 1;
    if (element.name !== "p" && sum * named > best.score) best = { element, score: sum * named };
    return Math.max(sum, FURNITURE_FLOOR);
  };
  visit(root);
  return best;
}

/** Blocks that stand with a linked heading in one container: what other stories are about. */
function findTeasers(blocks: readonly TextBlock[], title: string): Set<TextBlock> {
  const flatTitle = title.toLowerCase();
  const scopes = new Set<PageElement>();
  for (const block of blocks) {
    if (!HEADING.test(block.element.name) || block.linkCharacters < 0.8 * block.text.length || block.text.toLowerCase() === flatTitle) continue;
    const parent = block.element.parent;
    const scope = parent !== null && (parent.name === "header" || parent.name === "hgroup" || parent.children.filter((child) => typeof child !== "string").length === 1) ? parent.parent : parent;
    if (scope !== null) scopes.add(scope);
  }
  const teasers = new Set<TextBlock>();
  if (scopes.size === 0) return teasers;
  for (const block of blocks) {
    let at: PageElement | null = block.element;
    for (let step = 0; step < 4 && at !== null; step++, at = at.parent) if (scopes.has(at)) teasers.add(block);
  }
  return teasers;
}
