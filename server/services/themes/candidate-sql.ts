import { type SQL, sql } from "drizzle-orm";
import { candidateQuery, printTsquery } from "@/server/core/themes/candidate-query";
import type { Rule } from "@/server/core/themes/rule";

/**
 * True for every article `a` on which the rule can hold: its words stand there, or what stands there is not known,
 * because the current revision waits to be processed or has more words than a tsvector takes. Each arm has an index.
 */
export function candidateSql(rule: Rule): SQL {
  const query = candidateQuery(rule);
  return query ? sql`(a.lexemes is null or a.processed_revision is distinct from a.current_revision or a.lexemes @@ ${printTsquery(query)}::tsquery)` : sql`true`;
}
