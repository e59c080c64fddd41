import { type SQL, sql } from "drizzle-orm";
import type { Rule } from "@/server/core/themes/rule";
import type { Scope } from "@/server/services/scope";
import { candidateSql } from "@/server/services/themes/candidate-sql";

/** What is known of a drawn article without reading it. */
export type Foreknown = "matches" | "differs" | "unknown";

export interface DrawnArticle {
  id: string;
  known: Foreknown;
}

/**
 * A set of articles and some of them in an order by a hash of their ids: random to what they say, and the same ones
 * again while somebody types. Complete when as many are drawn as there are.
 */
export interface Draw {
  size: number;
  articles: DrawnArticle[];
}

export const NOTHING: Draw = { size: 0, articles: [] };

/** Up to this many candidates are listed; where there are more, articles are drawn from the whole workspace. */
const MOST_LISTED = 12_000;
/** More than can be read in time anyway. */
const MOST_DRAWN = 4_000;

interface DrawRow extends Record<string, unknown> {
  size: number;
  ids: string[] | null;
  known: Foreknown[] | null;
}

const toDraw = (row: DrawRow | undefined): Draw => ({ size: row?.size ?? 0, articles: (row?.ids ?? []).map((id, at) => ({ id, known: row?.known?.[at] ?? "unknown" })) });

const live = (scope: Scope) => sql`a.workspace_id = ${scope.workspace.id} and a.deleted_at is null`;
const heldBy = (versionId: string | null): SQL => (versionId ? sql`exists (select 1 from matches m where m.article_id = a.id and m.rule_version_id = ${versionId})` : sql`false`);

/** Draws from the articles on which `rule` can hold and that `exceptVersion` does not match already. */
export async function drawCandidates(scope: Scope, rule: Rule, exceptVersion: string | null): Promise<Draw> {
  const [listed] = await scope.db.execute<DrawRow>(sql`
    with found as materialized (select a.id from articles a where ${live(scope)} and ${candidateSql(rule)} and not ${heldBy(exceptVersion)} limit ${MOST_LISTED + 1})
    select (select count(*)::int from found) as size, (select array_agg(id order by uuid_hash(id)) from (select id from found order by uuid_hash(id) limit ${MOST_DRAWN}) drawn) as ids`);
  return listed!.size <= MOST_LISTED ? toDraw(listed) : drawFromAll(scope, sql`not ${heldBy(exceptVersion)} and ${candidateSql(rule)}`);
}

/** Draws from all articles; those that `mustRead` excludes are known to differ. */
async function drawFromAll(scope: Scope, mustRead: SQL): Promise<Draw> {
  const [row] = await scope.db.execute<DrawRow>(sql`
    select (select count(*)::int from articles a where ${live(scope)}) as size, array_agg(id order by hash) as ids, array_agg(case when must_read then 'unknown' else 'differs' end order by hash) as known
    from (select a.id, uuid_hash(a.id) as hash, ${mustRead} as must_read from articles a where ${live(scope)} order by uuid_hash(a.id) limit ${MOST_DRAWN}) drawn`);
  return toDraw(row);
}

/** Draws from the articles that either of two rules can hold on. */
export async function drawForBoth(scope: Scope, rules: readonly Rule[]): Promise<Draw> {
  const either = sql`(${sql.join(rules.map(candidateSql), sql` or `)})`;
  const [listed] = await scope.db.execute<DrawRow>(sql`
    with found as materialized (select a.id from articles a where ${live(scope)} and ${either} limit ${MOST_LISTED + 1})
    select (select count(*)::int from found) as size, (select array_agg(id order by uuid_hash(id)) from (select id from found order by uuid_hash(id) limit ${MOST_DRAWN}) drawn) as ids`);
  return listed!.size <= MOST_LISTED ? toDraw(listed) : drawFromAll(scope, either);
}

/**
 * Draws from the articles that a version matches, trash left out. Known without reading: what the new rule's words
 * exclude differs, and what cannot be among `losses` matches as before.
 */
export async function drawMatches(scope: Scope, versionId: string, rule: Rule, losses: Rule | null): Promise<Draw> {
  const safe = losses ? sql`not ${candidateSql(losses)}` : sql`true`;
  const [row] = await scope.db.execute<DrawRow>(sql`
    with held as materialized (
      select a.id from matches m join articles a on a.id = m.article_id
      where m.workspace_id = ${scope.workspace.id} and m.rule_version_id = ${versionId} and a.deleted_at is null
    ), drawn as (
      select a.id, uuid_hash(a.id) as hash, case when ${safe} then 'matches' when not ${candidateSql(rule)} then 'differs' else 'unknown' end as known
      from (select id from held order by uuid_hash(id) limit ${MOST_DRAWN}) some_held join articles a on a.id = some_held.id
    )
    select (select count(*)::int from held) as size, array_agg(id order by hash) as ids, array_agg(known order by hash) as known from drawn`);
  return toDraw(row);
}
