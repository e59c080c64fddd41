import { opensAfterArticle } from "./boilerplate-lines";
import { isOtherStoriesByName } from "./name-hints";
import { findElements, textOf, type PageElement } from "./page-tree";
import { parseDateText, type DateReading } from "./parse-date-text";

const MOST_LEVELS = 6;
const MOST_SIBLINGS = 40;
/** What holds more is no line about one story. */
const MOST_ELEMENTS = 150;
const MOST_CHARACTERS = 400;
const LONGEST_DATE_LINK = 40;
/** A link with fewer letters names a person, a place or a keyword rather than a story. */
const SHORTEST_HEADLINE = 15;
const HEADING_NAME = /^(?:h[1-6]|header|p|div|strong)$/;
const LONGEST_HEADING = 100;

/**
 * Tells the dates of other stories on a page from the article's own. A date belongs to another story where it stands with
 * a headline that is a link, in a row of others made alike, in a box whose name says that it leads to other stories, or
 * under a heading that does. The article's own date may stand beside a link too, but not so.
 */
export class OtherStories {
  private readonly leading = new Map<PageElement, boolean>();
  private readonly listed = new Map<PageElement, boolean>();

  /** `heading` is the article's; what encloses it is the article. */
  constructor(
    private readonly heading: PageElement | null,
    private readonly reading: DateReading,
  ) {}

  /** Whether what stands at an element is about another story. */
  has(element: PageElement): boolean {
    let leads = false;
    let at: PageElement | null = element;
    for (let level = 0; at !== null && level < MOST_LEVELS && at.name !== "body" && countElements(at) <= MOST_ELEMENTS; level += 1) {
      if (this.heading !== null && this.heading.order >= at.order && this.heading.order <= lastOrder(at)) return false;
      leads ||= this.leadsToStory(at);
      if (leads && (isOtherStoriesByName(at) || this.isListed(at) || standsUnderOtherHeading(at))) return true;
      at = at.parent;
    }
    return false;
  }

  /** Whether an element is or holds a link whose words could be a headline. */
  private leadsToStory(element: PageElement): boolean {
    return remember(this.leading, element, () => {
      const links = element.name === "a" ? [element] : findElements(element, ({ name }) => name === "a", 8);
      return links.some((link) => {
        if (!/^(?!#|javascript:|mailto:)./i.test(link.attributes["href"] ?? "")) return false;
        const words = textOf(link, MOST_CHARACTERS);
        return words.length >= SHORTEST_HEADLINE && (words.length > LONGEST_DATE_LINK || parseDateText(words, this.reading) === null);
      });
    });
  }

  /** Whether two others stand beside an element that are made like it, each with a link and a date. */
  private isListed(element: PageElement): boolean {
    return remember(this.listed, element, () => {
      let alike = 0;
      let seen = 0;
      for (const sibling of element.parent?.children ?? []) {
        if (typeof sibling === "string" || sibling === element || sibling.name !== element.name || firstName(sibling) !== firstName(element)) continue;
        seen += 1;
        if (seen > MOST_SIBLINGS) break;
        if (countElements(sibling) <= MOST_ELEMENTS && this.leadsToStory(sibling) && this.holdsDate(sibling)) alike += 1;
        if (alike === 2) return true;
      }
      return false;
    });
  }

  private holdsDate(element: PageElement): boolean {
    return findElements(element, ({ name, attributes }) => name === "time" || attributes["datetime"] !== undefined, 1).length > 0 || parseDateText(textOf(element, MOST_CHARACTERS), this.reading) !== null;
  }
}

function remember(known: Map<PageElement, boolean>, element: PageElement, find: () => boolean): boolean {
  const kept = known.get(element);
  if (kept !== undefined) return kept;
  const found = find();
  known.set(element, found);
  return found;
}

/** The first of an element's names; the others tell one of a row from its neighbours ("active", "last"). */
const firstName = ({ hint }: PageElement): string => hint.split(" ", 1)[0] as string;

/** Document order of the last element inside. */
function lastOrder(element: PageElement): number {
  let last = element;
  for (let next = last.children.findLast((child) => typeof child !== "string"); next !== undefined; next = last.children.findLast((child) => typeof child !== "string")) last = next;
  return last.order;
}

const countElements = (element: PageElement): number => lastOrder(element) - element.order + 1;

/** Whether the nearest heading before an element, beside it, says that other stories follow. */
function standsUnderOtherHeading(element: PageElement): boolean {
  const beside = element.parent?.children ?? [];
  const at = beside.indexOf(element);
  const before = beside.slice(Math.max(0, at - MOST_SIBLINGS), Math.max(0, at)).findLast((sibling) => typeof sibling !== "string" && HEADING_NAME.test(sibling.name));
  return before !== undefined && opensAfterArticle(textOf(before as PageElement, LONGEST_HEADING));
}
