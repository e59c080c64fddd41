import type { PageElement } from "./page-tree";

/** Regions of a page that speak of other things than its article: other stories, comments, menus, footers. */
const ELSEWHERE = /(?:^|[\s_/:-])(?:comments?|commentlist|comment-\w+|kommentare?|kommentar\w*|related\w*|side-?bar\w*|footer\w*|widgets?|widget-?area|teasers?|recommend\w*|popular\w*|latest\w*|recent\w*|nav|navi|navbar|navigation|menu\w*|archives?|calendar\w*|ticker|most-?\w+|trending|more-?\w+|respond|disqus\w*|similar\w*|carousel\w*|slider\w*|breaking\w*|events?|upcoming|tribe\w*|newsfeed|rail|reply|replies|masthead|site-?header|cookie\w*|modal|popup)(?=$|[\s_/:\d-])/;

export interface PageRegions {
  /** Characters of prose below each element: text runs of some length outside links. */
  prose: ReadonlyMap<PageElement, number>;
  /** The outermost elements of regions that are not about the article. */
  elsewhere: ReadonlySet<PageElement>;
}

/** Measures the prose of every element and marks the regions that speak of other things; one pass each. */
export function findRegions(body: PageElement): PageRegions {
  const prose = countProse(body);
  const whole = Math.max(1, prose.get(body) ?? 0);
  const elsewhere = new Set<PageElement>();
  const visit = (element: PageElement, inArticle: boolean): void => {
    if (element !== body && isElsewhere(element, inArticle) && (prose.get(element) ?? 0) < 0.4 * whole) {
      elsewhere.add(element);
      return;
    }
    for (const child of element.children) if (typeof child !== "string") visit(child, inArticle || element.name === "article");
  };
  visit(body, false);
  return { prose, elsewhere };
}

const ARTICLE_PART = /(?:^|[\s_-])(?:entry|post|article|node|story)-?(?:footer|meta|header)(?=$|[\s_-])|(?:^|\s)(?:site-content|content-area|main-content)(?=$|\s)/;

/** An aside or a footer of the article itself may hold its date and author. */
function isElsewhere(element: PageElement, inArticle: boolean): boolean {
  if (element.name === "nav" || ((element.name === "aside" || element.name === "footer") && !inArticle)) return true;
  return element.hint !== "" && !ARTICLE_PART.test(element.hint) && element.name !== "article" && element.name !== "main" && ELSEWHERE.test(element.hint);
}

function countProse(root: PageElement): Map<PageElement, number> {
  const counts = new Map<PageElement, number>();
  const visit = (element: PageElement): number => {
    let sum = 0;
    for (const child of element.children) {
      if (typeof child !== "string") sum += visit(child);
      else if (element.name !== "a" && child.length > 40) sum += child.trim().length;
    }
    counts.set(element, sum);
    return sum;
  };
  visit(root);
  return counts;
}
