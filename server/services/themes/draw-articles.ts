import { type SQL, sql } from "drizzle-orm";
import type { Rule } from "@/server/core/themes/rule";
import type { Scope } from "@/server/services/scope";
import { candidateSql, selectCandidates } from "@/server/services/themes/candidate-sql";

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

export interface DrawLimits {
  /** Up to this many candidates are listed; where there are more, articles are drawn from the whole workspace. */
  listed: number;
  /** More than can be read in time anyway. */
  drawn: number;
}

const WHILE_TYPING: DrawLimits = { listed: 8_000, drawn: 3_000 };

interface DrawRow extends Record<string, unknown> {
  size: number;
  ids: string[] | null;
  known: Foreknown[] | null;
}

const toDraw = (row: DrawRow | undefined): Draw => ({ size: row?.size ?? 0, articles: (row?.ids ?? []).map((id, at) => ({ id, known: row?.known?.[at] ?? "unknown" })) });

const live = (scope: Scope) => sql`a.workspace_id = ${scope.workspace.id} and a.deleted_at is null`;

/** Draws from the articles on which one of the rules can hold and that `exceptVersion` does not match already. */
export async function drawCandidates(scope: Scope, rules: readonly Rule[], exceptVersion: string | null, most = WHILE_TYPING): Promise<Draw> {
  const held = exceptVersion ? sql`exists (select 1 from matches m where m.article_id = a.id and m.rule_version_id = ${exceptVersion})` : sql`false`;
  const [listed] = await scope.db.execute<DrawRow>(sql`
    with found as materialized (${selectCandidates(rules, scope.workspace.id, sql`a.deleted_at is null and not ${held}`, most.listed + 1)})
    select (select count(*)::int from found) as size, (select array_agg(id order by uuid_hash(id)) from (select id from found order by uuid_hash(id) limit ${most.drawn}) drawn) as ids`);
  if (listed!.size <= most.listed) return toDraw(listed);
  return drawFromAll(scope, sql`not ${held} and (${sql.join(rules.map(candidateSql), sql` or `)})`, most.drawn);
}

/** Draws from all articles; those that `mustRead` excludes are known to differ. */
async function drawFromAll(scope: Scope, mustRead: SQL, mostDrawn: number): Promise<Draw> {
  const [row] = await scope.db.execute<DrawRow>(sql`
    with drawn as materialized (select a.id, uuid_hash(a.id) as hash from articles a where ${live(scope)} order by uuid_hash(a.id) limit ${mostDrawn})
    select (select count(*)::int from articles a where ${live(scope)}) as size, array_agg(drawn.id order by drawn.hash) as ids, array_agg(judged.known order by drawn.hash) as known
    from drawn cross join lateral (select case when ${mustRead} then 'unknown' else 'differs' end as known from articles a where a.id = drawn.id limit 1) judged`);
  return toDraw(row);
}

/**
 * Draws from the articles that a version matches, trash left out. Known without reading: what the new rule's words
 * exclude differs, and what cannot be among `losses` matches as before.
 */
export async function drawMatches(scope: Scope, versionId: string, rule: Rule, losses: Rule | null): Promise<Draw> {
  const safe = losses ? sql`not ${candidateSql(losses)}` : sql`true`;
  const version = sql`m.workspace_id = ${scope.workspace.id} and m.rule_version_id = ${versionId}`;
  const [row] = await scope.db.execute<DrawRow>(sql`
    with drawn as materialized (select m.article_id as id, uuid_hash(m.article_id) as hash from matches m where ${version} order by uuid_hash(m.article_id) limit ${WHILE_TYPING.drawn})
    select (select count(*)::int from matches m where ${version})
        - (select count(*)::int from articles a join matches m on m.article_id = a.id where a.workspace_id = ${scope.workspace.id} and a.deleted_at is not null and ${version}) as size,
      array_agg(drawn.id order by drawn.hash) as ids, array_agg(judged.known order by drawn.hash) as known
    from drawn cross join lateral (
      select case when ${safe} then 'matches' when not ${candidateSql(rule)} then 'differs' else 'unknown' end as known from articles a where a.id = drawn.id and a.deleted_at is null limit 1
    ) judged`);
  return toDraw(row);
}
