import { randomUUID } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { openDatabase, type OpenDatabase, type Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { fingerprintArticle, packSignature } from "@/server/core/stories/fingerprint";
import { isCopy, measureCopy } from "@/server/core/stories/verify-copy";
import { addDays } from "@/server/core/trends/days";
import { hashText } from "@/server/services/articles/hash-text";
import { type ArticleToAssign, assignStories } from "@/server/services/stories/assign-stories";
import { prepareForSearch } from "@/server/services/stories/join-copies";
import { lockStories } from "@/server/services/stories/lock-stories";
import { uuidArray } from "@/server/services/trends/filter-sql";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";
import { createRandom, generateText, rewriteText } from "@/tests/unit/stories/generate-text";

/**
 * What it costs to find the stories of arriving articles with everything in PostgreSQL, as the collection grows:
 * `npx tsx tests/bench/stories-database.ts [SMALL LARGE]`. One stream of made-up articles, 1,000 a day, fills one
 * database per size with the last SIZE of it. Then rounds of 2,000 articles arrive everywhere in turn, in the portions
 * in which the worker takes them, once dated today and once dated anywhere in the collection, as an import of older
 * coverage is. Articles have 120 to 700 words, one in five is a copy with up to 4 % of its words changed, half carry
 * one of 40 footers. Timed is the verb from texts to committed stories. Ends with 1 when a figure is missed.
 */
const [small = 20_000, large = 200_000] = process.argv.slice(2).map(Number).filter((n) => n > 0);
const ROUNDS = Number(process.env["ROUNDS"] ?? 5);
const ARRIVING = 2_000;
const PORTION = Number(process.env["PORTION"] ?? 500);
const PER_DAY = 1_000;
const LIMIT_MS = 2;
const LIMIT_GROWTH = 1.5;

interface Made {
  id: string;
  title: string;
  text: string;
  day: string;
  /** The article that it repeats. */
  original: Made | null;
  /** Its place in the stream. */
  at: number;
}

const random = createRandom(17);
const footers = Array.from({ length: 40 }, () => generateText(random, 40));
const recent: Made[] = [];
/** Some of the originals of all days, for copies that arrive late. */
const kept: Made[] = [];
const dayOf = (at: number) => addDays("2023-01-01", Math.floor(at / PER_DAY));
const pickFrom = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** An article about `day`, in one case of five a copy of one that `choose` names. */
function makeArticle(at: number, day: string, choose: () => Made | undefined): Made {
  const original = (random() < 0.2 ? choose() : undefined) ?? null;
  const body = original ? rewriteText(random, original.text.split("\n")[0]!, random() * 0.04) : generateText(random, 120 + Math.floor(random() * random() * 580));
  return { id: newId(), title: generateText(random, 9), text: random() < 0.5 ? `${body}\n${pickFrom(footers)}` : body, day: original && day < original.day ? original.day : day, original, at };
}

/** The next article of the stream; copies follow within five days. */
function continueStream(at: number): Made {
  const article = makeArticle(at, dayOf(at), () => [pickFrom(recent)].find((one) => one && at - one.at < 5 * PER_DAY));
  if (!article.original) {
    recent[recent.length < 2_000 ? recent.length : at % 2_000] = article;
    if (at % 10 === 0) kept.push(article);
  }
  return article;
}

/** An article of some day among the last `size` of the stream. */
function arriveLate(size: number): Made {
  const stored = kept.filter((one) => one.at >= large - size && one.at < large);
  const original = pickFrom(stored);
  return makeArticle(original.at, original.day, () => original);
}

interface Place {
  size: number;
  database: OpenDatabase;
  workspaceId: string;
  outletId: string;
}

async function openPlace(url: string, size: number): Promise<Place> {
  const database = openDatabase(url, { max: 2, statementTimeoutMs: 0 });
  const actor = { kind: "system", name: "bench" } as const;
  const workspace = await database.db.transaction((tx) => createWorkspace(tx, { name: "Bench", slug: "bench", actor, now: () => new Date("2024-01-01T00:00:00Z") }));
  const outletId = randomUUID();
  await database.db.execute(sql`insert into outlets (id, workspace_id, key, name) values (${outletId}, ${workspace.id}, 'name:bench', 'Bench')`);
  return { size, database, workspaceId: workspace.id, outletId };
}

async function copyInto(place: Place, table: string, rows: unknown[][]): Promise<void> {
  const lines = rows.map((row) => `${row.map((value) => (value === null ? "\\N" : String(value).replace(/[\\\n]/gu, (letter) => (letter === "\n" ? "\\n" : "\\\\")))).join("\t")}\n`);
  await pipeline(Readable.from(lines), await place.database.client.unsafe(`copy ${table} from stdin`).writable());
}

/** Stores articles as the worker leaves them, or, `arriving`, as it finds them. */
async function storeArticles(place: Place, articles: readonly Made[], arriving: boolean): Promise<void> {
  const { workspaceId, outletId, size } = place;
  const storyOf = (article: Made) => (!arriving && article.original && article.original.at >= large - size ? article.original.id : article.id);
  const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}`;
  // The made-up words are their own lexemes.
  const lexemes = (text: string) => [...new Set(text.split(/\s/u))].sort().map((word) => `'${word}'`).join(" ");
  const columns = "id, workspace_id, outlet_id, origin, published_precision, published_day, processed_revision, language, lexemes, story_id";
  await copyInto(place, `articles (${columns})`, articles.map((one) => [one.id, workspaceId, outletId, "import", "day", one.day, arriving ? null : 1, "en", lexemes(one.text), storyOf(one)]));
  const prints = arriving ? [] : articles.map(fingerprintOf);
  await copyInto(
    place,
    "article_revisions (article_id, number, workspace_id, title, text, text_hash, words)",
    articles.map((one) => [one.id, 1, workspaceId, one.title, one.text, hex(hashText(one.title, one.text)), 200]),
  );
  if (arriving) return;
  await copyInto(place, "story_fingerprints (article_id, workspace_id, signature, shingles)", articles.flatMap((one, i) => (prints[i] ? [[one.id, workspaceId, hex(packSignature(prints[i].signature)), prints[i].shingleCount]] : [])));
  await copyInto(place, "story_bands (workspace_id, band, article_id, day)", articles.flatMap((one, i) => (prints[i]?.bands ?? []).map((band) => [workspaceId, band, one.id, one.day])));
}

const prints = new WeakMap<Made, ReturnType<typeof fingerprintArticle>>();
function fingerprintOf(article: Made) {
  if (!prints.has(article)) prints.set(article, fingerprintArticle(article));
  return prints.get(article)!;
}

/** Fills every place at once; indexes are built over all rows, which is far sooner than keeping them up row by row. */
async function fillPlaces(places: readonly Place[]): Promise<void> {
  const rebuild = "select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'story_bands'::regclass and contype = 'p'";
  const keys = new Map<Place, string[]>();
  for (const place of places) {
    const { client } = place.database;
    const [key] = await client.unsafe<{ name: string; definition: string }[]>(rebuild);
    const indexes = await client.unsafe<{ name: string; definition: string }[]>("select indexname as name, indexdef as definition from pg_indexes where indexname in ('articles_lexemes', 'story_bands_article')");
    await client.unsafe(`alter table story_bands drop constraint ${key!.name}`);
    for (const { name } of indexes) await client.unsafe(`drop index ${name}`);
    keys.set(place, [`alter table story_bands add constraint ${key!.name} ${key!.definition}`, ...indexes.map(({ definition }) => definition)]);
  }
  for (let from = 0; from < large; from += ARRIVING) {
    const articles = Array.from({ length: Math.min(ARRIVING, large - from) }, (_, i) => continueStream(from + i));
    for (const place of places) {
      const own = articles.filter(({ at }) => at >= large - place.size);
      if (own.length > 0) await storeArticles(place, own, false);
    }
  }
  for (const place of places) {
    const { client } = place.database;
    await client.unsafe("set maintenance_work_mem = '256MB'");
    for (const statement of keys.get(place)!) await client.unsafe(statement);
    await client.unsafe("insert into stories (id, workspace_id, lead_article_id) select story_id, workspace_id, story_id from articles group by 1, 2 having count(*) > 1");
    await client.unsafe("vacuum analyze");
  }
}

interface Spent {
  total: number;
  fingerprint: number;
  lookup: number;
  reading: number;
  writing: number;
}

const dialect = new PgDialect();

/** The transaction, with the time of every statement added to the part of the work that it belongs to. */
function timeStatements(tx: Transaction, spent: Spent): Transaction {
  const execute = async (query: SQL) => {
    const statement = dialect.sqlToQuery(query).sql.trimStart();
    const part = statement.startsWith("with shared") ? "lookup" : /^(insert|update|delete|with members|with given)/u.test(statement) ? "writing" : "reading";
    const started = performance.now();
    const rows = await tx.execute(query);
    spent[part] += performance.now() - started;
    return rows;
  };
  return new Proxy(tx, { get: (target, name) => (name === "execute" ? execute : (Reflect.get(target, name) as unknown)) });
}

const prepare = ({ id, title, text, day }: Made) => prepareForSearch({ articleId: id, title, text, publishedDay: day });

/** Milliseconds per article of one round, and how many of its copies came into the story of their original. */
async function measureRound(place: Place, articles: readonly Made[]): Promise<{ spent: Spent; copies: number; found: number }> {
  await storeArticles(place, articles, true);
  const spent: Spent = { total: 0, fingerprint: 0, lookup: 0, reading: 0, writing: 0 };
  for (let at = 0; at < articles.length; at += PORTION) {
    const batch = articles.slice(at, at + PORTION).map(({ id, title, text, day }): ArticleToAssign => ({ articleId: id, revision: 1, title, text, publishedDay: day, changed: true }));
    // Once more by itself: inside the verb nothing tells the fingerprints from the rest.
    const before = performance.now();
    batch.map(prepareForSearch);
    const started = performance.now();
    await place.database.db.transaction(async (tx) => {
      await lockStories(tx, place.workspaceId);
      await assignStories(timeStatements(tx, spent), place.workspaceId, batch);
    });
    spent.fingerprint += started - before;
    spent.total += performance.now() - started;
  }
  // What the comparison of the two texts alone calls a copy must have been found.
  const copies = articles.filter((one) => one.original && one.original.at >= large - place.size && isCopy(measureCopy(prepare(one).comparable, prepare(one.original).comparable)));
  const rows = await place.database.db.execute<{ id: string; story_id: string }>(sql`select id, story_id from articles where id = any(${uuidArray(copies.flatMap(({ id, original }) => [id, original!.id]))})`);
  const storyOf = new Map(rows.map(({ id, story_id }) => [id, story_id]));
  const found = copies.filter(({ id, original }) => storyOf.get(id) === storyOf.get(original!.id)).length;
  for (const part of Object.keys(spent) as (keyof Spent)[]) spent[part] /= articles.length;
  return { spent, copies: copies.length, found };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const cluster = await startThrowawayCluster();
try {
  const places: Place[] = [];
  for (const size of [small, large]) {
    await createFromTemplate(cluster.adminUrl, `stories_${size}`);
    places.push(await openPlace(cluster.buildUrl(`stories_${size}`), size));
  }
  const started = performance.now();
  await fillPlaces(places);
  console.log(`filled in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  const processor = cpus();
  console.log(`${processor[0]?.model ?? "unknown processor"}, ${processor.length} cores, Node ${process.version}, ${process.platform}, load ${loadavg()[0]?.toFixed(1)}`);

  let next = large;
  const dates = ["today", "any day"] as const;
  const measured = new Map<string, Awaited<ReturnType<typeof measureRound>>[]>();
  // The first round only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const dated of dates) {
      const today = dated === "today" ? Array.from({ length: ARRIVING }, () => continueStream(next++)) : null;
      for (const place of round % 2 === 0 ? places : places.toReversed()) {
        const articles = today ?? Array.from({ length: ARRIVING }, () => arriveLate(place.size));
        const result = await measureRound(place, articles);
        if (round > 0) measured.set(`${dated} ${place.size}`, [...(measured.get(`${dated} ${place.size}`) ?? []), result]);
      }
    }
  }
  const table: Record<string, unknown>[] = [];
  for (const dated of dates) {
    const totals = places.map(({ size }) => {
      const rounds = measured.get(`${dated} ${size}`)!;
      const of = (part: (spent: Spent) => number) => +median(rounds.map(({ spent }) => part(spent))).toFixed(2);
      const totalMs = of(({ total }) => total);
      const sum = (count: "copies" | "found") => rounds.reduce((all, round) => all + round[count], 0);
      table.push({
        dated, articles: size, "ms per article": totalMs, fingerprint: of(({ fingerprint }) => fingerprint), lookup: of(({ lookup }) => lookup),
        reading: of(({ reading }) => reading), comparison: of(({ total, fingerprint, lookup, reading, writing }) => total - fingerprint - lookup - reading - writing), writing: of(({ writing }) => writing),
        "slowest round": +Math.max(...rounds.map(({ spent }) => spent.total)).toFixed(2), "copies found": `${sum("found")}/${sum("copies")}`,
      });
      return totalMs;
    });
    const growth = totals[1]! / totals[0]!;
    console.log(`dated ${dated}: ${large} / ${small} articles = ${growth.toFixed(2)} times`);
    if (totals[1]! >= LIMIT_MS || growth > LIMIT_GROWTH) process.exitCode = 1;
  }
  console.table(table);
  for (const { database } of places) await database.close();
} finally {
  await cluster.stop();
}
