import { z } from "zod";
import { dayShape } from "@/server/core/trends/day-shape";

const count = z.int().min(0);
const moment = z.iso.datetime();

/** What is different from what the meeting before looked at. */
export const meetingChangesShape = z.strictObject({
  /** The meeting before; null when this is the first, and then the last four weeks are told. */
  previous: z.strictObject({ title: z.string(), day: dayShape }).nullable(),
  since: moment,
  until: moment,
  peaks: z.array(z.strictObject({ theme: z.string(), markIndex: count, start: dayShape, count, total: count, story: z.strictObject({ title: z.string(), outlet: z.string() }).nullable() })),
  rules: z.array(z.strictObject({ theme: z.string(), number: count, reason: z.string(), by: z.string().nullable(), at: moment, backfill: z.enum(["running", "complete", "superseded"]), done: count, total: count })),
  gaps: z.array(z.strictObject({ outlet: z.string(), fromDay: dayShape, toDay: dayShape, kind: z.enum(["recorded", "inferred"]), state: z.enum(["open", "confirmed", "dismissed"]), reason: z.string() })),
  moreGaps: count,
  /** Articles that came since then and are dated before it: numbers that were shown have grown by them. */
  late: z.strictObject({ articles: count, from: dayShape.nullable(), to: dayShape.nullable() }),
});
export type MeetingChanges = z.infer<typeof meetingChangesShape>;
