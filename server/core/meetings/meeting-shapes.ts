import { z } from "zod";
import { panelShowShape } from "@/server/core/snapshots/snapshot-shape";
import { dayShape } from "@/server/core/trends/day-shape";
import { nameShape, queryShape } from "@/server/core/views/view-shapes";

export const MOST_SLIDES = 24;

/** Where a slide's numbers come from: a view that is frozen when the meeting begins, or one that was frozen before. */
export const slideSourceShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("view"), query: queryShape, show: panelShowShape }),
  z.strictObject({ kind: z.literal("snapshot"), snapshotId: z.uuid(), view: z.int().min(0).max(MOST_SLIDES) }),
]);
export type SlideSource = z.infer<typeof slideSourceShape>;

/** One idea. Points are lines under the headline; notes are for the presenter alone. */
export const slideShape = z.strictObject({
  id: z.uuid(),
  headline: z.string().trim().max(200, "Keep the headline to 200 characters."),
  points: z.string().max(1_000, "Keep the talking points to 1,000 characters."),
  notes: z.string().max(4_000, "Keep the notes to 4,000 characters."),
  source: slideSourceShape,
});
export type Slide = z.infer<typeof slideShape>;
export const slidesShape = z.array(slideShape).max(MOST_SLIDES, `A meeting looks at ${MOST_SLIDES} slides at most.`);

const title = nameShape;
const minutes = z.string().max(50_000, "Keep the minutes to 50,000 characters.");

export const newMeetingShape = z.strictObject({ requestId: z.uuid(), title, day: dayShape, slides: slidesShape });
export const meetingIdShape = z.strictObject({ meetingId: z.uuid() });
/** What is absent stays as it is; `basedOnRevision` is the one that was seen while changing it. */
export const meetingChangeShape = z.strictObject({ meetingId: z.uuid(), basedOnRevision: z.int().min(1), title: title.optional(), day: dayShape.optional(), slides: slidesShape.optional(), minutes: minutes.optional() });

export const newDecisionShape = z.strictObject({
  requestId: z.uuid(),
  meetingId: z.uuid(),
  slideId: z.uuid().nullish(),
  text: z.string().trim().min(1, "Write what was decided.").max(500, "Keep it to 500 characters."),
});
export const decisionIdShape = z.strictObject({ decisionId: z.uuid() });
