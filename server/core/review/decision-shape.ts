import { z } from "zod";
import { STANCES, VERDICTS } from "@/server/core/review/verdicts";

/** A person's judgement on a match, or on an article that no rule matched. `withdrawn` takes the last one back. */
export const decisionShape = z.strictObject({
  /** Made by the screen for each judgement: an answer that was lost on its way, and is asked for again, adds nothing. */
  requestId: z.uuid(),
  articleId: z.uuid(),
  themeId: z.uuid(),
  verdict: z.enum(VERDICTS),
  stance: z.enum(STANCES).default("none"),
  note: z.string().trim().max(1_000, "Keep the note to 1,000 characters.").default(""),
});
export type NewDecision = z.input<typeof decisionShape>;
