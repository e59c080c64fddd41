import { guessMapping } from "@/server/core/articles/column-mapping";
import { HEAD_ROWS } from "@/server/core/imports/date-readings";

export type FileFormat = { kind: "csv"; delimiter: string; headLines: number } | { kind: "json-lines" } | { kind: "json"; startAt: number };

const DELIMITERS = [",", ";", "\t", "|"] as const;
const WRAPPER = /^\s*\{[^[\]]{0,20000}?"(?:articles|items|results|data|docs|documents|records|entries|rows|hits|stories)"\s*:\s*\[/;

/** Whether a text begins like XML or HTML, or like a JSON Feed. */
export function sniffMarkup(head: string): boolean {
  const text = head.slice(0, 65_536).trimStart();
  if (text.startsWith("{")) return /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org/i.test(text);
  return /^<(?:[?!]|[a-z])/i.test(text);
}

/** Recognises a file of articles by how its text begins; the name plays no part. */
export function sniffFormat(head: string): FileFormat {
  const text = head.trimStart();
  if (text.startsWith("[")) {
    const line = firstLine(text);
    // A line that is a whole array by itself, followed by another, is JSON lines (of the wrong kind, which each row will say).
    return line.length < text.trimEnd().length && isJson(line) && /^\s*\[/.test(text.slice(line.length)) ? { kind: "json-lines" } : { kind: "json", startAt: head.indexOf("[") + 1 };
  }
  if (text.startsWith("{")) {
    const line = firstLine(text);
    const wrapper = WRAPPER.exec(head);
    if (wrapper && (line.length > 2_000_000 || !isJson(line) || line.length === text.trimEnd().length)) return { kind: "json", startAt: wrapper[0].length };
    return isJson(line) || line.includes('":') && !/^\{\s*$/.test(line) && line.trimEnd().endsWith("}") ? { kind: "json-lines" } : { kind: "json", startAt: 0 };
  }
  const hint = /^sep=(.)\r?\n/i.exec(text);
  if (hint?.[1]) return { kind: "csv", delimiter: hint[1], headLines: 1 };
  return { kind: "csv", delimiter: guessDelimiter(text), headLines: 0 };
}

/** The delimiter that cuts most of the first lines into the same number of cells, best of all one of them into names that are known. */
export function guessDelimiter(text: string): string {
  const lines = unquotedLines(text, 20);
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const split = lines.map((line) => line.split(delimiter));
    const usual = commonest(split.map((cells) => cells.length - 1).filter((count) => count > 0));
    if (usual === null) continue;
    const alike = usual.times / lines.length;
    const named = Math.max(...split.slice(0, HEAD_ROWS).map((cells) => (cells.length > 1 ? Object.keys(guessMapping(cells.map((cell) => cell.replaceAll('"', "").trim()))).length : 0)));
    const score = alike * 2 + named * 3 + Math.min(usual.value, 10) / 10;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function commonest(values: readonly number[]): { value: number; times: number } | null {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].map(([value, count]) => ({ value, times: count })).sort((one, other) => other.times - one.times)[0] ?? null;
}

/** The first lines with what stands in quotation marks blanked (names stay: they hold no delimiter), line ends inside them gone. */
function unquotedLines(text: string, limit: number): string[] {
  const plain = text.slice(0, 65_536).replace(/"((?:[^"]|"")*)"/g, (_, cell: string) => cell.replace(/[,;\t|\r\n]/g, " "));
  return plain.split(/\r\n?|\n/).filter((line) => line.trim() !== "").slice(0, limit);
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end === -1 ? text : text.slice(0, end);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
