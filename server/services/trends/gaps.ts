import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { newId } from "@/db/new-id";
import { gaps, outlets } from "@/db/schema";
import { notFound } from "@/server/core/access/refusal";
import { addGapShape, gapIdShape, judgeGapShape } from "@/server/core/trends/gap-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";
import { gapsOfDecision } from "@/server/services/trends/infer-gaps";

export interface ListedGap {
  /** Stands for all gaps of its group. */
  id: string;
  /** The first few by name. */
  outlets: { id: string; name: string }[];
  outletCount: number;
  fromDay: string;
  toDay: string;
  kind: "recorded" | "inferred";
  state: "open" | "confirmed" | "dismissed";
  reason: string;
  note: string;
  /** A recorded gap whose feed still cannot be collected. */
  lasts: boolean;
  /** Whether a person put it there; only such a gap can be removed. */
  byHand: boolean;
  /** Who judged it, or who added it. */
  by: string | null;
}

const NAMED_OUTLETS = 5;

/** Every gap, undecided ones first and then the latest; gaps of one group as one. Needs `viewer`. */
export async function listGaps(scope: Scope): Promise<ListedGap[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db.execute<{ id: string; outlets: ListedGap["outlets"]; outlet_count: number; from_day: string; to_day: string; kind: ListedGap["kind"]; state: ListedGap["state"]; reason: string; note: string; lasts: boolean; by_hand: boolean; by: string | null }>(sql`
    select min(g.id::text) as id, (array_agg(jsonb_build_object('id', o.id, 'name', o.name) order by lower(o.name)))[1:${sql.raw(String(NAMED_OUTLETS))}] as outlets, count(*)::int as outlet_count,
      min(g.from_day)::text as from_day, max(g.to_day)::text as to_day, g.kind, g.state, min(g.reason) as reason, min(g.note) as note,
      bool_or(g.feed_id is not null and g.ended_at is null) as lasts, bool_or(g.created_by is not null) as by_hand, min(coalesce(d.name, c.name)) as by
    from gaps g join outlets o on o.id = g.outlet_id left join users d on d.id = g.decided_by left join users c on c.id = g.created_by
    where g.workspace_id = ${scope.workspace.id}
    group by coalesce(g.group_id, g.id), g.kind, g.state
    order by (g.kind = 'inferred' and g.state = 'open') desc, min(g.from_day) desc, 1 limit 1000`);
  return rows.map((row) => ({
    id: row.id,
    outlets: row.outlets,
    outletCount: row.outlet_count,
    fromDay: row.from_day,
    toDay: row.to_day,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    note: row.note,
    lasts: row.lasts,
    byHand: row.by_hand,
    by: row.by,
  }));
}

/** Says that a gap is one: coverage was there and was not collected. Needs `analyst`. */
export const confirmGap = (scope: Scope, input: z.input<typeof judgeGapShape>) => judgeGap(scope, input, "confirmed");

/** Says that a gap is none: charts draw what was counted. Needs `analyst`. */
export const dismissGap = (scope: Scope, input: z.input<typeof judgeGapShape>) => judgeGap(scope, input, "dismissed");

/** Takes a judgement back. Needs `analyst`. */
export const reopenGap = (scope: Scope, input: z.input<typeof gapIdShape>) => judgeGap(scope, { ...gapIdShape.parse(input), note: "" }, "open");

async function judgeGap(scope: Scope, input: z.input<typeof judgeGapShape>, state: ListedGap["state"]): Promise<void> {
  requireRole(scope, "analyst");
  const { gapId, note } = judgeGapShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const judged = await gapsOfDecision(tx, scope, gapId);
    if (judged.length === 0) throw notFound("gap");
    const by = state === "open" ? { decidedBy: null, decidedAt: null } : { decidedBy: actorUserId(scope.actor), decidedAt: scope.now() };
    await tx.update(gaps).set({ state, note, ...by }).where(inArray(gaps.id, judged.map(({ id }) => id)));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: `gap.${state === "open" ? "reopen" : state === "confirmed" ? "confirm" : "dismiss"}`, subjectId: gapId, detail: { from: judged[0]!.fromDay, to: judged[0]!.toDay, outlets: judged.length } });
  });
}

/** Marks days in which an outlet was not collected, with the reason that charts then show. Needs `analyst`. */
export async function addGap(scope: Scope, input: z.input<typeof addGapShape>): Promise<{ gapId: string }> {
  requireRole(scope, "analyst");
  const gap = addGapShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const [outlet] = await tx.select({ name: outlets.name }).from(outlets).where(and(eq(outlets.id, gap.outletId), eq(outlets.workspaceId, scope.workspace.id), isNull(outlets.mergedInto)));
    if (!outlet) throw notFound("outlet");
    const gapId = newId();
    await tx.insert(gaps).values({ id: gapId, workspaceId: scope.workspace.id, kind: "recorded", createdBy: actorUserId(scope.actor), createdAt: scope.now(), ...gap });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "gap.add", subjectId: gapId, detail: { outlet: outlet.name, from: gap.fromDay, to: gap.toDay } });
    return { gapId };
  });
}

/** Removes a gap that a person added; the others are judged instead. Needs `analyst`. */
export async function removeGap(scope: Scope, input: z.input<typeof gapIdShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { gapId } = gapIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(gaps)
      .where(and(eq(gaps.id, gapId), eq(gaps.workspaceId, scope.workspace.id), isNotNull(gaps.createdBy)))
      .returning({ from: gaps.fromDay, to: gaps.toDay, reason: gaps.reason });
    if (!gone) throw notFound("gap that a person added");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "gap.remove", subjectId: gapId, detail: gone });
  });
}
