import type { PageRegions } from "./page-regions";
import type { PageElement } from "./page-tree";
import { isFurnitureByName, isTextByName } from "./name-hints";

const FURNITURE_ELEMENTS = new Set(["nav", "footer", "aside", "button", "dialog", "menu", "input", "figcaption", "label", "legend", "progress", "meter"]);
const NEVER_BY_NAME = new Set(["html", "body", "article", "main", "p", "h1", "h2", "em", "strong", "b", "i", "span", "a", "td", "tr", "table", "tbody"]);

/** Whether an element says of itself that nobody sees it. */
export function isHidden(element: PageElement): boolean {
  const attributes = element.attributes;
  if (attributes["hidden"] !== undefined) return true;
  if (attributes["aria-hidden"] === "true" && element.name !== "p") return true;
  const style = attributes["style"];
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}

/**
 * Which elements are page furniture: by element, by visibility and by name.
 * An element that holds most of the page's prose is never furniture, whatever it is called.
 */
export function findFurniture(root: PageElement, prose: PageRegions["prose"], options: { byName: boolean }): Set<PageElement> {
  const whole = prose.get(root) ?? 0;
  const furniture = new Set<PageElement>();
  const visit = (element: PageElement, insideArticle: boolean): void => {
    const share = whole === 0 ? 0 : (prose.get(element) ?? 0) / whole;
    if (share < 0.5 && element !== root) {
      const byElement = FURNITURE_ELEMENTS.has(element.name) || (element.name === "header" && !insideArticle) || (element.name === "form" && (share < 0.2 || (prose.get(element) ?? 0) < 400)) || isHidden(element);
      const byName = options.byName && !NEVER_BY_NAME.has(element.name) && isFurnitureByName(element) && !(isTextByName(element) && share > 0.1);
      const byNameSmall = options.byName && NEVER_BY_NAME.has(element.name) && element.name !== "html" && element.name !== "body" && isFurnitureByName(element) && share < 0.1;
      if (byElement || byName || byNameSmall) {
        furniture.add(element);
        return;
      }
    }
    for (const child of element.children) if (typeof child !== "string") visit(child, insideArticle || element.name === "article" || element.name === "main");
  };
  visit(root, false);
  return furniture;
}
