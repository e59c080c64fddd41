import { and, eq, lt, sql } from "drizzle-orm";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "@/db/client";
import { ruleVersions, themes } from "@/db/schema";
import { compileThemes, type Evidence, type ThemeMatcher } from "@/server/core/themes/match-themes";
import { parseRule } from "@/server/core/themes/parse-rule";
import type { Rule } from "@/server/core/themes/rule";
import { candidateSql } from "@/server/services/themes/candidate-sql";

/** Articles per transaction: small enough to give way to others, large enough to keep statements few. */
const STEP = 2_000;
/** Articles per turn of the event loop: leases are renewed and other jobs answered in between. */
const TURN = 100;

type BackfillEnd = "complete" | "superseded" | "interrupted";

interface Page {
  /** The id before the page; null at the beginning. */
  after: string | null;
  /** The page's last id; null when it is empty. */
  last: string | null;
  articles: number;
  /** Those on which the rule can hold. */
  texts: readonly { id: string; revision: number; title: string; text: string }[];
}

interface FoundMatch {
  article_id: string;
  revision: number;
  evidence: readonly Evidence[];
}

/**
 * Evaluates a version over every article of the workspace, trash included, in order of their ids, and then lets
 * charts show it in one step. Each step commits its matches with its cursor, so that a run that was cut off goes on
 * where it stood; running it twice, even at once, writes nothing twice. `goOn` is asked between steps; false ends the
 * run early.
 */
export async function backfillVersion(db: Database, workspaceId: string, ruleVersionId: string, goOn: () => Promise<boolean>): Promise<BackfillEnd> {
  const version = await readVersion(db, workspaceId, ruleVersionId);
  if (!version || version.backfill !== "running") return version?.backfill === "complete" ? "complete" : "superseded";
  const parsed = parseRule(version.rule);
  if (!parsed.ok) throw new Error(`Rule version ${ruleVersionId} was stored although it does not parse.`);
  const matcher = compileThemes([{ key: ruleVersionId, rule: parsed.rule }]);
  const target: Target = { workspaceId, themeId: version.themeId, versionId: ruleVersionId, rule: parsed.rule };

  let reading: Promise<Page> | null = readPage(db, target, version.backfillCursor);
  while (reading) {
    const page: Page = await reading;
    // The database reads the next page while this one is evaluated; a failure is met where it is awaited.
    reading = page.articles === STEP ? readPage(db, target, page.last) : null;
    reading?.catch(() => {});
    const found = await evaluatePage(matcher, page);
    if (!(await commitPage(db, target, page, found))) return endOf(await readVersion(db, workspaceId, ruleVersionId));
    if (reading && !(await goOn())) return "interrupted";
  }
  return showVersion(db, target);
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

async function readPage(db: Database, target: Target, after: string | null): Promise<Page> {
  const beyond = after ? sql`and a.id > ${after}` : sql``;
  const [bounds] = await db.execute<{ last: string | null; articles: number }>(sql`
    select max(id::text collate "C")::uuid as last, count(*)::int as articles from (
      select a.id from articles a where a.workspace_id = ${target.workspaceId} ${beyond} order by a.id limit ${STEP}) page`);
  const { last, articles } = bounds!;
  if (!last) return { after, last, articles, texts: [] };
  const texts = await db.execute<Page["texts"][number] & Record<string, unknown>>(sql`
    select a.id, a.current_revision as revision, r.title, r.text
    from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
    where a.workspace_id = ${target.workspaceId} and a.id <= ${last} ${beyond} and ${candidateSql(target.rule)}`);
  return { after, last, articles, texts };
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
async function commitPage(db: Database, target: Target, page: Page, found: FoundMatch[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [version] = await tx
      .select({ state: ruleVersions.backfill, cursor: ruleVersions.backfillCursor })
      .from(ruleVersions)
      .where(eq(ruleVersions.id, target.versionId))
      .for("no key update");
    if (version?.state !== "running" || version.cursor !== page.after) return false;
    if (found.length > 0) {
      await tx.execute(sql`
        insert into matches (article_id, rule_version_id, workspace_id, theme_id, revision, evidence)
        select a.id, ${target.versionId}, ${target.workspaceId}, ${target.themeId}, f.revision, f.evidence
        from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f(article_id uuid, revision int, evidence jsonb)
        join articles a on a.id = f.article_id and a.current_revision = f.revision
        order by a.id for share of a
        on conflict do nothing`);
    }
    if (page.last) {
      const done = sql`${ruleVersions.backfillDone} + ${page.articles}`;
      await tx
        .update(ruleVersions)
        .set({ backfillCursor: page.last, backfillDone: done, backfillTotal: sql`greatest(${ruleVersions.backfillTotal}, ${done})` })
        .where(eq(ruleVersions.id, target.versionId));
    }
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
    await tx.update(ruleVersions).set({ backfill: "complete" }).where(eq(ruleVersions.id, own.id));
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
