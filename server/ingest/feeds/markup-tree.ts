import { canonicalName, extendScope, rootNamespace, type NamespaceScope, type RootNamespace } from "./feed-namespaces";
import { FeedError } from "./feed-error";
import { decodeReferences } from "./feed-text";
import { scanMarkup } from "./scan-markup";

export interface MarkupElement {
  /** Canonical, lower-cased: `title`, `dc:date`, `rdf:li`. */
  name: string;
  /** Names lower-cased, prefixes as written; values with references decoded. */
  attributes: ReadonlyMap<string, string>;
  children: (MarkupElement | string)[];
  parent: MarkupElement | null;
}

interface OpenElement {
  element: MarkupElement;
  scope: NamespaceScope;
}

const maxDepth = 512;
/** Each element that declares a namespace copies its scope; beyond this many names the copies would cost more than the feed. */
const maxScopedNames = 300_000;
const emptyScope: NamespaceScope = new Map();

/** Fields that hold words and never each other: a second one inside means that the first was not closed. */
const textFields = new Set(["title", "link", "guid", "id", "pubdate", "lastbuilddate", "updated", "published", "modified", "issued", "ttl", "language", "dc:date", "dc:creator", "dc:title"]);
const followers = new Set([...textFields, "item", "entry", "description", "category", "summary", "content:encoded", "comments", "enclosure", "outline"]);
const records = new Set(["item", "entry"]);

/**
 * Builds a tree from XML of any quality: a close tag closes what it can, a record closes the record before it,
 * and the end of the file closes the rest.
 *
 * @param isRoot decides on lower-cased local names where the document begins; what stands before is junk.
 * @returns null when no such element exists.
 * @throws FeedError `too-deep`, `too-many-parts`.
 */
export function buildMarkupTree(source: string, isRoot: (localName: string) => boolean): MarkupElement | null {
  let root: MarkupElement | null = null;
  let namespace: RootNamespace = { address: "", isAtom: false };
  let rootScope = emptyScope;
  let scopedNames = 0;
  const open: OpenElement[] = [];

  // How often each name is open, so that a stray close tag costs no search.
  const openCounts = new Map<string, number>();
  const push = (entry: OpenElement): void => {
    open.push(entry);
    openCounts.set(entry.element.name, (openCounts.get(entry.element.name) ?? 0) + 1);
  };
  const closeFrom = (at: number): void => {
    for (const { element } of open.splice(at)) openCounts.set(element.name, (openCounts.get(element.name) ?? 1) - 1);
  };
  const lastOpen = (name: string): number => (openCounts.get(name) ? open.findLastIndex(({ element }) => element.name === name) : -1);

  /** Ends the open elements that cannot go on once `name` begins. */
  const closeForgotten = (name: string): void => {
    if (records.has(name)) {
      const last = lastOpen(name);
      if (last >= 0 && lastOpen("content") < last) closeFrom(last);
    }
    while (followers.has(name) && textFields.has(open.at(-1)?.element.name ?? "")) closeFrom(open.length - 1);
  };

  scanMarkup(source, {
    onOpen(rawName, attributes, selfClosing) {
      if (!root && !isRoot(rawName.toLowerCase().replace(/^.*:/, ""))) return;
      // Content after the root's end belongs to a root that was closed too early.
      if (root && open.length === 0) push({ element: root, scope: rootScope });
      const outer = open.at(-1)?.scope ?? emptyScope;
      const scope = scopedNames < maxScopedNames ? extendScope(outer, attributes) : outer;
      if (scope !== outer) scopedNames += scope.size;
      if (!root) {
        namespace = rootNamespace(rawName, scope);
        rootScope = scope;
      }
      const name = canonicalName(rawName, scope, namespace);
      closeForgotten(name);
      const parent = open.at(-1)?.element ?? null;
      const element: MarkupElement = { name, attributes: decodeAttributes(attributes), children: [], parent };
      parent?.children.push(element);
      root ??= element;
      if (selfClosing) return;
      if (open.length >= maxDepth) throw new FeedError("too-deep", "This file nests its parts far more deeply than any real feed, so it was not read.");
      push({ element, scope });
    },
    onClose(rawName) {
      const scope = open.at(-1)?.scope;
      if (!scope) return;
      const at = lastOpen(canonicalName(rawName, scope, namespace));
      if (at >= 0) closeFrom(at);
    },
    onText(raw, isCdata) {
      open.at(-1)?.element.children.push(isCdata ? raw : decodeReferences(raw));
    },
  });
  return root;
}

const noAttributes = new Map<string, string>();

function decodeAttributes(attributes: [string, string][]): ReadonlyMap<string, string> {
  if (attributes.length === 0) return noAttributes;
  const decoded = new Map<string, string>();
  for (const [name, value] of attributes) {
    const key = name.toLowerCase();
    if (!decoded.has(key)) decoded.set(key, decodeReferences(value));
  }
  return decoded;
}

export function isElement(node: MarkupElement | string): node is MarkupElement {
  return typeof node !== "string";
}

/** The children with one of these names, in document order. */
export function childrenNamed(element: MarkupElement, ...names: string[]): MarkupElement[] {
  return element.children.filter((child): child is MarkupElement => isElement(child) && names.includes(child.name));
}

/** All elements below `element` with this name that do not stand inside another of the same name. */
export function descendantsNamed(element: MarkupElement, name: string): MarkupElement[] {
  return element.children.flatMap((child) => (!isElement(child) ? [] : child.name === name ? [child] : descendantsNamed(child, name)));
}

/** All character data below an element, as written. */
export function rawText(element: MarkupElement): string {
  return element.children.map((child) => (isElement(child) ? rawText(child) : child)).join("");
}
