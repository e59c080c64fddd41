import { and, eq, lt, sql } from "drizzle-orm";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "@/db/client";
import { ruleVersions, themes } from "@/db/schema";
import { compileThemes, type Evidence, type ThemeMatcher } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import type { Rule } from "@/server/core/themes/rule";
import { selectCandidates } from "@/server/services/themes/candidate-sql";
import { uuidArray } from "@/server/services/trends/filter-sql";

/** Candidates per transaction: small enough to give way to others, large enough to keep statements few. */
const STEP = 1_000;
/** Candidates that are listed at once. */
const MOST_LISTED = 100_000;
/** No limit in earnest: all are looked for, because the listed ones must be the first. */
const MOST_FOUND = 2_000_000_000;
/** Articles per turn of the event loop: leases are renewed and other jobs answered in between. */
const TURN = 100;

type BackfillEnd = "complete" | "superseded" | "interrupted";

/** Articles on which the rule can hold, in order of their ids, from after the cursor on. */
interface Listing {
  ids: string[];
  /** All of them, also those that did not fit. */
  size: number;
}

interface Page {
  texts: readonly { id: string; revision: number; title: string; text: string }[];
  /** The last id of the page. */
  last: string;
}

interface FoundMatch {
  article_id: string;
  revision: number;
  evidence: readonly Evidence[];
}

/**
 * Evaluates a version over every article of the workspace on which it can hold, trash included, in order of their ids,
 * and then lets charts show it in one step. Each step commits its matches with its cursor, so that a run that was cut
 * off goes on where it stood; running it twice, even at once, writes nothing twice. `goOn` is asked between steps;
 * false ends the run early.
 */
export async function backfillVersion(db: Database, workspaceId: string, ruleVersionId: string, goOn: () => Promise<boolean>): Promise<BackfillEnd> {
  const version = await readVersion(db, workspaceId, ruleVersionId);
  if (!version || version.backfill !== "running") return version?.backfill === "complete" ? "complete" : "superseded";
  const parsed = parseRule(version.rule);
  if (!parsed.ok) throw new Error(`Rule version ${ruleVersionId} was stored although it does not parse.`);
  const matcher = compileThemes([{ key: ruleVersionId, rule: parsed.rule }]);
  const target: Target = { workspaceId, themeId: version.themeId, versionId: ruleVersionId, rule: parsed.rule };

  let at: Place = { cursor: version.backfillCursor, done: version.backfillDone, total: version.backfillTotal };
  for (;;) {
    const listing = await listCandidates(db, target, at.cursor);
    if (listing.ids.length === 0) return showVersion(db, target);
    const end = await applyListing(db, target, matcher, listing, at, goOn);
    if (typeof end === "string") return end === "lost" ? endOf(await readVersion(db, workspaceId, ruleVersionId)) : end;
    at = end;
    if (listing.ids.length === listing.size) return showVersion(db, target);
  }
}

interface Place {
  cursor: string | null;
  done: number;
  total: number;
}

/**
 * Goes through listed candidates. While a page is evaluated here, the database writes the one before and reads the one
 * after. Answers where it stands, or how it was stopped; `lost` means that the version ended or another run is ahead.
 */
async function applyListing(db: Database, target: Target, matcher: ThemeMatcher, listing: Listing, begin: Place, goOn: () => Promise<boolean>): Promise<Place | "interrupted" | "lost"> {
  let at = begin;
  let writing: Promise<boolean> = Promise.resolve(true);
  let reading: Promise<Page> | null = readPage(db, target, listing, 0);
  for (let from = 0; reading; from += STEP) {
    const page: Page = await reading;
    reading = from + STEP < listing.ids.length ? readPage(db, target, listing, from + STEP) : null;
    // A failure of either is met where it is awaited.
    reading?.catch(() => {});
    const found = await evaluatePage(matcher, page);
    if (!(await writing)) return "lost";
    const cursor = at.cursor;
    at = { total: begin.total, cursor: page.last, done: begin.done + Math.floor(Math.max(0, begin.total - begin.done) * Math.min(1, (from + STEP) / listing.size)) };
    writing = commitPage(db, target, found, cursor, at);
    writing.catch(() => {});
    const isLast = !reading && listing.ids.length === listing.size;
    if (!isLast && !(await goOn())) return (await writing) ? "interrupted" : "lost";
  }
  return (await writing) ? at : "lost";
}

interface Target {
  workspaceId: string;
  themeId: string;
  versionId: string;
  rule: Rule;
}

async function readVersion(db: Database, workspaceId: string, versionId: string) {
  const [version] = await db
    .select()
    .from(ruleVersions)
    .where(and(eq(ruleVersions.id, versionId), eq(ruleVersions.workspaceId, workspaceId)));
  return version;
}

/** Another run moved the cursor: it is that run's work now, unless the version itself has ended. */
const endOf = (version: Awaited<ReturnType<typeof readVersion>>): BackfillEnd => (version?.backfill === "running" ? "interrupted" : version?.backfill === "complete" ? "complete" : "superseded");

/**
 * Finds the candidates once, through the index. Articles that arrive after that are evaluated under this version when
 * they are processed, because it is running.
 */
async function listCandidates(db: Database, target: Target, after: string | null): Promise<Listing> {
  const [row] = await db.execute<{ size: number; ids: string[] | null }>(sql`
    with found as materialized (${selectCandidates([target.rule], target.workspaceId, after ? sql`a.id > ${after}` : sql`true`, MOST_FOUND)})
    select (select count(*)::int from found) as size, (select array_agg(id order by id) from (select id from found order by id limit ${MOST_LISTED}) listed) as ids`);
  return { ids: row!.ids ?? [], size: row!.size };
}

async function readPage(db: Database, target: Target, listing: Listing, from: number): Promise<Page> {
  const ids = listing.ids.slice(from, from + STEP);
  const texts = await db.execute<Page["texts"][number] & Record<string, unknown>>(sql`
    select a.id, a.current_revision as revision, r.title, r.text
    from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
    where a.workspace_id = ${target.workspaceId} and a.id = any(${uuidArray(ids)})`);
  return { texts, last: ids.at(-1)! };
}

async function evaluatePage(matcher: ThemeMatcher, page: Page): Promise<FoundMatch[]> {
  const found: FoundMatch[] = [];
  for (const [at, { id, revision, title, text }] of page.texts.entries()) {
    if (at % TURN === 0) await nextTurn();
    const [match] = matcher.match({ title, text });
    if (match) found.push({ article_id: id, revision, evidence: match.evidence });
  }
  return found;
}

/**
 * Writes a page's matches and moves the cursor past it; false when the version ended meanwhile or another run moved
 * the cursor. A revision that is no longer current is left out: who made the next one has it evaluated under this
 * version too. The lock on the article keeps those two from passing each other.
 */
async function commitPage(db: Database, target: Target, found: FoundMatch[], cursor: string | null, next: Place): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [version] = await tx
      .select({ state: ruleVersions.backfill, cursor: ruleVersions.backfillCursor })
      .from(ruleVersions)
      .where(eq(ruleVersions.id, target.versionId))
      .for("no key update");
    if (version?.state !== "running" || version.cursor !== cursor) return false;
    if (found.length > 0) {
      await tx.execute(sql`
        insert into matches (article_id, rule_version_id, workspace_id, theme_id, revision, evidence)
        select a.id, ${target.versionId}, ${target.workspaceId}, ${target.themeId}, f.revision, f.evidence
        from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f(article_id uuid, revision int, evidence jsonb)
        join articles a on a.id = f.article_id and a.current_revision = f.revision
        order by a.id for share of a
        on conflict do nothing`);
    }
    await tx.update(ruleVersions).set({ backfillCursor: next.cursor, backfillDone: next.done }).where(eq(ruleVersions.id, target.versionId));
    return true;
  });
}

/**
 * The switch: from this commit on every chart counts this version's matches and none of the old one's. An older
 * version that ends after a newer one is complete, but not shown. Locks theme before version, as saving an edit does.
 */
async function showVersion(db: Database, target: Target): Promise<BackfillEnd> {
  return db.transaction(async (tx) => {
    const [theme] = await tx.select({ shownId: themes.activeVersionId }).from(themes).where(eq(themes.id, target.themeId)).for("no key update");
    const versions = await tx
      .select({ id: ruleVersions.id, number: ruleVersions.number, state: ruleVersions.backfill })
      .from(ruleVersions)
      .where(eq(ruleVersions.themeId, target.themeId))
      .for("no key update");
    const own = versions.find(({ id }) => id === target.versionId);
    if (own?.state !== "running") return own?.state === "complete" ? "complete" : "superseded";
    const shown = versions.find(({ id }) => id === theme?.shownId);
    await tx.update(ruleVersions).set({ backfill: "complete", backfillDone: sql`${ruleVersions.backfillTotal}` }).where(eq(ruleVersions.id, own.id));
    if (shown && shown.number > own.number) return "complete";
    await tx.update(ruleVersions).set({ activeFrom: sql`coalesce(${ruleVersions.activeFrom}, now())` }).where(eq(ruleVersions.id, own.id));
    await tx
      .update(ruleVersions)
      .set({ backfill: "superseded" })
      .where(and(eq(ruleVersions.themeId, target.themeId), lt(ruleVersions.number, own.number), eq(ruleVersions.backfill, "running")));
    await tx.update(themes).set({ activeVersionId: own.id }).where(eq(themes.id, target.themeId));
    return "complete";
  });
}
