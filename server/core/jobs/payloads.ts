import { z } from "zod";

/** Everything the worker can be asked to do. A payload is parsed again where it is taken. */
export const JOB_PAYLOADS = {
  "process-articles": z.strictObject({ articleIds: z.array(z.uuid()).min(1).max(500) }),
  "backfill-version": z.strictObject({ ruleVersionId: z.uuid() }),
  "fetch-address": z.strictObject({ fetchId: z.uuid() }),
  "run-import": z.strictObject({ importId: z.uuid() }),
  "inspect-import": z.strictObject({ importId: z.uuid() }),
  "undo-import": z.strictObject({ importId: z.uuid() }),
  "read-feed-page": z.strictObject({ fetchId: z.uuid() }),
  "poll-feed": z.strictObject({ feedId: z.uuid() }),
  "merge-outlets": z.strictObject({ outletId: z.uuid() }),
  "infer-gaps": z.strictObject({}),
  "judge-alerts": z.strictObject({}),
  "deliver-alert": z.strictObject({ deliveryId: z.uuid() }),
  "export-workspace": z.strictObject({ exportId: z.uuid() }),
  "fill-demo": z.strictObject({ seed: z.int(), endDay: z.string() }),
  "delete-workspace": z.strictObject({ deletedBy: z.string(), slug: z.string() }),
  "refresh-statistics": z.strictObject({}),
  "change-time-zone": z.strictObject({ timeZone: z.string() }),
} as const;

export type JobKind = keyof typeof JOB_PAYLOADS;
export type JobPayload<K extends JobKind> = z.infer<(typeof JOB_PAYLOADS)[K]>;

/** A worker renews its lease this often; a lease that is not renewed for LEASE_MS returns the job to the queue. */
export const LEASE_RENEWAL_MS = 5_000;
export const LEASE_MS = 20_000;
export const MAX_ATTEMPTS = 8;

/** Wait before attempt `attempts + 1`, in milliseconds: 1 s, 4 s, 9 s ... at most ten minutes. */
export const retryDelayMs = (attempts: number): number => Math.min(600_000, attempts * attempts * 1_000);
