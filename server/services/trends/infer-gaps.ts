import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { gaps, workspaces } from "@/db/schema";
import { addDays, type Day, localDay } from "@/server/core/trends/days";
import { type DailyCoverage, inferGaps } from "@/server/core/trends/infer-gaps";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Connection, Scope } from "@/server/services/scope";

/** Any class number that only inference uses; the second key is the workspace. */
const INFERENCE_LOCK = 7_231_946;

type GapRow = typeof gaps.$inferSelect;

/** Has the worker look for silences in one workspace, or in all; asking again while that waits does nothing. */
export async function enqueueGapInference(db: Connection, workspaceId?: string): Promise<void> {
  const ids = workspaceId ? [workspaceId] : (await db.select({ id: workspaces.id }).from(workspaces).where(isNull(workspaces.deletedAt))).map(({ id }) => id);
  for (const id of ids) await enqueueJob(db, { kind: "infer-gaps", workspaceId: id, payload: {}, key: `infer-gaps:${id}` });
}

/**
 * Infers the gaps of outlets that come by file and keeps the stored ones in step: what is no longer inferred goes, what
 * is new comes as open, and what a person confirmed or dismissed stays as it is and is not told again. Outlets with a
 * feed are looked at until the feed began: from then on their gaps are recorded, until it is removed. For the worker.
 */
export async function inferWorkspaceGaps(scope: Scope): Promise<void> {
  await scope.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${INFERENCE_LOCK}, hashtext(${scope.workspace.id}))`);
    const coverage = await readCoverage(tx, scope);
    const stored = await tx.select().from(gaps).where(eq(gaps.workspaceId, scope.workspace.id));
    const recorded = byOutlet(stored.filter(({ kind, state }) => kind === "recorded" && state !== "dismissed"));
    const wanted = inferGaps(coverage, recorded).flatMap(({ outletIds, fromDay, toDay, reason }) => {
      const groupId = outletIds.length > 1 ? newId() : null;
      return outletIds.map((outletId) => ({ outletId, fromDay, toDay, reason, groupId }));
    });
    await storeInferred(tx, scope, stored, wanted);
  });
}

function byOutlet(rows: GapRow[]): Map<string, GapRow[]> {
  const found = new Map<string, GapRow[]>();
  for (const row of rows) found.set(row.outletId, [...(found.get(row.outletId) ?? []), row]);
  return found;
}

interface WantedGap {
  outletId: string;
  fromDay: Day;
  toDay: Day;
  reason: string;
  groupId: string | null;
}

const ROWS_AT_ONCE = 2_000;

async function storeInferred(tx: Transaction, scope: Scope, stored: GapRow[], wanted: WantedGap[]): Promise<void> {
  const key = ({ outletId, fromDay, toDay, reason }: Pick<GapRow, "outletId" | "fromDay" | "toDay" | "reason">) => `${outletId} ${fromDay} ${toDay} ${reason}`;
  const inferred = stored.filter(({ kind }) => kind === "inferred");
  const open = new Map(inferred.filter(({ state }) => state === "open").map((gap) => [key(gap), gap]));
  const judged = byOutlet(inferred.filter(({ state }) => state !== "open"));
  const overlaps = (gap: WantedGap) => judged.get(gap.outletId)?.some(({ fromDay, toDay }) => fromDay <= gap.toDay && toDay >= gap.fromDay) ?? false;

  const fresh = wanted.filter((gap) => !overlaps(gap));
  const wantedKeys = new Set(fresh.map(key));
  const stale = [...open].flatMap(([name, gap]) => (wantedKeys.has(name) ? [] : [gap.id]));
  const missing = fresh.filter((gap) => !open.has(key(gap)));
  for (let at = 0; at < stale.length; at += ROWS_AT_ONCE) await tx.delete(gaps).where(inArray(gaps.id, stale.slice(at, at + ROWS_AT_ONCE)));
  const rows = missing.map((gap) => ({ id: newId(), workspaceId: scope.workspace.id, kind: "inferred" as const, createdAt: scope.now(), ...gap }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await tx.insert(gaps).values(rows.slice(at, at + ROWS_AT_ONCE));
}

/** Articles per outlet and day of outlets that came by file or by feeds that were removed since, until the last day of which the workspace knows anything. */
async function readCoverage(tx: Transaction, scope: Scope): Promise<DailyCoverage[]> {
  const yesterday = addDays(localDay(scope.now(), scope.workspace.timeZone), -1);
  const rows = await tx.execute<{ outlet_id: string; days: Record<Day, number>; until: Day }>(sql`
    with counted as (
      select a.outlet_id, a.published_day, count(*)::int as articles, bool_or(a.origin = 'import') as by_file, bool_or(a.origin = 'feed') as by_feed from articles a
      where a.workspace_id = ${scope.workspace.id} and a.deleted_at is null and a.published_day <= ${yesterday}::date group by 1, 2
    ), fed as (
      select f.outlet_id, min(f.created_at) as since from feeds f where f.workspace_id = ${scope.workspace.id} and f.outlet_id is not null and f.removed_at is null group by 1
    )
    select c.outlet_id, jsonb_object_agg(c.published_day::text, c.articles) as days,
      least((select max(published_day) from counted), (min(f.since) at time zone ${scope.workspace.timeZone})::date - 1)::text as until
    from counted c left join fed f on f.outlet_id = c.outlet_id
    group by c.outlet_id having bool_or(c.by_file) or (bool_or(c.by_feed) and min(f.since) is null)`);
  return rows.map(({ outlet_id, days, until }) => ({ outletId: outlet_id, counts: new Map(Object.entries(days)), until }));
}

/** The gaps of one decision: the gap itself, or all that share its group. */
export async function gapsOfDecision(db: Database | Transaction, scope: Scope, gapId: string): Promise<GapRow[]> {
  const [gap] = await db.select().from(gaps).where(and(eq(gaps.id, gapId), eq(gaps.workspaceId, scope.workspace.id))).for("update");
  if (!gap) return [];
  if (!gap.groupId) return [gap];
  return db.select().from(gaps).where(and(eq(gaps.groupId, gap.groupId), eq(gaps.workspaceId, scope.workspace.id))).for("update");
}
