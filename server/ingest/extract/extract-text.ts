import { chooseContent } from "./choose-content";
import type { Page, PageElement } from "./page-tree";
import { findFurniture } from "./prune-page";
import { cutBlocks, type TextBlock } from "./text-blocks";

/** The running text of a page as paragraphs separated by blank lines; empty when there is none. */
export function extractText(page: Page, title: string): string {
  const strict = gather(page.body, title, true);
  if (strict.length >= 250) return strict;
  const lenient = gather(page.body, title, false);
  return lenient.length > 2 * strict.length ? lenient : strict;
}

function gather(body: PageElement, title: string, byName: boolean): string {
  const furniture = findFurniture(body, { byName });
  const chosen = chooseContent(body, furniture).element;
  return renderBlocks(keepBlocks(cutBlocks(chosen, furniture), title));
}

const HEADING = /^h[1-6]$/;

function keepBlocks(blocks: TextBlock[], title: string): TextBlock[] {
  const flatTitle = title.toLowerCase();
  const kept = blocks.filter((block) => {
    const linkDensity = block.linkCharacters / block.text.length;
    if (block.element.name === "h1" || (HEADING.test(block.element.name) && block.text.toLowerCase() === flatTitle)) return false;
    if (linkDensity > 0.8 && block.text.length < 200 && block.element.name !== "p") return false;
    return !(linkDensity > 0.95 && block.text.length < 120);
  });
  while (kept.length > 0 && HEADING.test(kept.at(-1)!.element.name)) kept.pop();
  return kept;
}

function renderBlocks(blocks: TextBlock[]): string {
  return blocks.map((block) => block.text).join("\n\n");
}
