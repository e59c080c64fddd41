import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { importPieces, imports, jobs, oneTimeLinks, sessions, submissions, users } from "@/db/schema";
import { countAttempt } from "@/server/services/access/limit-attempts";
import { chainAudit, verifyAudit } from "@/server/services/audit/chain-audit";
import { recordAudit } from "@/server/services/audit/record-audit";
import { countFailedJobs, failJob, noteProgress, returnJob, takeJob } from "@/server/services/jobs/take-job";
import { getImport } from "@/server/services/imports/list-imports";
import { addPiece, startImport } from "@/server/services/imports/upload-import";
import { keepHouse } from "@/server/worker/housekeeping";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const NOW = new Date("2025-06-01T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe("keeping house", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse(() => NOW);
  });
  afterAll(() => house.close());

  it("forgets sessions, links and request ids after ninety days, and no earlier", async () => {
    const [user] = await house.db.select({ id: users.id }).from(users).limit(1);
    const session = (name: string, expiresAt: Date, revokedAt: Date | null) => ({ id: newId(), tokenHash: name, userId: user!.id, expiresAt, revokedAt });
    await house.db.insert(sessions).values([session("open", later(60), null), session("revoked long ago", later(60), daysAgo(91)), session("expired long ago", daysAgo(91), null), session("expired lately", daysAgo(89), null)]);
    const link = (tokenHash: string, expiresAt: Date, usedAt: Date | null) => ({ id: newId(), kind: "invitation" as const, tokenHash, expiresAt, usedAt });
    await house.db.insert(oneTimeLinks).values([link("open", later(60), null), link("used long ago", later(60), daysAgo(91)), link("expired lately", daysAgo(3), null)]);
    await house.db.insert(submissions).values([91, 89].map((days) => ({ workspaceId: house.workspace.id, requestId: newId(), resultId: newId(), createdAt: daysAgo(days) })));
    await countAttempt(house.db, { key: "old", most: 5, windowMinutes: 15 }, daysAgo(2));
    await countAttempt(house.db, { key: "new", most: 5, windowMinutes: 15 }, NOW);
    await keepHouse(house.db, NOW);
    const kept = async (query: ReturnType<typeof sql>) => (await house.db.execute<{ name: string }>(query)).map(({ name }) => name).toSorted();
    expect(await kept(sql`select token_hash as name from sessions`)).toEqual(["expired lately", "open"]);
    expect(await kept(sql`select token_hash as name from one_time_links`)).toEqual(["expired lately", "open"]);
    expect(await kept(sql`select key as name from rate_limits`)).toEqual(["new"]);
    expect(await house.db.select().from(submissions)).toHaveLength(1);
  });

  it("cancels a file that was left alone for seven days, sent or not, and drops its bytes", async () => {
    const start = async (at: Date, state: "uploading" | "ready" | "paused" = "uploading") => {
      const importId = newId();
      const scope = { ...house.as("analyst"), now: () => at };
      await startImport(scope, { importId, fileName: "left.csv", byteLength: 10 });
      await addPiece(scope, { importId, position: 0, bytes: Buffer.from("half") });
      await house.db.update(imports).set({ state }).where(eq(imports.id, importId));
      return importId;
    };
    const left = [await start(daysAgo(8)), await start(daysAgo(8), "ready")];
    const kept = [await start(daysAgo(6)), await start(daysAgo(6), "ready"), await start(daysAgo(8), "paused")];
    await keepHouse(house.db, NOW);
    const states = new Map((await house.db.select({ id: imports.id, state: imports.state }).from(imports)).map(({ id, state }) => [id, state]));
    expect([...left, ...kept].map((id) => states.get(id))).toEqual(["cancelled", "cancelled", "uploading", "ready", "paused"]);
    expect((await house.db.select({ id: importPieces.importId }).from(importPieces)).map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
    expect(await getImport(house.as("viewer"), { importId: left[1]! })).toMatchObject({ state: "cancelled", error: expect.stringContaining("7 days") as string });
  });

  it("chains the audit trail and finds what was changed, removed or slipped in", async () => {
    const at = (minutes: number) => ({ workspaceId: house.workspace.id, actor: { kind: "system" as const, name: "test" }, now: () => later(minutes) });
    await house.db.transaction(async (tx) => {
      for (let n = 0; n < 5; n++) await recordAudit(tx, at(n), { verb: "theme.rename", detail: { name: `Name ${n}`, before: `Name ${n - 1}`, n } });
    });
    expect(await chainAudit(house.db, later(4))).toBeGreaterThan(0);
    const young = await verifyAudit(house.db, house.workspace.id);
    expect(young).toMatchObject({ unchained: 3, brokenAt: null });
    await Promise.all([chainAudit(house.db, later(60)), chainAudit(house.db, later(60))]);
    const whole = await verifyAudit(house.db, house.workspace.id);
    expect(whole).toMatchObject({ entries: young.entries + 3, unchained: 0, brokenAt: null });
    expect(await verifyAudit(house.db, null)).toMatchObject({ brokenAt: null });

    const entries = await house.db.execute<{ id: string }>(sql`select id from audit_entries where workspace_id = ${house.workspace.id} and verb = 'theme.rename' order by chain_hash`);
    const [, second, third] = entries;
    const spoil = async (change: ReturnType<typeof sql>) => {
      let found: string | null = null;
      await house.db
        .transaction(async (tx) => {
          await tx.execute(change);
          found = (await verifyAudit(tx as never, house.workspace.id)).brokenAt;
          tx.rollback();
        })
        .catch(() => {});
      return found;
    };
    for (const change of [sql`detail = '{"name": "Another"}'`, sql`actor = 'somebody else'`, sql`at = at + interval '1 microsecond'`, sql`verb = 'theme.create'`]) {
      expect(await spoil(sql`update audit_entries set ${change} where id = ${second!.id}`)).toBe(second!.id);
    }
    expect(await spoil(sql`delete from audit_entries where id = ${second!.id}`)).toBe(third!.id);
    expect((await verifyAudit(house.db, house.workspace.id)).brokenAt).toBeNull();
  });
});

describe("jobs", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
    await house.work();
  });
  afterAll(() => house.close());

  it("are set aside for good after eight failures, and counted then", async () => {
    await house.db.insert(jobs).values({ id: newId(), kind: "undo-import", workspaceId: house.workspace.id, payload: { importId: newId() } });
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(await countFailedJobs(house.db)).toBe(0);
      await house.db.execute(sql`update jobs set run_at = now()`);
      const job = await takeJob(house.db, "w");
      expect(job?.attempts).toBe(attempt);
      expect(await failJob(house.db, job!, "w", "no")).toBe(attempt === 8);
    }
    expect(await countFailedJobs(house.db)).toBe(1);
    expect(await takeJob(house.db, "w")).toBeNull();
  });

  it("are found again by a worker that never heard of taking them, and by no other before the lease ends", async () => {
    const id = newId();
    await house.db.insert(jobs).values({ id, kind: "undo-import", workspaceId: house.workspace.id, payload: { importId: newId() } });
    await takeJob(house.db, "w");
    expect(await takeJob(house.db, "other")).toBeNull();
    expect((await takeJob(house.db, "w"))?.id).toBe(id);
    await noteProgress(house.db, id, "w");
    await returnJob(house.db, id, "w");
    expect(await takeJob(house.db, "other")).toMatchObject({ id, attempts: 1 });
  });
});
