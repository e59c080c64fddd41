import { type Database, openDatabase, type OpenDatabase } from "@/db/client";
import { newId } from "@/db/new-id";
import { members, users, workspaces } from "@/db/schema";
import type { Role } from "@/server/core/access/roles";
import type { Installation } from "@/server/services/installation";
import type { Actor, Scope, WorkspaceScope } from "@/server/services/scope";
import { countDifferences } from "@/server/services/maintenance/count-differences";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { handleJob, type JobTools } from "@/server/worker/handle-job";
import { finishJob, takeJob } from "@/server/services/jobs/take-job";
import { openTestDatabase } from "@/tests/support/database";

/** A migrated database of its own with one workspace, and people to act in it. */
export interface TestHouse extends Installation {
  database: OpenDatabase;
  /** Its address, for processes of their own. */
  url: string;
  workspace: WorkspaceScope;
  /** Acts in the workspace with a role; each role is one person. */
  as(role: Role): Scope;
  /** The installation itself. */
  asSystem(): Scope;
  /** Does all the work that waits, as the worker would; answers how many jobs ran. */
  work(tools?: Partial<JobTools>): Promise<number>;
  close(): Promise<void>;
}

/** After whatever a suite did, the counts that charts read equal a full recount, as they are and folded. */
export async function proveCounts(db: Database): Promise<void> {
  for (const state of ["unfolded", "folded"]) {
    for (const { id } of await db.select({ id: workspaces.id }).from(workspaces)) {
      const wrong = await countDifferences(db, id);
      if (wrong > 0) throw new Error(`${wrong} kept counts (${state}) of the workspace ${id} differ from a recount.`);
    }
    await foldCounts(db);
  }
}

export async function openTestHouse(now: () => Date = () => new Date()): Promise<TestHouse> {
  const { url, drop } = await openTestDatabase();
  const database = openDatabase(url, { max: 4, name: "themeline-test" });
  const { db } = database;
  const system: Actor = { kind: "system", name: "test" };
  const workspace = await db.transaction((tx) => createWorkspace(tx, { name: "Main", slug: "main", actor: system, now }));
  const actors = new Map<Role, Actor>();
  for (const role of ["viewer", "analyst", "admin"] as const) {
    const userId = newId();
    await db.insert(users).values({ id: userId, email: `${role}@example.org`, name: `The ${role}`, passwordHash: "none" });
    await db.insert(members).values({ workspaceId: workspace.id, userId, role });
    actors.set(role, { kind: "member", userId, name: `The ${role}`, sessionId: null, role });
  }
  const world = openOutsideWorld([], "Themeline test");
  return {
    db,
    now,
    database,
    url,
    workspace,
    as: (role) => ({ db, now, workspace, actor: actors.get(role)! }),
    asSystem: () => ({ db, now, workspace, actor: system }),
    async work(tools = {}) {
      let jobs = 0;
      for (let job = await takeJob(db, "test"); job; job = await takeJob(db, "test")) {
        await handleJob(db, { ...world, ...tools }, job, async () => true);
        await finishJob(db, job.id, "test");
        jobs += 1;
      }
      return jobs;
    },
    async close() {
      try {
        await proveCounts(db);
      } finally {
        await database.close();
        await drop();
      }
    },
  };
}
