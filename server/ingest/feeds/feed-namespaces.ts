/** Namespace addresses, lower-cased and without `www.`, scheme and closing `/` or `#`, to the short name this reader uses. */
const shortNames = new Map(Object.entries({
  "w3.org/2005/atom": "atom",
  "purl.org/atom/ns": "atom",
  "purl.org/pie": "atom",
  "purl.org/rss/1.0": "rss",
  "my.netscape.com/rdf/simple/0.9": "rss",
  "channel.netscape.com/rdf/simple/0.9": "rss",
  "backend.userland.com/rss": "rss",
  "backend.userland.com/rss2": "rss",
  "backend.userland.com/rss091": "rss",
  "blogs.law.harvard.edu/tech/rss": "rss",
  "cyber.law.harvard.edu/rss": "rss",
  "w3.org/1999/02/22-rdf-syntax-ns": "rdf",
  "purl.org/dc/elements/1.0": "dc",
  "purl.org/dc/elements/1.1": "dc",
  "purl.org/dc/terms": "dcterms",
  "purl.org/rss/1.0/modules/content": "content",
  "purl.org/rss/1.0/modules/syndication": "sy",
  "search.yahoo.com/mrss": "media",
  "video.search.yahoo.com/mrss": "media",
  "itunes.com/dtds/podcast-1.0.dtd": "itunes",
  "google.com/schemas/play-podcasts/1.0": "googleplay",
  "rssnamespace.org/feedburner/ext/1.0": "feedburner",
  "google.com/schemas/sitemap-news/0.9": "news",
  "sitemaps.org/schemas/sitemap/0.9": "sitemap",
  "google.com/schemas/sitemap/0.84": "sitemap",
  "w3.org/1999/xhtml": "xhtml",
  "w3.org/xml/1998/namespace": "xml",
}));

/** Prefixes in scope; `""` is the default namespace. Values are normalised addresses. */
export type NamespaceScope = ReadonlyMap<string, string>;

/** The scope inside an element that carries these attributes; the same object when it declares nothing. */
export function extendScope(scope: NamespaceScope, attributes: readonly [string, string][]): NamespaceScope {
  let extended: Map<string, string> | null = null;
  for (const [name, value] of attributes) {
    if (!name.startsWith("xmlns")) continue;
    if (name !== "xmlns" && name[5] !== ":") continue;
    extended ??= new Map(scope);
    extended.set(name.slice(6).toLowerCase(), normaliseNamespace(value));
  }
  return extended ?? scope;
}

function normaliseNamespace(address: string): string {
  return address.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/[/#]+$/, "");
}

/** The root's own vocabulary: whatever a feed declares as its default is taken as the feed format itself. */
export interface RootNamespace {
  address: string;
  isAtom: boolean;
}

export function rootNamespace(name: string, scope: NamespaceScope): RootNamespace {
  const [prefix, local] = splitName(name);
  const isAtom = local === "feed" || local === "entry";
  // rdf:RDF stands in the RDF namespace, while its channel and items are in the default one.
  return { address: scope.get(local === "rdf" ? "" : prefix) ?? "", isAtom };
}

/**
 * An element's name as the readers look it up: `title` for the feed's own vocabulary, `dc:title` for a module,
 * whatever prefix the publisher chose. An undeclared prefix is taken at its word.
 */
export function canonicalName(name: string, scope: NamespaceScope, root: RootNamespace): string {
  const [prefix, local] = splitName(name);
  const address = scope.get(prefix);
  const short = address === undefined ? prefix : (shortNames.get(address) ?? prefix);
  if (prefix === "" && (address === undefined || address === root.address)) return local;
  if (short === "" || short === "rss" || short === "sitemap" || short === "xhtml") return local;
  if (short === "atom") return root.isAtom ? local : `atom:${local}`;
  if (address !== undefined && address === root.address && short !== "rdf") return local;
  return `${short}:${local}`;
}

function splitName(name: string): [prefix: string, local: string] {
  const lower = name.toLowerCase();
  const colon = lower.lastIndexOf(":");
  return colon < 0 ? ["", lower] : [lower.slice(0, colon), lower.slice(colon + 1)];
}
