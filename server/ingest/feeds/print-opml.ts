import type { OpmlFeed } from "./parsed-feed";

interface Folder {
  folders: Map<string, Folder>;
  feeds: OpmlFeed[];
}

/**
 * A list of feeds as OPML 2.0, with folders as nested outlines; `parseFeed` reads it back the same.
 *
 * @param options.now when the list was made.
 */
export function printOpml(feeds: readonly OpmlFeed[], options: { title: string; now: Date }): string {
  const root: Folder = { folders: new Map(), feeds: [] };
  for (const feed of feeds) {
    let folder = root;
    for (const name of feed.folder?.split(" / ") ?? []) {
      const inner = folder.folders.get(name) ?? { folders: new Map(), feeds: [] };
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.feeds.push(feed);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    "  <head>",
    `    <title>${escapeXml(options.title)}</title>`,
    `    <dateCreated>${options.now.toUTCString()}</dateCreated>`,
    "  </head>",
    "  <body>",
    ...printFolder(root, "    "),
    "  </body>",
    "</opml>",
    "",
  ].join("\n");
}

function printFolder(folder: Folder, indent: string): string[] {
  const lines = folder.feeds.map((feed) => {
    const site = feed.siteUrl === null ? "" : ` htmlUrl="${escapeXml(feed.siteUrl)}"`;
    return `${indent}<outline type="rss" text="${escapeXml(feed.title)}" title="${escapeXml(feed.title)}" xmlUrl="${escapeXml(feed.url)}"${site}/>`;
  });
  for (const [name, inner] of folder.folders) {
    lines.push(`${indent}<outline text="${escapeXml(name)}" title="${escapeXml(name)}">`, ...printFolder(inner, `${indent}  `), `${indent}</outline>`);
  }
  return lines;
}

const references: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;" };

function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"\n\t\r]/g, (character) => references[character] ?? character);
}
