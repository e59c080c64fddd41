import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { newId } from "@/db/new-id";
import { appRouter } from "@/server/api/root";
import type { ProcedureMeta } from "@/server/api/procedures";
import type { Person } from "@/server/services/installation";
import { readRecords } from "@/server/ingest/files/read-records";
import { addArticle } from "@/server/services/articles/add-article";
import { startImport } from "@/server/services/imports/upload-import";
import { finishJob, takeJob } from "@/server/services/jobs/take-job";
import { checkDerived } from "@/server/services/maintenance/check-derived";
import { handleJob } from "@/server/worker/handle-job";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { fillPlace, type PlaceIds } from "@/tests/support/coverage-place";
import { NOTHING_CHANGES, printCoverageFile, uploadFile } from "@/tests/support/faults";
import { PlannedFault, planFault, withFaults } from "@/tests/support/faulty-database";
import { callerFor, visitorAs } from "@/tests/support/people";
import { PROCEDURES, type ProcedureFixture } from "@/tests/support/procedure-fixtures";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const registered = appRouter._def.procedures as unknown as Record<string, { _def: { type: string; meta?: ProcedureMeta } }>;
const fixtures = PROCEDURES as Record<string, ProcedureFixture>;
const mutations = Object.keys(registered).filter((path) => registered[path]!._def.type === "mutation").sort();
/** Attempts are counted outside of transactions on purpose: a guess that failed half-way is still a guess. */
const UNCOMPARED = "rate_limits";

/** Files are read in this thread: what fails here is the database. */
const world = { ...openOutsideWorld([], "Themeline test"), readRecords };

/** A digest of every row of every table. */
async function digestAll(database: OpenDatabase): Promise<Record<string, string>> {
  const tables = await database.client<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' and tablename <> ${UNCOMPARED} order by 1`;
  const query = tables.map(({ name }) => `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${name}" t`).join(" union all ");
  return Object.fromEntries((await database.client.unsafe<{ name: string; digest: string }[]>(query)).map(({ name, digest }) => [name, digest]));
}

describe("the n-th statement fails, for every n", () => {
  let house: TestHouse;
  let ids: PlaceIds;
  let admin: Person;
  const statements: Record<string, number> = {};

  beforeAll(async () => {
    house = await openTestHouse();
    ids = await fillPlace(house.as("admin"), house.work, "MAIN");
    admin = (await (await visitorAs(house, house.workspace.id, "admin")).person())!;
  });
  afterAll(() => house.close());

  it.each(mutations)("%s leaves everything or nothing", async (path) => {
    const [router, name] = path.split(".") as [string, string];
    const person = registered[path]!._def.meta?.authz === "anyone" ? null : admin;
    const callWith = async (failAt: number) => {
      // What no fault met is taken back as well, so that the next procedure finds everything in its place.
      const plan = planFault({ failAt, isRehearsal: true });
      const caller = callerFor({ db: withFaults(house.db, plan), now: house.now }, person) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
      await caller[router]![name]!(fixtures[path]!.input(ids, house.workspace.slug)).catch(() => {});
      return plan;
    };
    const whole = await callWith(0);
    expect(whole.commits, `${path} writes in one transaction`).toBeLessThanOrEqual(1);
    const before = await digestAll(house.database);
    for (let failAt = 1; failAt <= whole.statements; failAt++) await callWith(failAt);
    expect(await digestAll(house.database)).toEqual(before);
    statements[path] = whole.statements;
  });

  it("a verb in two transactions would be found out", async () => {
      const before = await digestAll(house.database);
      const db = withFaults(house.db, planFault({ failAt: 2 }));
      const naive = async () => {
        await db.execute(`insert into workspace_tombstones (id, slug, articles, deleted_by) values ('${newId()}', 'a', 0, 'x')`);
        await db.execute("select 1");
      };
      await expect(naive()).rejects.toThrow();
      expect(await digestAll(house.database)).not.toEqual(before);
  });

  it("an import goes on where it stood, whichever statement of it or of its processing failed", async () => {
      const scope = house.as("analyst");
        let faults = 0;
      for (let failAt = 1, hasFired = true; hasFired; failAt++) {
        const { bytes } = printCoverageFile(12, 100 + failAt);
        const importId = await uploadFile(scope, bytes);
        const plan = planFault({ failAt });
        for (let db = withFaults(house.db, plan), job = await takeJob(house.db, "test"); job; job = await takeJob(house.db, "test")) {
          const failed = await handleJob(db, world, job, async () => true).then(() => false, (reason: unknown) => isPlanned(reason) || Promise.reject(reason as Error));
          if (failed) faults += 1;
          else await finishJob(house.db, job.id, "test");
        }
        hasFired = plan.hasFired;
        const [row] = await house.database.client`select state, rows_read, created + existing + refused as counted from imports where id = ${importId}`;
        expect(row, `statement ${failAt}`).toEqual({ state: "done", rows_read: 12, counted: 12 });
      }
      const derived = await checkDerived(house.db, house.workspace.id);
      expect(derived).toMatchObject(NOTHING_CHANGES);
      expect(faults).toBeGreaterThan(15);
      process.stdout.write(`R3: ${mutations.length} mutations with ${Object.values(statements).reduce((sum, n) => sum + n, 0)} statements, each failed once: 0 partial states; an import with its processing: ${faults} statements\n`);
  });

  it("a request whose COMMIT was answered by silence is sent again and has one effect", async () => {
      const lossy = (loseCommitOf: number) => ({ ...house.as("analyst"), db: withFaults(house.db, planFault({ loseCommitOf })) });
      const scope = house.as("analyst");
      const request = { requestId: newId(), draft: { url: "https://once.example/a", title: "Once", outlet: "Once", author: "", language: "", publishedAt: "2025-03-04", text: "Once only." } };
      await expect(addArticle(lossy(1), request)).rejects.toThrow(PlannedFault);
      const after = await digestAll(house.database);
      const again = await addArticle(scope, request);
      expect(await digestAll(house.database)).toEqual(after);
      const [held] = await house.database.client`select article_id from addresses where url = 'https://once.example/a'`;
      expect(again.articleId).toBe(held!["article_id"]);

      const start = { importId: newId(), fileName: "a.csv", byteLength: 10 };
      await expect(startImport(lossy(1), start)).rejects.toThrow(PlannedFault);
      const started = await digestAll(house.database);
      await startImport(scope, start);
      expect(await digestAll(house.database)).toEqual(started);
  });

  it("a job whose COMMIT was answered by silence is done again and has one effect", async () => {
      const scope = house.as("analyst");
        const importId = await uploadFile(scope, printCoverageFile(30, 9).bytes);
      for (let round = 1, losses = 0; ; round++) {
        const job = await takeJob(house.db, "test");
        if (!job) {
          expect(losses).toBeGreaterThanOrEqual(2);
          break;
        }
        const plan = planFault({ loseCommitOf: 1 });
        const lost = await handleJob(withFaults(house.db, plan), world, job, async () => true).then(() => false, (reason: unknown) => isPlanned(reason) || Promise.reject(reason as Error));
        if (!lost || round > 20) await finishJob(house.db, job.id, "test");
        else {
          losses += 1;
          await handleJob(house.db, world, job, async () => true);
          await finishJob(house.db, job.id, "test");
        }
      }
      const [row] = await house.database.client`select state, rows_read, (select count(*)::int from import_rows r where r.import_id = i.id) as outcomes from imports i where id = ${importId}`;
      expect(row).toEqual({ state: "done", rows_read: 30, outcomes: 30 });
      const [twice] = await house.database.client`select count(*)::int as articles, count(distinct hash)::int as addresses from addresses`;
      expect(twice!["articles"]).toBe(twice!["addresses"]);
  });
});

function isPlanned(reason: unknown): boolean {
  for (let error = reason; error instanceof Error; error = error.cause) if (error instanceof PlannedFault) return true;
  return false;
}
