import type { Database } from "@/db/client";
import { JOB_PAYLOADS, type JobKind, type JobPayload } from "@/server/core/jobs/payloads";
import { type AlertPost, deliverAlert } from "@/server/services/alerts/deliver-alert";
import { judgeAlerts } from "@/server/services/alerts/judge-alerts";
import { makeArchive } from "@/server/services/archives/archives";
import { processArticles } from "@/server/services/articles/process-articles";
import { fillDemo } from "@/server/services/demo/fill-demo";
import { type FeedReader, pollFeed } from "@/server/services/feeds/poll-feed";
import { type AddressReader, readAddress } from "@/server/services/fetches/read-address";
import { readFeedPage } from "@/server/services/fetches/read-feed-page";
import { type FileInspector, inspectImport } from "@/server/services/imports/inspect-import";
import { type RecordReader, runImport } from "@/server/services/imports/run-import";
import { removeImported } from "@/server/services/imports/steer-import";
import { moveMergedArticles } from "@/server/services/outlets/merge-outlets";
import type { TakenJob } from "@/server/services/jobs/take-job";
import type { Scope } from "@/server/services/scope";
import { refreshStatistics } from "@/server/services/maintenance/refresh-statistics";
import { backfillVersion } from "@/server/services/themes/backfill-version";
import { inferWorkspaceGaps } from "@/server/services/trends/infer-gaps";
import { removeWorkspace } from "@/server/services/workspaces/delete-workspace";
import { openAsSystem } from "@/server/services/workspaces/open-workspace";
import { applyTimeZone } from "@/server/services/workspaces/settings";

/** What handlers need of the outside world. */
export interface JobTools {
  readPage: AddressReader;
  /** The same for a page that nobody asked for by hand: the site's robots.txt decides. */
  readFeedPage: AddressReader;
  readRecords: RecordReader;
  inspectRecords: FileInspector;
  readFeed: FeedReader;
  post: AlertPost;
}

interface JobRun {
  db: Database;
  tools: JobTools;
  workspaceId: string;
  /** Null when the workspace was deleted meanwhile; then most work is done by not being done. */
  scope: Scope | null;
  goOn: () => Promise<boolean>;
}

type Handlers = { [K in JobKind]: (payload: JobPayload<K>, run: JobRun) => Promise<unknown> };

/** Each parses nothing and decides nothing: one verb per job. */
const HANDLERS: Handlers = {
  "process-articles": ({ articleIds }, { db, workspaceId }) => processArticles(db, workspaceId, articleIds),
  "backfill-version": ({ ruleVersionId }, { db, workspaceId, goOn }) => backfillVersion(db, workspaceId, ruleVersionId, goOn),
  "refresh-statistics": (_nothing, { db }) => refreshStatistics(db),
  "fetch-address": async ({ fetchId }, { scope, tools }) => scope && readAddress(scope, fetchId, tools.readPage),
  "read-feed-page": async ({ fetchId }, { scope, tools }) => (scope ? readFeedPage(scope, fetchId, tools.readFeedPage) : "done"),
  "run-import": async ({ importId }, { scope, tools, goOn }) => scope && runImport(scope, importId, tools.readRecords, goOn),
  "inspect-import": async ({ importId }, { scope, tools }) => scope && inspectImport(scope, importId, { inspect: tools.inspectRecords, read: tools.readRecords }),
  "undo-import": async ({ importId }, { scope, goOn }) => scope && removeImported(scope, importId, goOn),
  "poll-feed": async ({ feedId }, { scope, tools, goOn }) => (scope ? pollFeed(scope, feedId, tools.readFeed, goOn) : "done"),
  "merge-outlets": async ({ outletId }, { scope, goOn }) => scope && moveMergedArticles(scope, outletId, goOn),
  "infer-gaps": async (_, { scope }) => scope && inferWorkspaceGaps(scope),
  "judge-alerts": async (_, { scope, tools }) => scope && judgeAlerts(scope, { mails: tools.post.sendLetter !== null }),
  "deliver-alert": async ({ deliveryId }, { scope, tools }) => scope && deliverAlert(scope, deliveryId, tools.post),
  "export-workspace": async ({ exportId }, { scope, goOn }) => (scope ? makeArchive(scope, exportId, goOn) : "done"),
  "fill-demo": async (plan, { scope, goOn }) => scope && fillDemo(scope, plan, goOn),
  "delete-workspace": (tombstone, { db, workspaceId, goOn }) => removeWorkspace(db, workspaceId, tombstone, goOn),
  "change-time-zone": ({ timeZone }, { db, workspaceId }) => applyTimeZone(db, workspaceId, timeZone),
};

/** Runs one job; `interrupted` means that it stopped at a step and wants to go on later. */
export async function handleJob(db: Database, tools: JobTools, job: TakenJob, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  const payload = JOB_PAYLOADS[job.kind].parse(job.payload);
  const scope = await openAsSystem({ db, now: () => new Date() }, { id: job.workspaceId }, "worker");
  const handler = HANDLERS[job.kind] as (payload: unknown, run: JobRun) => Promise<unknown>;
  return (await handler(payload, { db, tools, workspaceId: job.workspaceId, scope, goOn })) === "interrupted" ? "interrupted" : "done";
}
