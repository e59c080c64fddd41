import { resolveAddress } from "./feed-address";
import { tidyLine } from "./feed-text";
import { isElement, type MarkupElement } from "./markup-tree";
import type { ParsedOpml } from "./parsed-feed";

const maxFolderDepth = 5;
const maxFolderName = 80;
const maxTitle = 300;
const maxAddress = 2_000;

/** Every outline that means a feed, in document order, under the outlines that enclose it; those without a usable address apart. */
export function readOpml(root: MarkupElement, url: string): ParsedOpml {
  const list: ParsedOpml = { kind: "opml", feeds: [], unread: [] };
  collect(root, [], url, list);
  return list;
}

function collect(element: MarkupElement, folders: readonly string[], url: string, list: ParsedOpml): void {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const written = child.name === "outline" ? writtenAddress(child) : null;
    const address = written === null ? null : resolveAddress(written.replace(/^feed:(?:\/\/)?(?=https?:)/i, "").replace(/^feed:\/\//i, "http://"), url);
    const label = tidyLine(child.attributes.get("title")?.trim() || child.attributes.get("text")?.trim() || "").slice(0, maxTitle);
    const folder = folders.join(" / ") || null;
    if (address !== null) list.feeds.push({ title: label || address, url: address, siteUrl: resolveAddress(child.attributes.get("htmlurl"), url), folder });
    else if (written !== null) list.unread.push({ title: label, written: tidyLine(written).slice(0, maxAddress), folder, after: list.feeds.length });
    const isFolder = child.name === "outline" && address === null && label !== "" && folders.length < maxFolderDepth;
    collect(child, isFolder ? [...folders, label.slice(0, maxFolderName).trimEnd()] : folders, url, list);
  }
}

/** What an outline gives as a feed's address; null where it means no feed. Some programs write an empty address on their folders. */
function writtenAddress(outline: MarkupElement): string | null {
  const isTyped = /^(?:rss|atom|feed)/i.test(outline.attributes.get("type")?.trim() ?? "");
  const written = outline.attributes.get("xmlurl") ?? (isTyped ? outline.attributes.get("url") : undefined);
  if (written?.trim()) return written;
  return isTyped && !outline.children.some(isElement) ? "" : null;
}
