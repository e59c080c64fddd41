import { StringDecoder } from "node:string_decoder";
import { explainError } from "@/server/core/themes/explain-error";
import { canonicalUrl, outletDomain } from "@/server/core/articles/canonical-url";
import { groupStories, type GroupedArticle } from "@/server/core/stories/group-stories";
import { splitSentences } from "@/server/core/text/sentences";
import { compileThemes } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import { UsageError } from "@/server/cli/terminal";

type Row = Record<string, unknown>;
type Answer = (row: Row) => Row | Promise<Row>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A field that a record may leave out, but that is a text where it is there. */
function textField(row: Row, name: string): string {
  const value = row[name] ?? "";
  if (typeof value !== "string") throw new Error(`The record's ${name} is not a text.`);
  return value;
}

/** The lines of standard input. Only a line feed ends one: U+2028 may stand inside a record. */
async function* readLines(): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest: string[] = [];
  for await (const bytes of process.stdin) {
    const lines = decoder.write(bytes as Buffer).split("\n");
    for (const line of lines.slice(0, -1)) {
      rest.push(line);
      yield rest.join("");
      rest = [];
    }
    rest.push(lines.at(-1) as string);
  }
  yield rest.join("") + decoder.end();
}

function readRecord(line: string): Row {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    throw new Error("The line is not JSON.");
  }
  if (typeof record !== "object" || record === null || Array.isArray(record)) throw new Error("The line is not a record.");
  return record as Row;
}

/**
 * Reads JSON lines and writes one JSON line for each, joined by `id`. A record that fails answers with its error and
 * does not stop the rest.
 */
async function filterLines(answer: Answer): Promise<number> {
  for await (const line of readLines()) {
    if (line.trim() === "") continue;
    let id: unknown = null;
    let result: Row;
    try {
      const row = readRecord(line);
      id = row.id ?? null;
      if (typeof id !== "string" && typeof id !== "number") throw new Error("The record has no id.");
      result = { id, ...(await answer(row)) };
    } catch (reason) {
      result = { id, error: reason instanceof Error ? reason.message : String(reason) };
    }
    await writeLine(result);
  }
  return 0;
}

/** `match --rule RULE`: which texts the rule holds on, with the spans that make it hold. */
export async function matchFilter(source: string): Promise<number> {
  const parsed = parseRule(source);
  if (!parsed.ok) throw new UsageError(parsed.errors.map((error) => explainError(source, error)).join("\n"));
  for (const notice of parsed.notices) process.stderr.write(`${explainError(source, notice)}\n`);
  const matcher = compileThemes([{ key: "rule", rule: parsed.rule }]);
  return filterLines((row) => {
    if (row.title === undefined && row.text === undefined) throw new Error("The record has neither a title nor a text.");
    const [match] = matcher.match({ title: textField(row, "title"), text: textField(row, "text") });
    return { matched: match !== undefined, evidence: (match?.evidence ?? []).flatMap(({ field, spans }) => spans.map(({ start, end }) => ({ field, start, end }))) };
  });
}

/** `sentences`: where each sentence begins and ends. */
export const sentencesFilter = (): Promise<number> => filterLines((row) => ({ sentences: splitSentences(textField(row, "text")).map(({ start, end }) => ({ start, end })) }));

/** `canonical-url`: one address for all spellings of the same page, and its outlet's domain. */
export const canonicalUrlFilter = (): Promise<number> =>
  filterLines((row) => {
    const canonical = canonicalUrl(text(row.url));
    if (!canonical) throw new Error("This is not a web address.");
    return { canonicalUrl: `https://${canonical.key}`, outlet: outletDomain(canonical.url) };
  });

/** `extract`: the article of a web page. The extractor is loaded only here, because it is large. */
export async function extractFilter(): Promise<number> {
  const { extractRecord } = await import("@/server/ingest/extract/extract-record");
  return filterLines((row) => ({ ...extractRecord({ id: text(row.id), url: text(row.url), html_base64: text(row.html_base64) }) }));
}

/** `parse-feed`: a feed's entries, or a list's feeds. */
export async function parseFeedFilter(): Promise<number> {
  const { readFeedRecord } = await import("@/server/ingest/feeds/feed-record");
  return filterLines((row) => ({ ...readFeedRecord({ id: text(row.id), url: text(row.url), body_base64: text(row.body_base64) }) }));
}

/**
 * `group-stories`: the story of each article, after all were read. A line that is none, or whose id came before, answers
 * with its error in its place.
 */
export async function groupStoriesFilter(): Promise<number> {
  const articles = new Map<string, GroupedArticle>();
  const answers: { id: unknown; error?: string }[] = [];
  for await (const line of readLines()) {
    if (line.trim() === "") continue;
    let id: unknown = null;
    try {
      const row = readRecord(line);
      id = row.id ?? null;
      if (typeof id !== "string" && typeof id !== "number") throw new Error("The article has no id.");
      if (articles.has(String(id))) throw new Error("An article with this id came before.");
      articles.set(String(id), { id: String(id), title: text(row.title), text: text(row.text), publishedAt: text(row.publishedAt) || null });
      answers.push({ id });
    } catch (reason) {
      answers.push({ id, error: reason instanceof Error ? reason.message : String(reason) });
    }
  }
  const storyOf = new Map(groupStories([...articles.values()]).map(({ id, story }) => [id, story]));
  for (const answer of answers) await writeLine(answer.error === undefined ? { id: answer.id, story: storyOf.get(String(answer.id)) } : answer);
  return 0;
}

async function writeLine(row: Row): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(row)}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}
