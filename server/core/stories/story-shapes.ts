import { z } from "zod";

/** `requestId` is made by the client once per click and names the decision afterwards. */
export const joinStoryShape = z.strictObject({ requestId: z.uuid(), articleId: z.uuid(), withArticleId: z.uuid() });
export const splitStoryShape = z.strictObject({ requestId: z.uuid(), articleId: z.uuid() });
/** The `decisionId` that a join or a split answered. */
export const undoStoryShape = z.strictObject({ decisionId: z.uuid() });
