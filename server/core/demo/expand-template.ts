import type { Random } from "@/server/core/demo/create-random";

/**
 * The notation of the demo's texts:
 * `[a|b|c]` one of these (may be nested, may be empty);
 * `{town}` a word of the list `town`, the same throughout one article; `{town+}` a fresh one each time;
 * `{12-40}` or `{1.2-4.9}` a fresh number; `{rate:1.2-4.9}` a number that the article keeps under that name.
 */
type Node =
  | { kind: "text"; text: string }
  | { kind: "choice"; options: Node[][] }
  | { kind: "word"; list: string; fresh: boolean }
  | { kind: "number"; name: string | null; low: number; high: number; digits: number };

export type WordLists = Readonly<Record<string, readonly string[]>>;

export interface Expansion {
  random: Random;
  lists: WordLists;
  /** What this article has drawn so far, by list or number name. */
  drawn: Map<string, string>;
  /** The words of the sentence in hand. */
  inSentence: Set<string>;
  language: "en" | "de" | "uk";
}

const slotPattern = /^(?:(?<name>[a-zA-Z]+):)?(?<low>\d+(?:\.(?<digits>\d+))?)-(?<high>\d+(?:\.\d+)?)$/;

function parseSlot(inner: string): Node {
  const number = slotPattern.exec(inner)?.groups;
  if (number) {
    return { kind: "number", name: number.name ?? null, low: Number(number.low), high: Number(number.high), digits: number.digits?.length ?? 0 };
  }
  return inner.endsWith("+") ? { kind: "word", list: inner.slice(0, -1), fresh: true } : { kind: "word", list: inner, fresh: false };
}

function parseTemplate(source: string): Node[] {
  let at = 0;
  const parseSequence = (inChoice: boolean): Node[] => {
    const nodes: Node[] = [];
    let text = "";
    const flush = () => {
      if (text !== "") nodes.push({ kind: "text", text });
      text = "";
    };
    while (at < source.length) {
      const char = source[at] as string;
      if (inChoice && (char === "|" || char === "]")) break;
      at += 1;
      if (char === "[") {
        flush();
        const options = [parseSequence(true)];
        while (source[at] === "|") {
          at += 1;
          options.push(parseSequence(true));
        }
        if (source[at] !== "]") throw new SyntaxError(`Unclosed [ in the template: ${source}`);
        at += 1;
        nodes.push({ kind: "choice", options });
      } else if (char === "{") {
        flush();
        const end = source.indexOf("}", at);
        if (end < 0) throw new SyntaxError(`Unclosed { in the template: ${source}`);
        nodes.push(parseSlot(source.slice(at, end)));
        at = end + 1;
      } else {
        text += char;
      }
    }
    flush();
    return nodes;
  };
  return parseSequence(false);
}

const parsedTemplates = new Map<string, Node[]>();

function parseOnce(source: string): Node[] {
  let nodes = parsedTemplates.get(source);
  if (!nodes) {
    nodes = parseTemplate(source);
    parsedTemplates.set(source, nodes);
  }
  return nodes;
}

function drawNumber(node: Extract<Node, { kind: "number" }>, { random, language }: Expansion): string {
  const scale = 10 ** node.digits;
  const value = (random.between(Math.round(node.low * scale), Math.round(node.high * scale)) / scale).toFixed(node.digits);
  return language === "en" ? value : value.replace(".", ",");
}

function writeNodes(nodes: readonly Node[], expansion: Expansion): string {
  const keep = (name: string, draw: () => string) => {
    const known = expansion.drawn.get(name);
    if (known !== undefined) return known;
    const value = draw();
    expansion.drawn.set(name, value);
    return value;
  };
  const drawWord = (list: string): string => {
    const words = expansion.lists[list];
    if (!words) throw new ReferenceError(`No word list is called ${list}`);
    return writeNodes(parseOnce(expansion.random.pick(words)), expansion);
  };
  /** Two towns in one sentence are two towns: a fresh word differs from those before it where the list allows. */
  const drawAnother = (list: string): string => {
    let word = drawWord(list);
    for (let attempt = 0; attempt < 4 && expansion.inSentence.has(word); attempt++) word = drawWord(list);
    return word;
  };
  let written = "";
  for (const node of nodes) {
    if (node.kind === "text") written += node.text;
    else if (node.kind === "choice") written += writeNodes(expansion.random.pick(node.options), expansion);
    else if (node.kind === "word") {
      const word = node.fresh ? drawAnother(node.list) : keep(node.list, () => drawWord(node.list));
      expansion.inSentence.add(word);
      written += word;
    } else written += node.name === null ? drawNumber(node, expansion) : keep(node.name, () => drawNumber(node, expansion));
  }
  return written;
}

/** "a" before a vowel that sounds like one, so that lists may hold any noun. */
const vowelAfterA = /\b([Aa]) (?=(?!uni|use|one|eu)[aeiou])/g;
const afterQuestion = /\? [a-zа-яіїєґäöü]/g;
const openingQuotes = "\"“„«";

/** Writes one template out, with "an" where English wants it and the first letter in upper case. Throws on an unknown word list or a broken bracket. */
export function expandTemplate(source: string, expansion: Expansion): string {
  expansion.inSentence.clear();
  const written = writeNodes(parseOnce(source), expansion);
  const sentences = written.replace(afterQuestion, (match) => match.toUpperCase());
  const spaced = expansion.language === "en" ? sentences.replace(vowelAfterA, "$1n ") : sentences;
  const first = openingQuotes.includes(spaced.charAt(0)) ? 1 : 0;
  return spaced.slice(0, first) + spaced.charAt(first).toUpperCase() + spaced.slice(first + 1);
}
