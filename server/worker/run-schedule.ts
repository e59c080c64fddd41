import type { Database } from "@/db/client";
import { log } from "@/server/log";
import { enqueueJudging } from "@/server/services/alerts/judge-alerts";
import { forgetOldRecords, scheduleFeeds } from "@/server/services/feeds/schedule-feeds";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { enqueueGapInference } from "@/server/services/trends/infer-gaps";
import { keepHouse } from "@/server/worker/housekeeping";

const FEEDS_EVERY_MS = 10_000;
const FOLDING_EVERY_MS = 3_000;
const HOUSEKEEPING_EVERY_MS = 5 * 60_000;
const JUDGING_EVERY_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** Looks for feeds that are due, keeps house, and once a day looks for silences. Several workers may do so at once. Answers how to stop. */
export function runSchedule(db: Database): () => void {
  const stops = [
    every(FEEDS_EVERY_MS, "looking for feeds that are due", () => scheduleFeeds(db, new Date())),
    every(FOLDING_EVERY_MS, "folding counts", () => foldCounts(db)),
    every(JUDGING_EVERY_MS, "judging alerts", () => enqueueJudging(db)),
    every(HOUSEKEEPING_EVERY_MS, "keeping house", () => keepHouse(db, new Date())),
    every(DAY_MS, "the daily round", async () => {
      await forgetOldRecords(db, new Date());
      await enqueueGapInference(db);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** At once and then again and again; a round that is not over yet is waited for. */
function every(intervalMs: number, what: string, work: () => Promise<unknown>): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;
  async function round(): Promise<void> {
    await work().catch((reason: unknown) => log.error({ err: reason }, `${what} failed`));
    if (!isStopped) timer = setTimeout(() => void round(), intervalMs);
  }
  void round();
  return () => {
    isStopped = true;
    if (timer) clearTimeout(timer);
  };
}
