import { and, desc, eq, ilike, inArray, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { auditEntries } from "@/db/schema";
import { findAuditVerbs } from "@/server/core/audit/audit-words";
import { requireRole, type Scope } from "@/server/services/scope";

const PAGE_SIZE = 100;

export const listAuditShape = z.strictObject({
  search: z.string().trim().max(100).default(""),
  /** The last entry of the page before. */
  cursor: z.uuid().nullish(),
});

export interface ListedAudit {
  id: string;
  at: string;
  actor: string;
  verb: string;
  subjectId: string | null;
  detail: Record<string, string | number | boolean | null>;
}

/** The audit trail, latest first, searched by who, what and its particulars; a page at a time. Needs `admin`. */
export async function listAudit(scope: Scope, input: z.input<typeof listAuditShape>): Promise<{ entries: ListedAudit[]; before: string | null }> {
  requireRole(scope, "admin");
  const { search, cursor } = listAuditShape.parse(input);
  const pattern = `%${search.replace(/[%_\\]/g, "\\$&")}%`;
  const rows = await scope.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.workspaceId, scope.workspace.id), search ? or(ilike(auditEntries.actor, pattern), ilike(auditEntries.verb, pattern), inArray(auditEntries.verb, findAuditVerbs(search)), ilike(sql`${auditEntries.detail}::text`, pattern)) : undefined, cursor ? lt(auditEntries.id, cursor) : undefined))
    .orderBy(desc(auditEntries.id))
    .limit(PAGE_SIZE + 1);
  const entries = rows.slice(0, PAGE_SIZE).map((row) => ({ id: row.id, at: row.at.toISOString(), actor: row.actor, verb: row.verb, subjectId: row.subjectId, detail: row.detail }));
  return { entries, before: rows.length > PAGE_SIZE ? entries.at(-1)!.id : null };
}
