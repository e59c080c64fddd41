import { isInline, type PageElement } from "./page-tree";

/** A run of text between two block boundaries, with what a judge of it needs. */
export interface TextBlock {
  /** The block-level element that directly holds the run. */
  element: PageElement;
  /** Text with collapsed blanks; a line break of the page is `\n`, two are a blank line. */
  text: string;
  linkCharacters: number;
  /** Whether a picture stands in the run itself: a short line beside it is its caption. */
  withImage: boolean;
}

/** Cuts the text below `root` into blocks in document order, leaving out whole `excluded` elements. */
export function cutBlocks(root: PageElement, excluded: ReadonlySet<PageElement>): TextBlock[] {
  const blocks: TextBlock[] = [];
  let parts: string[] = [];
  let linkCharacters = 0;
  let withImage = false;
  let preformatted = 0;

  const flush = (element: PageElement): void => {
    if (parts.length === 0) return;
    const text = parts.join("").replace(/[ \t\f\r\u00a0\u200b\ufeff]+/g, " ").replace(/ ?\n ?/g, "\n").replace(/\n{2,}/g, "\n\n").trim();
    if (text !== "") blocks.push({ element, text, linkCharacters: Math.min(linkCharacters, text.length), withImage });
    parts = [];
    linkCharacters = 0;
    withImage = false;
  };
  const visit = (element: PageElement, holder: PageElement, inLink: boolean): void => {
    for (const child of element.children) {
      if (typeof child === "string") {
        const text = preformatted > 0 ? child : child.replace(/\s+/g, " ");
        parts.push(text);
        if (inLink) linkCharacters += text.trim().length;
      } else if (excluded.has(child)) {
        if (!isInline(child)) flush(holder);
      } else if (child.name === "br") parts.push("\n");
      else if (child.name === "img") withImage = true;
      else if (isInline(child)) visit(child, holder, inLink || child.name === "a");
      else {
        flush(holder);
        if (child.name === "pre") preformatted++;
        visit(child, child, inLink);
        if (child.name === "pre") preformatted--;
        flush(child);
      }
    }
  };
  visit(root, root, false);
  flush(root);
  return blocks;
}
