import { recognisePaste } from "@/server/core/articles/recognise-paste";

/** What another page hands to the form: by a bookmark in the browser's bar, or by the share menu of a phone. */
export interface Prefill {
  url: string;
  title: string;
  text: string;
}

const LONGEST = 200_000;

/**
 * Reads `url`, `title` and `text` out of a query or a fragment; null when none of them says anything. Apps put the
 * address into whichever of the three they like, so it is looked for in the text and the title as well.
 */
export function readPrefill(params: URLSearchParams): Prefill | null {
  const at = (name: string) => (params.get(name) ?? "").slice(0, LONGEST).trim();
  const given: Prefill = { url: at("url").slice(0, 4_000), title: at("title").slice(0, 2_000), text: at("text") };
  if (given.url === "") {
    for (const field of ["text", "title"] as const) {
      const lines = given[field].split(/\s*[\r\n]+\s*/);
      const [first, last] = [lines[0] ?? "", lines.at(-1) ?? ""].map((line) => recognisePaste(line));
      const address = [first, last].find((part) => part?.kind === "address" && /^https?:/i.test(part.url));
      if (address?.kind !== "address") continue;
      const rest = lines.filter((line) => !line.includes(address.url)).join("\n").trim();
      return { ...given, url: address.url, [field]: rest };
    }
  }
  return given.url || given.title || given.text ? given : null;
}

/** The same as a fragment, which no server sees and whose length nobody limits. */
export const printPrefill = (prefill: Prefill): string => new URLSearchParams(Object.entries(prefill).filter(([, value]) => value !== "")).toString();
