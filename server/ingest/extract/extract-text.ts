import { isDateOrBylineLine, isFurnitureLine, opensAfterArticle } from "./boilerplate-lines";
import { chooseContent } from "./choose-content";
import { isLeadByName } from "./name-hints";
import type { PageRegions } from "./page-regions";
import { isInside, textOf, walkElements, type Page, type PageElement } from "./page-tree";
import { findFurniture, isHidden } from "./prune-page";
import { metaOf } from "./read-title";
import { cutBlocks, type TextBlock } from "./text-blocks";

/** What is known about an article before its text is cut out. */
export interface TextContext {
  title: string;
  heading: PageElement | null;
  byline: string | null;
  regions: PageRegions;
}

const HEADING = /^h[1-6]$/;
const SENTENCE_END = /[.!?…。！？]["”’»)]*$/;

/** The running text of a page as paragraphs separated by blank lines; empty when there is none. */
export function extractText(page: Page, context: TextContext): string {
  const strict = gather(page, context, true);
  const lenient = strict.length >= 250 ? "" : gather(page, context, false);
  const text = lenient.length > 2 * strict.length ? lenient : strict;
  const captions = readCaptions(page, context);
  return captions.length > 1.5 * text.length ? [text, captions].filter(Boolean).join("\n\n") : text;
}

const LEAST_CAPTIONS = 5;
const LEAST_CAPTION_CHARACTERS = 40;

/** The captions of a series of pictures, which may be all that its article says; empty where there is none. */
function readCaptions(page: Page, { regions }: TextContext): string {
  const captions: string[] = [];
  walkElements(page.body, (element) => {
    if (regions.elsewhere.has(element) || isHidden(element)) return false;
    if (element.name !== "figcaption") return true;
    const caption = textOf(element, 2_000);
    if (caption.length >= LEAST_CAPTION_CHARACTERS && !isFurnitureLine(caption) && !captions.includes(caption)) captions.push(caption);
    return false;
  });
  return captions.length < LEAST_CAPTIONS ? "" : captions.join("\n\n");
}

function gather(page: Page, context: TextContext, byName: boolean): string {
  const furniture = findFurniture(page.body, context.regions.prose, { byName });
  const chosen = chooseContent(page.body, furniture, context.title).element;
  let blocks = cutBlocks(chosen, furniture);
  if (context.heading !== null && isInside(context.heading, chosen)) blocks = afterHeading(blocks, context.heading);
  blocks = trimTail(trimHead(dropFurniture(blocks, context)), context);
  return [...findLead(page, context, chosen, furniture, blocks), ...blocks].map((block) => block.text).join("\n\n");
}

/** What stands before the headline is not the article, unless it is most of the text. */
function afterHeading(blocks: TextBlock[], heading: PageElement): TextBlock[] {
  const after = blocks.filter((block) => block.element.order >= heading.order);
  return lengthOf(after) > 0.6 * lengthOf(blocks) ? after : blocks;
}

function lengthOf(blocks: readonly TextBlock[]): number {
  let sum = 0;
  for (const block of blocks) sum += block.text.length;
  return sum;
}

function dropFurniture(blocks: TextBlock[], context: TextContext): TextBlock[] {
  const flatTitle = context.title.toLowerCase();
  return blocks.filter((block) => {
    const linkDensity = block.linkCharacters / block.text.length;
    const isHeading = HEADING.test(block.element.name);
    if (block.element.name === "h1" || (isHeading && block.text.toLowerCase() === flatTitle)) return false;
    if (linkDensity > 0.8 && block.text.length < 200 && block.element.name !== "p") return false;
    if (linkDensity > 0.95 && block.text.length < 120) return false;
    if (block.withImage && block.text.length < 140 && !SENTENCE_END.test(block.text)) return false;
    return !isFurnitureLine(block.text);
  });
}

/** Drops lines at the beginning that only tell who wrote the text and when. */
function trimHead(blocks: TextBlock[]): TextBlock[] {
  return blocks.filter((block, index) => index > 5 || !isDateOrBylineLine(block.text));
}

/**
 * Ends the text where other stories, keywords or people begin. Where the body's own kind of paragraph goes on
 * after such a line, the line was an insert: it goes, with what follows it up to that paragraph.
 */
function trimTail(blocks: TextBlock[], context: TextContext): TextBlock[] {
  const whole = lengthOf(blocks);
  const bodyKind = mostCommonKind(blocks);
  const kept: TextBlock[] = [];
  const nextParagraph: number[] = [];
  for (let index = blocks.length - 1, next = -1; index >= 0; index--) {
    nextParagraph[index] = next;
    if (isProse(blocks[index]!) && kindOf(blocks[index]!) === bodyKind) next = index;
  }
  let passed = 0;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]!;
    if (!opensAfterArticle(block.text)) {
      kept.push(block);
      passed += block.text.length;
      continue;
    }
    const next = nextParagraph[index]!;
    if (next < 0) {
      if (passed > 0.45 * whole) break;
    } else if (passed > 0.15 * whole && next - index <= 4) index = next - 1;
  }
  while (kept.length > 1 && endsNothing(kept.at(-1)!, context)) kept.pop();
  return kept;
}

function isProse(block: TextBlock): boolean {
  return block.text.length > 80 && SENTENCE_END.test(block.text) && block.linkCharacters < 0.4 * block.text.length;
}

/** Paragraphs of one text hang in the tree alike: same element, same container. */
function kindOf(block: TextBlock): string {
  const { element } = block;
  return `${element.name}.${element.hint}|${element.parent?.name}.${element.parent?.hint}`;
}

function mostCommonKind(blocks: readonly TextBlock[]): string {
  const lengths = new Map<string, number>();
  for (const block of blocks) lengths.set(kindOf(block), (lengths.get(kindOf(block)) ?? 0) + block.text.length);
  return [...lengths].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0])[0];
}

function endsNothing(block: TextBlock, context: TextContext): boolean {
  if (HEADING.test(block.element.name) || isDateOrBylineLine(block.text)) return true;
  const author = context.byline?.split(",")[0]?.trim().toLowerCase();
  const text = block.text.toLowerCase();
  return author !== undefined && author.length > 4 && text.startsWith(author) && (text.length < author.length + 3 || /^.{0,60}\b(?:is|was|writes|ist|schreibt|arbeitet|studierte|est|es|è|jest)\b/.test(text));
}

/** The standfirst: prose between the headline and the chosen text that the choice left out. */
function findLead(page: Page, context: TextContext, chosen: PageElement, furniture: ReadonlySet<PageElement>, blocks: readonly TextBlock[]): TextBlock[] {
  const { heading } = context;
  if (heading === null || heading.order >= chosen.order || isInside(heading, chosen)) return [];
  const open = new Set([...furniture].filter((element) => element.name !== "header" && !isLeadByName(element)));
  const description = fold(metaOf(page, "description") ?? metaOf(page, "og:description") ?? "");
  const present = fold(blocks.slice(0, 4).map((block) => block.text).join(" "));
  const lead: TextBlock[] = [];
  for (const block of cutBlocks(page.body, open)) {
    const { element, text } = block;
    if (element.order <= heading.order || element.order >= chosen.order || isInside(element, heading)) continue;
    if (text.length < 40 || block.linkCharacters > 0.3 * text.length || isFurnitureLine(text) || isDateOrBylineLine(text)) continue;
    const flat = fold(text);
    if (present.includes(flat.slice(0, 60))) continue;
    const described = description.length > 40 && flat.slice(0, 40) === description.slice(0, 40);
    const named = isLeadByName(element) || (element.parent !== null && isLeadByName(element.parent));
    if (described || (named && text.length > 50) || (text.length > 90 && SENTENCE_END.test(text))) lead.push(block);
  }
  return lead.slice(0, 3);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
