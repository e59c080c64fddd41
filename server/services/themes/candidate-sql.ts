import { type SQL, sql } from "drizzle-orm";
import { candidateQuery, printTsquery } from "@/server/core/themes/candidate-query";
import type { Rule } from "@/server/core/themes/rule";

/**
 * True for every article `a` on which the rule can hold: its words stand there, or what stands there is not known,
 * because the current revision waits to be processed or has more words than a tsvector takes. For articles that are
 * at hand already; to find them, `selectCandidates` is far quicker.
 */
export function candidateSql(rule: Rule): SQL {
  const query = candidateQuery(rule);
  return query ? sql`(a.lexemes is null or a.processed_revision is distinct from a.current_revision or a.lexemes @@ ${printTsquery(query)}::tsquery)` : sql`true`;
}

/**
 * Selects the `id` of every article `a` of a workspace under `where` on which one of the rules can hold. Each reason
 * is a select of its own: joined by OR the planner takes them for most of the table and reads it whole. Articles of
 * which nothing is known come out of small indexes alone and are looked up one by one, for the same reason. At most
 * `most` per reason, so that one row more than wanted says that there are more.
 */
export function selectCandidates(rules: readonly Rule[], workspaceId: string, where: SQL, most: number): SQL {
  const queries = rules.map(candidateQuery);
  if (queries.includes(null)) return sql`select a.id from articles a where a.workspace_id = ${workspaceId} and ${where} limit ${most}`;
  const words = queries.map((query) => `(${printTsquery(query!)})`).join(" | ");
  const unknown = (reason: SQL) => sql`(
    select known.id from (select w.id from articles w where w.workspace_id = ${workspaceId} and ${reason} limit ${most}) w
    cross join lateral (select a.id from articles a where a.id = w.id and ${where} limit 1) known)`;
  return sql`
    (select a.id from articles a where a.workspace_id = ${workspaceId} and ${where} and a.lexemes @@ ${words}::tsquery limit ${most})
    union ${unknown(sql`w.processed_revision is distinct from w.current_revision`)}
    union ${unknown(sql`w.lexemes is null`)}`;
}
