import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase, type OpenDatabase } from "@/db/client";
import { openEmbeddedDatabase } from "@/db/embedded/open";
import { migrateDatabase } from "@/db/migrate";
import { say, UsageError } from "@/server/cli/terminal";
import { env } from "@/server/env";
import type { Installation } from "@/server/services/installation";
import type { Actor, Scope } from "@/server/services/scope";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { ensureWorkspace } from "@/server/services/workspaces/ensure-workspace";
import { allWorkspaces } from "@/server/services/workspaces/open-workspace";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { readPublicFace } from "@/server/worker/public-face";
import { runJobs } from "@/server/worker/run-jobs";

export interface OpenInstallation extends Installation {
  database: OpenDatabase;
  /** The workspace that was named, or the only one; the first use of an empty installation makes one. */
  scope(slug: string | undefined): Promise<Scope>;
  /** Works on the queue in this process until `isDone` says so. */
  workUntil(isDone: () => Promise<boolean>): Promise<void>;
}

export const CLI_ACTOR: Actor = { kind: "system", name: "command line" };

/** Opens the database that is named or the embedded one, which is started for the time being when it is not up. */
export async function withInstallation<T>(work: (at: OpenInstallation) => Promise<T>): Promise<T> {
  const { DATABASE_URL, THEMELINE_DATA_DIR, THEMELINE_ALLOW_HOSTS } = env();
  const embedded = DATABASE_URL ? null : await openEmbeddedDatabase({ dataDir: THEMELINE_DATA_DIR, say });
  const url = DATABASE_URL ?? embedded!.url;
  try {
    await migrateDatabase(url);
    const database = openDatabase(url, { max: 4, name: "themeline-cli", statementTimeoutMs: 120_000 });
    const at: Installation = { db: database.db, now: () => new Date() };
    try {
      return await work({
        ...at,
        database,
        scope: async (slug) => ({ ...at, workspace: await chooseWorkspace(at, slug), actor: CLI_ACTOR }),
        async workUntil(isDone) {
          const runner = runJobs(database, openOutsideWorld(THEMELINE_ALLOW_HOSTS, "Themeline/0.1 (coverage monitoring; command line)", undefined, readPublicFace()), { atOnce: 2 });
          try {
            while (!(await isDone())) await sleep(200);
          } finally {
            await runner.stop();
            await foldCounts(database.db);
          }
        },
      });
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.release();
  }
}

async function chooseWorkspace(at: Installation, slug: string | undefined) {
  const all = await allWorkspaces(at);
  const named = all.find((workspace) => workspace.slug === slug);
  if (named) return named;
  const names = all.map((workspace) => workspace.slug).join(", ");
  if (slug) throw new UsageError(`There is no workspace ${slug}.${names ? ` There are: ${names}.` : ""}`);
  const real = all.filter((workspace) => !workspace.synthetic);
  if (real.length > 1) throw new UsageError(`Say which workspace with --workspace SLUG. There are: ${names}.`);
  return real[0] ?? ensureWorkspace(at, CLI_ACTOR);
}
