import { z } from "zod";

export const MOST_SHARE_DAYS = 3_650;

export const newShareShape = z.strictObject({
  requestId: z.uuid(),
  snapshotId: z.uuid(),
  days: z.int("Say for how many days.").min(1, "A link lives for a day at least.").max(MOST_SHARE_DAYS, "A link lives for ten years at most."),
  password: z.string().min(8, "Take at least 8 characters.").max(200, "Take at most 200 characters.").optional(),
});
export const shareLinkIdShape = z.strictObject({ shareLinkId: z.uuid() });
export const openShareShape = z.strictObject({ token: z.string().min(1).max(200), password: z.string().max(200).optional() });
