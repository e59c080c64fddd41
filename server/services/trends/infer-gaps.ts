import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { gaps, workspaces } from "@/db/schema";
import { addDays, type Day, localDay } from "@/server/core/trends/days";
import { inferBeginnings } from "@/server/core/trends/infer-beginnings";
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
 * Infers the gaps of outlets that come by file or by hand, and which outlets were taken in later than others, and keeps
 * the stored ones in step: what is no longer inferred goes, what is new comes as open, and what a person confirmed or
 * dismissed stays as it is and is not told again. Outlets with a feed are looked at until the feed began: from then on
 * their gaps are recorded, until it is removed. For the worker.
 */
export async function inferWorkspaceGaps(scope: Scope): Promise<void> {
  await scope.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${INFERENCE_LOCK}, hashtext(${scope.workspace.id}))`);
    const coverage = await readCoverage(tx, scope);
    const stored = await tx.select().from(gaps).where(eq(gaps.workspaceId, scope.workspace.id));
    const recorded = byOutlet(stored.filter(({ kind, state }) => kind === "recorded" && state !== "dismissed"));
    // What people add stops for other reasons than what machines bring: neither says anything about the other.
    const found = [...inferGaps(coverage.byFile, recorded), ...inferGaps(coverage.byHand, recorded), ...inferBeginnings(coverage.all)];
    const wanted = found.flatMap(({ outletIds, fromDay, toDay, reason }) => {
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

interface Coverage {
  /** Until yesterday. */
  all: DailyCoverage[];
  /** Outlets that came by file, by other programs or by feeds that were removed since, until the last day of which the workspace knows anything. */
  byFile: DailyCoverage[];
  /** Outlets that only people added to, until then. */
  byHand: DailyCoverage[];
}

/** Articles per outlet and day. What was made up for a demonstration is left out: its gaps are told with it. */
async function readCoverage(tx: Transaction, scope: Scope): Promise<Coverage> {
  const yesterday = addDays(localDay(scope.now(), scope.workspace.timeZone), -1);
  const rows = await tx.execute<{ outlet_id: string; days: Record<Day, number>; until: Day; by_file: boolean; by_feed: boolean; is_fed: boolean }>(sql`
    with counted as (
      select a.outlet_id, a.published_day, count(*)::int as articles, bool_or(a.origin in ('import', 'api')) as by_file, bool_or(a.origin = 'feed') as by_feed from articles a
      where a.workspace_id = ${scope.workspace.id} and a.deleted_at is null and a.published_day <= ${yesterday}::date and a.origin <> 'demo' group by 1, 2
    ), fed as (
      select f.outlet_id, min(f.created_at) as since from feeds f where f.workspace_id = ${scope.workspace.id} and f.outlet_id is not null and f.removed_at is null group by 1
    )
    select c.outlet_id, jsonb_object_agg(c.published_day::text, c.articles) as days,
      least((select max(published_day) from counted), (min(f.since) at time zone ${scope.workspace.timeZone})::date - 1)::text as until,
      bool_or(c.by_file) as by_file, bool_or(c.by_feed) as by_feed, min(f.since) is not null as is_fed
    from counted c left join fed f on f.outlet_id = c.outlet_id group by c.outlet_id`);
  const coverage = rows.map((row) => ({ ...row, outletId: row.outlet_id, counts: new Map(Object.entries(row.days)) }));
  return {
    all: coverage.map((outlet) => ({ ...outlet, until: yesterday })),
    byFile: coverage.filter((outlet) => outlet.by_file || (outlet.by_feed && !outlet.is_fed)),
    byHand: coverage.filter((outlet) => !outlet.by_file && !outlet.by_feed && !outlet.is_fed),
  };
}

/** The gaps of one decision: the gap itself, or all that share its group. */
export async function gapsOfDecision(db: Database | Transaction, scope: Scope, gapId: string): Promise<GapRow[]> {
  const [gap] = await db.select().from(gaps).where(and(eq(gaps.id, gapId), eq(gaps.workspaceId, scope.workspace.id))).for("update");
  if (!gap) return [];
  if (!gap.groupId) return [gap];
  return db.select().from(gaps).where(and(eq(gaps.groupId, gap.groupId), eq(gaps.workspaceId, scope.workspace.id))).for("update");
}
