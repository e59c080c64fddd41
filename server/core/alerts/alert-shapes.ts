import { z } from "zod";

const name = z.string().trim().min(1, "Give the alert a name.").max(80, "Keep the name to 80 characters.");
const quietDays = z.int().min(0).max(90, "At most 90 days.").default(3);
/** A filter as the address of a screen carries it. */
const query = z.string().max(4_000).default("");
const unit = z.enum(["articles", "stories"]).default("articles");

export const spikeSettings = z.strictObject({
  unit,
  /** `share` is the sturdier rule; `count` compares the plain number with the previous fourteen days. */
  by: z.enum(["share", "count"]).default("share"),
  minArticles: z.int().min(2, "At least 2.").max(10_000).default(5),
});
export type SpikeSettings = z.infer<typeof spikeSettings>;

export const thresholdSettings = z.strictObject({
  unit,
  measure: z.enum(["share", "count"]).default("share"),
  direction: z.enum(["above", "below"]).default("above"),
  /** A share from 0 to 1, or a number. */
  value: z.number().min(0).max(1_000_000),
  per: z.enum(["day", "week"]).default("day"),
});
export type ThresholdSettings = z.infer<typeof thresholdSettings>;

export const silenceSettings = z.strictObject({ feedId: z.uuid("Choose a feed."), days: z.int().min(1, "At least one day.").max(90, "At most 90 days.").default(3) });
export type SilenceSettings = z.infer<typeof silenceSettings>;

export const digestSettings = z.strictObject({ unit });
export type DigestSettings = z.infer<typeof digestSettings>;

/** What somebody asks to be told of. */
export const alertRuleShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("spike"), name, query, quietDays, settings: spikeSettings }),
  z.strictObject({ kind: z.literal("threshold"), name, query, quietDays, settings: thresholdSettings.refine(({ measure, value }) => measure === "count" || value <= 1, { path: ["value"], message: "A share is at most 100 %." }) }),
  z.strictObject({ kind: z.literal("silence"), name, query: z.literal("").default(""), quietDays, settings: silenceSettings }),
  z.strictObject({ kind: z.literal("digest"), name, query, quietDays: z.literal(0).default(0), settings: digestSettings }),
]);
export type AlertRule = z.output<typeof alertRuleShape>;

export const alertRuleIdShape = z.strictObject({ ruleId: z.uuid() });

export const webhookShape = z.strictObject({
  name: z.string().trim().min(1, "Say what listens there.").max(80, "Keep the name to 80 characters."),
  url: z.url({ protocol: /^https?$/, error: "This is not a web address; it should begin with https://." }).max(2_000),
});
export const webhookIdShape = z.strictObject({ webhookId: z.uuid() });
