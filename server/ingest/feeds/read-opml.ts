import { resolveAddress } from "./feed-address";
import { tidyLine } from "./feed-text";
import { isElement, type MarkupElement } from "./markup-tree";
import type { OpmlFeed, ParsedOpml } from "./parsed-feed";

const maxFolderDepth = 5;
const maxFolderName = 80;
const maxTitle = 300;

/** Every outline with a feed's address, in document order, under the outlines that enclose it. */
export function readOpml(root: MarkupElement, url: string): ParsedOpml {
  const feeds: OpmlFeed[] = [];
  collect(root, [], url, feeds);
  return { kind: "opml", feeds };
}

function collect(element: MarkupElement, folders: readonly string[], url: string, feeds: OpmlFeed[]): void {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const address = child.name === "outline" ? feedAddress(child, url) : null;
    const label = tidyLine(child.attributes.get("title")?.trim() || child.attributes.get("text")?.trim() || "").slice(0, maxTitle);
    if (address !== null) {
      feeds.push({ title: label || address, url: address, siteUrl: resolveAddress(child.attributes.get("htmlurl"), url), folder: folders.join(" / ") || null });
    }
    const isFolder = child.name === "outline" && address === null && label !== "" && folders.length < maxFolderDepth;
    collect(child, isFolder ? [...folders, label.slice(0, maxFolderName).trimEnd()] : folders, url, feeds);
  }
}

function feedAddress(outline: MarkupElement, url: string): string | null {
  const type = outline.attributes.get("type")?.trim().toLowerCase() ?? "";
  const written = outline.attributes.get("xmlurl") ?? (/^(?:rss|atom|feed)/.test(type) ? outline.attributes.get("url") : undefined);
  return resolveAddress(written?.replace(/^feed:(?:\/\/)?(?=https?:)/i, "").replace(/^feed:\/\//i, "http://"), url);
}
