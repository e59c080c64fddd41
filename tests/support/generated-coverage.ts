import type { Sql } from "postgres";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { newId } from "@/db/new-id";
import { lexemesOf } from "@/server/core/themes/candidate-query";

/** A small generator of numbers from 0 to 1 of its own, so that every run draws the same. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Words by rank: a few stand almost everywhere, most are rare, as in any language. */
const VOCABULARY = 20_000;
export const wordOfRank = (rank: number): string => `${"bdfgklmnprst"[rank % 12]}${"aeiou"[rank % 5]}${rank.toString(36)}`;

export interface GeneratedText {
  title: string;
  text: string;
}

/** Texts of about `words` words in sentences and paragraphs, drawn by rank as Zipf found it. */
export function generateTexts(count: number, { seed = 7, words = 220 } = {}): GeneratedText[] {
  const random = seeded(seed);
  const draw = () => wordOfRank(Math.min(VOCABULARY, Math.floor(Math.exp(random() * Math.log(VOCABULARY)))));
  const sentence = (length: number) => {
    const drawn = Array.from({ length }, draw).join(" ");
    return drawn.charAt(0).toUpperCase() + drawn.slice(1);
  };
  return Array.from({ length: count }, () => {
    const sentences = Array.from({ length: Math.max(1, Math.round(words / 18)) }, () => `${sentence(10 + Math.floor(random() * 17))}.`);
    return { title: sentence(8), text: sentences.map((one, i) => (i % 4 === 3 ? `${one}\n` : `${one} `)).join("").trimEnd() };
  });
}

const escapeCopy = (value: string) => value.replace(/[\\\n\r\t]/gu, (letter) => ({ "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[letter]!);

async function copyInto(client: Sql, statement: string, lines: Iterable<string>): Promise<void> {
  const sink = await client.unsafe(statement).writable();
  await pipeline(Readable.from(lines), sink);
}

/**
 * Fills a workspace with `count` processed articles by COPY, dated over two years before `until`, by twenty outlets.
 * Texts repeat after `distinct`; ids, days and outlets do not.
 */
export async function fillWithCoverage(client: Sql, workspaceId: string, { count, distinct = Math.min(count, 20_000), until = "2025-03-31" }: { count: number; distinct?: number; until?: string }): Promise<void> {
  const outletIds = Array.from({ length: 20 }, () => newId());
  await client.unsafe(`insert into outlets (id, workspace_id, key, name) select id, $1, 'outlet-' || n, 'Outlet ' || n from unnest($2::uuid[]) with ordinality as o(id, n)`, [workspaceId, outletIds]);
  const texts = generateTexts(distinct).map((text) => ({ ...text, lexemes: lexemesOf(text)!.sort().map((word) => `'${word}'`).join(" ") }));
  const random = seeded(13);
  const lastDay = Date.parse(until);
  const ids = Array.from({ length: count }, () => newId());
  function* articles() {
    for (const [at, id] of ids.entries()) {
      const day = new Date(lastDay - Math.floor(random() * 730) * 86_400_000).toISOString().slice(0, 10);
      yield `${[id, workspaceId, outletIds[Math.floor(random() * outletIds.length)], "import", "day", day, 1, 1, texts[at % distinct]!.lexemes, id, "en"].join("\t")}\n`;
    }
  }
  function* revisions() {
    for (const [at, id] of ids.entries()) {
      const { title, text } = texts[at % distinct]!;
      yield `${[id, 1, workspaceId, escapeCopy(title), escapeCopy(text), "\\\\x00", 220].join("\t")}\n`;
    }
  }
  // An index is built far sooner over all rows than kept up row by row.
  const [gin] = await client<{ indexdef: string }[]>`select indexdef from pg_indexes where indexname = 'articles_lexemes'`;
  await client.unsafe("drop index articles_lexemes");
  await copyInto(client, "copy articles (id, workspace_id, outlet_id, origin, published_precision, published_day, current_revision, processed_revision, lexemes, story_id, language) from stdin", articles());
  await copyInto(client, "copy article_revisions (article_id, number, workspace_id, title, text, text_hash, words) from stdin", revisions());
  await client.unsafe(gin!.indexdef);
  await client.unsafe("vacuum analyze articles");
  await client.unsafe("vacuum analyze article_revisions");
}
