import type { Database } from "@/db/client";
import { log } from "@/server/log";
import { forgetAttempts } from "@/server/services/access/limit-attempts";
import { forgetArchives } from "@/server/services/archives/archives";
import { chainAudit } from "@/server/services/audit/chain-audit";
import { countFailedJobs } from "@/server/services/jobs/take-job";
import { cancelLeftImports, forgetAccess, forgetSubmissions } from "@/server/services/maintenance/forget-old";

const CHORES: [name: string, chore: (db: Database, now: Date) => Promise<unknown>][] = [
  ["chaining the audit trail", chainAudit],
  ["forgetting attempts", forgetAttempts],
  ["forgetting sessions and links", forgetAccess],
  ["forgetting request ids", forgetSubmissions],
  ["cancelling files that were left alone", cancelLeftImports],
  ["forgetting archives", forgetArchives],
  ["counting jobs that were set aside", sayFailedJobs],
];

/** Does every chore once; one that fails keeps no other from being done. Several workers may do so at once. */
export async function keepHouse(db: Database, now: Date): Promise<void> {
  for (const [name, chore] of CHORES) await chore(db, now).catch((reason: unknown) => log.error({ err: reason }, `${name} failed`));
}

async function sayFailedJobs(db: Database): Promise<void> {
  const jobs = await countFailedJobs(db);
  if (jobs > 0) log.error({ jobs }, "jobs are set aside for good; their last_error in the table jobs says why");
}
