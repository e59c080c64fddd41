import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Connection } from "@/server/services/scope";

/** Has the worker collect a feed; asking again while that waits does nothing. */
export const enqueuePoll = (tx: Connection, workspaceId: string, feedId: string): Promise<void> => enqueueJob(tx, { kind: "poll-feed", workspaceId, payload: { feedId }, key: `poll-feed:${feedId}` });
