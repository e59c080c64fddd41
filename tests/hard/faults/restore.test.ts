import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type OpenDatabase } from "@/db/client";
import { buildUrl, type Cluster, startCluster, stopCluster } from "@/db/embedded/cluster";
import type { Scope } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { printCoverageFile, readProgress, startWorker, uploadFile, waitFor } from "@/tests/support/faults";
import { createFromTemplate, startThrowawayCluster, type ThrowawayCluster } from "@/tests/support/throwaway-cluster";

/** Rows of the imported file; every tenth repeats an address and every hundredth is refused. */
const ROWS = Number(process.env["RESTORED_ROWS"] ?? 3_000);
const NAME = "restored";

/** A digest of every row of every table. */
async function digestAll({ client }: OpenDatabase): Promise<Record<string, string>> {
  const tables = await client<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await client.unsafe<{ digest: string }[]>(`select count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest from "${name}" t`);
    digests[name] = row!.digest;
  }
  return digests;
}

describe("a backup as the README describes it: the embedded database is copied as a whole while it is stopped", () => {
  let server: ThrowawayCluster;
  let copy: Cluster;
  beforeAll(async () => {
    server = await startThrowawayCluster();
    await createFromTemplate(server.adminUrl, NAME);
    copy = { ...server.cluster, home: `${server.cluster.home}-copy` };
  });
  afterAll(async () => {
    await stopCluster(copy, "immediate").catch(() => {});
    rmSync(copy.home, { recursive: true, force: true, maxRetries: 5 });
    await server.stop();
  });

  it("restores every row of every table, and a changed row is found out", async () => {
    const before = openDatabase(server.buildUrl(NAME), { max: 4, name: "backup" });
    const actor = { kind: "system" as const, name: "test" };
    const workspace = await before.db.transaction((tx) => createWorkspace(tx, { name: "Main", slug: "main", actor, now: () => new Date() }));
    const scope: Scope = { db: before.db, now: () => new Date(), workspace, actor };
    const { bytes, distinct } = printCoverageFile(ROWS, 31);
    const importId = await uploadFile(scope, bytes);
    const worker = await startWorker(server.buildUrl(NAME));
    await waitFor(async () => (await readProgress(before.db, importId)).isOver, 300_000 + ROWS * 40, "the end of the import");
    expect(await worker.end("SIGTERM")).toBe(0);
    const wanted = await digestAll(before);
    expect(wanted["articles"]).toMatch(new RegExp(`^${distinct} `, "u"));
    await before.close();
    await stopCluster(server.cluster);

    execFileSync("cp", ["-a", server.cluster.home, copy.home]);
    const port = await startCluster(copy);
    const restored = openDatabase(buildUrl(copy.home, port, NAME), { max: 2, name: "restored" });
    try {
      expect(await digestAll(restored)).toEqual(wanted);
      await restored.client`update article_revisions set title = title || ' ' where article_id = (select min(article_id::text)::uuid from article_revisions)`;
      const changed = await digestAll(restored);
      expect(Object.keys(wanted).filter((name) => changed[name] !== wanted[name])).toEqual(["article_revisions"]);
      process.stdout.write(`R5: ${distinct} articles in ${Object.keys(wanted).length} tables: the digests of the copy are equal\n`);
    } finally {
      await restored.close();
    }
  }, 600_000 + ROWS * 60);
});
