import { guessMapping } from "@/server/core/articles/column-mapping";

export type FileFormat = { kind: "csv"; delimiter: string; headLines: number } | { kind: "json-lines" } | { kind: "json"; startAt: number };

const DELIMITERS = [",", ";", "\t", "|"] as const;
const WRAPPER = /^\s*\{[^[\]]{0,20000}?"(?:articles|items|results|data|docs|documents|records|entries|rows|hits|stories)"\s*:\s*\[/;

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

/** The delimiter that cuts the first lines into the same number of cells, best of all into names that are known. */
export function guessDelimiter(text: string): string {
  const lines = unquotedLines(text, 20);
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    if (first === 0) continue;
    const alike = counts.filter((count) => count === first).length / counts.length;
    const named = Object.keys(guessMapping((lines[0] ?? "").split(delimiter).map((cell) => cell.replaceAll('"', "").trim()))).length;
    const score = alike * 2 + named * 3 + Math.min(first, 10) / 10;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
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
