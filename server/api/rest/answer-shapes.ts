import { z } from "zod";
import { BUCKETS } from "@/server/core/trends/buckets";
import { ORIGINS, UNITS } from "@/server/core/trends/coverage-choices";

/** What machines are answered. Every answer goes through its shape, so that nothing leaves that the document does not name. */

const day = z.string().meta({ description: "A calendar day in the workspace's time zone, YYYY-MM-DD." });
const moment = z.string().meta({ description: "A moment in UTC, ISO 8601." });
const id = z.string().meta({ format: "uuid" });
const share = z.number().nullable().meta({ description: "count / total, 0 to 1; null where nothing was counted: a share of nothing is not zero." });

export const workspaceAnswer = z.object({ slug: z.string(), name: z.string(), timeZone: z.string(), weekStart: z.number().meta({ description: "ISO day: 1 is Monday, 7 is Sunday." }), synthetic: z.boolean() }).meta({ id: "Workspace" });

export const themesAnswer = z
  .object({
    themes: z.array(
      z.object({ id, name: z.string(), rule: z.string().meta({ description: "The rule that charts show, in the rule language." }), version: z.number(), archived: z.boolean(), changedAt: moment, pending: z.object({ number: z.number(), done: z.number(), total: z.number() }).nullable() }),
    ),
  })
  .meta({ id: "Themes" });

export const outletsAnswer = z.object({ outlets: z.array(z.object({ id, name: z.string(), domain: z.string().nullable(), articles: z.number(), first: day.nullable(), last: day.nullable() })) }).meta({ id: "Outlets" });

const bucket = z.object({
  start: day,
  end: day,
  state: z.enum(["complete", "unfinished", "gap", "partial"]).meta({ description: "`gap`: less than half of the usual coverage was collected, its counts are no zeros; `unfinished`: not over yet." }),
  total: z.number().meta({ description: "The denominator: everything of the unit under the same filter without themes and words." }),
  elapsed: z.object({ days: z.number(), of: z.number() }).optional(),
  cut: z.object({ days: z.number(), of: z.number() }).optional(),
  collected: z.number().optional(),
  reasons: z.array(z.string()),
});

export const seriesAnswer = z
  .object({
    from: day,
    to: day,
    bucket: z.enum(BUCKETS),
    unit: z.enum(UNITS),
    buckets: z.array(bucket),
    themes: z.array(z.object({ id, name: z.string(), version: z.number(), rejected: z.number(), addedByHand: z.number(), points: z.array(z.object({ count: z.number(), total: z.number(), share })).meta({ description: "One for each bucket, in the same order." }) })),
    annotations: z.array(z.object({ id, themeId: id.nullable(), fromDay: day, toDay: day.nullable(), text: z.string(), author: z.string().nullable() })),
    ruleChanges: z.array(z.object({ day, themeId: id, themeName: z.string(), number: z.number(), reason: z.string() })),
    method: z.object({
      timeZone: z.string(),
      weekStart: z.number(),
      generatedAt: moment,
      denominator: z.number(),
      articles: z.number(),
      processed: z.number(),
      undated: z.number(),
      backfills: z.array(z.object({ themeId: id, themeName: z.string(), number: z.number(), done: z.number(), total: z.number() })),
    }),
  })
  .meta({ id: "Series" });

const span = z.object({ start: z.number(), end: z.number() });

export const articlesAnswer = z
  .object({
    total: z.number().meta({ description: "All that pass the filter, not only this page; the sum of a chart's points under the same filter." }),
    nextCursor: z.string().nullable().meta({ description: "Send it as `cursor` for the next page; null on the last." }),
    articles: z.array(
      z.object({
        id,
        title: z.string(),
        outlet: z.string(),
        outletId: id,
        publishedDay: day.nullable(),
        publishedAt: moment.nullable(),
        origin: z.enum(ORIGINS),
        language: z.string(),
        words: z.number(),
        revision: z.number(),
        processed: z.boolean(),
        copies: z.number(),
        matches: z.array(z.object({ themeId: id, themeName: z.string(), verdict: z.string().nullable(), sentenceCount: z.number().meta({ description: "How many sentences are evidence; the first three are given." }), sentences: z.array(z.object({ field: z.enum(["title", "text"]), text: z.string(), spans: z.array(span).meta({ description: "Offsets of the evidence inside the sentence." }) })) })),
      }),
    ),
  })
  .meta({ id: "Articles" });

export const articleAnswer = z
  .object({
    id,
    title: z.string(),
    text: z.string(),
    outlet: z.object({ id, name: z.string(), domain: z.string().nullable() }),
    author: z.string(),
    language: z.string(),
    origin: z.enum(ORIGINS),
    published: z.object({ precision: z.enum(["time", "day", "none"]), at: moment.nullable(), day: day.nullable() }),
    revision: z.number(),
    processed: z.boolean(),
    deletedAt: moment.nullable(),
    addedAt: moment,
    addresses: z.array(z.string()),
    themes: z.array(
      z.object({
        id,
        name: z.string(),
        version: z.object({ number: z.number(), rule: z.string() }),
        match: z.object({ revision: z.number(), evidence: z.array(z.object({ field: z.enum(["title", "text"]), sentence: span, spans: z.array(span) })) }).nullable(),
        decisions: z.array(z.object({ verdict: z.string(), stance: z.string(), note: z.string(), revision: z.number(), decidedBy: z.string(), decidedAt: moment })),
      }),
    ),
  })
  .meta({ id: "Article" });

export const addedAnswer = z
  .object({
    id,
    outcome: z.enum(["created", "existing"]).meta({ description: "`existing`: its address or its text was known already." }),
    revised: z.boolean().meta({ description: "The known article got a new revision with this text." }),
    inTrash: z.boolean(),
  })
  .meta({ id: "AddedArticle" });

export const errorAnswer = z
  .object({
    error: z.object({
      code: z.enum(["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "INVALID", "TOO_MANY", "BUSY", "INTERNAL"]),
      message: z.string().meta({ description: "One sentence for a person." }),
      field: z.string().nullable().meta({ description: "The part of the request that it is about." }),
      reference: z.string().nullable().meta({ description: "Finds the line in the server's log." }),
    }),
  })
  .meta({ id: "Error" });
