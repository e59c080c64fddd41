import { sql } from "drizzle-orm";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { StoredEvidence } from "@/db/schema";
import { mergeSpans } from "@/server/core/text/span";
import type { Evidence } from "@/server/core/themes/match-themes";
import type { Scope } from "@/server/services/scope";
import type { Draw, Foreknown } from "@/server/services/themes/draw-articles";
import { uuidArray } from "@/server/services/trends/filter-sql";

export interface SampledText extends Record<string, unknown> {
  id: string;
  title: string;
  text: string;
  language: string;
  outlet: string;
  published_day: string | null;
}

/** Articles per round: few enough that the other requests of the process get their turn in between. */
const ROUND = 100;
/** Read whatever the time: a few hundred articles are never a sample. */
const LEAST_ROUNDS = 3;

/** How much of a draw was settled, from its beginning on. */
export interface Settled {
  drawn: number;
  read: number;
}

/**
 * Goes through drawn articles in their order and hands each one over: with its text, or with what is known of it.
 * The first `showing` are read even if they are known, as examples. Ends with the draw, or when an article must be
 * read after `deadline` (of `performance.now()`); a few rounds are always read.
 */
export async function settleDraw(scope: Scope, draw: Draw, options: { deadline: number; showing: number }, settle: (known: Foreknown, text: SampledText | null) => void): Promise<Settled> {
  const mustRead = draw.articles.flatMap((article, at) => (article.known === "unknown" || (article.known === "matches" && at < options.showing) ? [at] : []));
  const settled: Settled = { drawn: 0, read: 0 };
  const settleKnown = (end: number) => {
    for (; settled.drawn < end; settled.drawn += 1) settle(draw.articles[settled.drawn]!.known, null);
  };
  let reading = readTexts(scope, draw, mustRead.slice(0, ROUND));
  for (let from = 0; from < mustRead.length; from += ROUND) {
    const texts = await reading;
    if (from >= LEAST_ROUNDS * ROUND && performance.now() > options.deadline) {
      const stop = mustRead.find((at) => at >= settled.drawn && draw.articles[at]!.known === "unknown");
      settleKnown(stop ?? draw.articles.length);
      return settled;
    }
    reading = readTexts(scope, draw, mustRead.slice(from + ROUND, from + 2 * ROUND));
    // A failure is met where the next round is awaited.
    reading.catch(() => {});
    for (const at of mustRead.slice(from, from + ROUND)) {
      settleKnown(at);
      const { id, known } = draw.articles[at]!;
      settle(known, texts.get(id) ?? null);
      settled.drawn += 1;
      settled.read += 1;
    }
    await nextTurn();
  }
  await reading;
  settleKnown(draw.articles.length);
  return settled;
}

async function readTexts(scope: Scope, draw: Draw, places: number[]): Promise<Map<string, SampledText>> {
  if (places.length === 0) return new Map();
  const rows = await scope.db.execute<SampledText>(sql`
    select a.id, r.title, r.text, a.language, o.name as outlet, a.published_day::text
    from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision join outlets o on o.id = a.outlet_id
    where a.workspace_id = ${scope.workspace.id} and a.id = any(${uuidArray(places.map((at) => draw.articles[at]!.id))})`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** An article with the first of its sentences that speak for a rule; spans are offsets into that sentence. */
export interface RuleExample {
  articleId: string;
  title: string;
  language: string;
  outlet: string;
  publishedDay: string | null;
  sentence: { field: "title" | "text"; text: string; spans: { start: number; end: number }[] } | null;
}

export function exampleOf(row: SampledText, evidence: readonly (Evidence | StoredEvidence)[]): RuleExample {
  const first = evidence.find(({ field }) => field === "text") ?? evidence[0];
  return {
    articleId: row.id,
    title: row.title,
    language: row.language,
    outlet: row.outlet,
    publishedDay: row.published_day,
    sentence: first
      ? {
          field: first.field,
          text: row[first.field].slice(first.sentence.start, first.sentence.end),
          spans: mergeSpans(first.spans).map((span) => ({ start: span.start - first.sentence.start, end: span.end - first.sentence.start })),
        }
      : null,
  };
}
