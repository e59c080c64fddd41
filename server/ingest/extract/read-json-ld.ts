/** What a page says about its article in JSON-LD (schema.org), each field as written. */
export interface StatedArticle {
  headline: string | null;
  authors: string[];
  datePublished: string | null;
  dateModified: string | null;
  publisher: string | null;
  language: string | null;
  body: string | null;
  url: string | null;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review|Posting|OpinionPiece|Recipe|NewsItem|Episode|CreativeWork|HowTo)$/;
const PAGE_TYPE = /(?:WebPage|ItemPage|AboutPage|VideoObject|Event|Product|Book)$/;
const MAX_DEPTH = 12;
const MAX_NODES = 2_000;

/**
 * Parses one script body, mending what publishers break most: comments and CDATA wrappers, raw line breaks
 * inside strings, trailing commas, doubled objects without a comma. Null where nothing helps.
 */
export function parseLooseJson(source: string): Json {
  const trimmed = source.replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, "").replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*$/, "").trim().replace(/;$/, "");
  return tryParse(trimmed) ?? tryParse(mendJson(trimmed)) ?? null;
}

function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function mendJson(text: string): string {
  const out: string[] = [];
  let inString = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 92) {
        const next = text[i + 1] ?? "";
        if (!/["\\/bfnrtu]/.test(next)) {
          out.push(text.slice(from, i), "\\\\");
          from = i + 1;
        } else i++;
      } else if (code === 34) {
        // A quote that nothing structural follows was meant as a character of the text.
        if (closesString(text, i + 1)) inString = false;
        else {
          out.push(text.slice(from, i), "\\\"");
          from = i + 1;
        }
      } else if (code < 32) {
        out.push(text.slice(from, i), " ");
        from = i + 1;
      }
    } else if (code === 34) inString = true;
    else if (code === 44) {
      const next = nextSolid(text, i + 1);
      if (next === "}" || next === "]" || next === "," || next === "") {
        out.push(text.slice(from, i));
        from = i + 1;
      }
    }
  }
  out.push(text.slice(from));
  return out.join("");
}

function nextSolid(text: string, from: number): string {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return text[at] ?? "";
}

function closesString(text: string, from: number): boolean {
  const next = nextSolid(text, from);
  return next === "" || next === ":" || next === "}" || next === "]" || next === ",";
}

/** Reads the article a page states in its JSON-LD scripts; null where none of them describes one. */
export function readJsonLd(scripts: readonly string[]): StatedArticle | null {
  const nodes: JsonObject[] = [];
  const byId = new Map<string, JsonObject>();
  for (const script of scripts) collectNodes(parseLooseJson(script), 0, nodes, byId);
  const articles = nodes.filter((node) => hasType(node, ARTICLE_TYPE));
  const pages = nodes.filter((node) => hasType(node, PAGE_TYPE));
  const main = articles.find((node) => node["datePublished"] !== undefined && node["headline"] !== undefined) ?? articles[0] ?? pages.find((node) => node["datePublished"] !== undefined) ?? null;
  if (main === null) return null;
  const page = pages.find((node) => node["datePublished"] !== undefined);
  return {
    headline: textIn(main["headline"]) ?? (articles.length > 0 ? textIn(main["name"]) : null),
    authors: namesIn(main["author"] ?? main["creator"] ?? null, byId, 0),
    datePublished: textIn(main["datePublished"]) ?? textIn(main["dateCreated"]) ?? textIn(main["uploadDate"]) ?? textIn(page?.["datePublished"]),
    dateModified: textIn(main["dateModified"]),
    publisher: namesIn(main["publisher"] ?? null, byId, 0)[0] ?? null,
    language: textIn(main["inLanguage"]),
    body: textIn(main["articleBody"]),
    url: textIn(main["url"]),
  };
}

function collectNodes(json: Json, depth: number, nodes: JsonObject[], byId: Map<string, JsonObject>): void {
  if (json === null || typeof json !== "object" || depth > MAX_DEPTH || nodes.length > MAX_NODES) return;
  if (Array.isArray(json)) {
    for (const one of json) collectNodes(one, depth + 1, nodes, byId);
    return;
  }
  if (json["@type"] !== undefined) nodes.push(json);
  const id = json["@id"];
  if (typeof id === "string" && Object.keys(json).length > 1 && !byId.has(id)) byId.set(id, json);
  for (const [key, value] of Object.entries(json)) {
    if (key === "comment" || key === "itemListElement" || key === "review") continue;
    collectNodes(value, depth + 1, nodes, byId);
  }
}

function hasType(node: JsonObject, pattern: RegExp): boolean {
  return [node["@type"]].flat().some((type) => typeof type === "string" && pattern.test(type));
}

function textIn(value: Json | undefined): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  if (Array.isArray(value)) return textIn(value[0]);
  if (value !== null && typeof value === "object") return textIn(value["@value"] ?? value["name"] ?? value["alternateName"]);
  return null;
}

function namesIn(value: Json, byId: ReadonlyMap<string, JsonObject>, depth: number): string[] {
  if (depth > 4 || value === null) return [];
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  if (Array.isArray(value)) return value.flatMap((one) => namesIn(one, byId, depth + 1));
  if (typeof value !== "object") return [];
  const name = value["name"];
  if (name !== undefined) return namesIn(name, byId, depth + 1);
  const given = textIn(value["givenName"]);
  const family = textIn(value["familyName"]);
  if (given !== null || family !== null) return [[given, family].filter((part) => part !== null).join(" ")];
  const id = value["@id"];
  const target = typeof id === "string" ? byId.get(id) : undefined;
  return target === undefined || target === value ? [] : namesIn(target, byId, depth + 1);
}
