/** What a person put into the one field. */
export type Pasted =
  | { kind: "nothing" }
  | { kind: "address"; url: string }
  | { kind: "addresses"; urls: string[] }
  | { kind: "text"; url: string; title: string; text: string };

const MAX_ADDRESSES = 50;
const MAX_HEADLINE_LENGTH = 250;
const WITH_SCHEME = /^https?:\/\/[^\s/?#]+\S*$/i;
const WITHOUT_SCHEME = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u;
const STRIPPED = /^[<("'«“]+|[>)"'»”]+$/g;

/**
 * Says whether an input is one address, several of them (one a line) or a text. A text may begin with its address;
 * a short first line without a full stop is taken for its headline.
 */
export function recognisePaste(input: string): Pasted {
  const trimmed = input.trim();
  if (trimmed === "") return { kind: "nothing" };
  const one = asAddress(trimmed);
  if (one) return { kind: "address", url: one };
  const lines = trimmed.slice(0, 200_000).split(/\s*[\r\n]+\s*/);
  const urls = lines.length <= MAX_ADDRESSES ? lines.map(asAddress) : [];
  if (urls.length > 1 && urls.every((url) => url !== null)) return { kind: "addresses", urls: [...new Set(urls)] };
  return asText(trimmed);
}

function asAddress(line: string): string | null {
  if (line.length > 4_000) return null;
  const bare = line.replace(STRIPPED, "");
  if (WITH_SCHEME.test(bare)) return bare;
  return WITHOUT_SCHEME.test(bare) && !bare.includes("@") ? bare : null;
}

function asText(input: string): Pasted {
  const [first, rest] = cutFirstLine(input);
  const url = rest === "" ? null : asAddress(first);
  const body = url ? rest : input;
  const [headline, below] = cutFirstLine(body);
  const isHeadline = below !== "" && headline.length <= MAX_HEADLINE_LENGTH && !/[.;,:…]["'”»)]*$/.test(headline);
  return { kind: "text", url: url ?? "", title: isHeadline ? headline : "", text: isHeadline ? below : body };
}

function cutFirstLine(text: string): [first: string, rest: string] {
  const end = /[\r\n]/.exec(text)?.index ?? text.length;
  return [text.slice(0, end).trim(), text.slice(end).trim()];
}
