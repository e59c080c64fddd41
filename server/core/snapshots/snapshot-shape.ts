import { z } from "zod";
import { meetingChangesShape } from "@/server/core/meetings/changes-shape";
import { bucketShape } from "@/server/core/trends/bucket-shape";
import { measureShape, unitShape } from "@/server/core/trends/coverage-filter";
import { dayShape } from "@/server/core/trends/day-shape";
import { nameShape, queryShape } from "@/server/core/views/view-shapes";

/** What a panel shows of a view; `all` is the whole screen. */
export const panelShowShape = z.enum(["all", "lines", "multiples", "outlets", "heat", "pairs", "table"]);
export type PanelShow = z.infer<typeof panelShowShape>;

const count = z.int().min(0);
/** A theme of this view, by its place: a frozen view names nothing by an id of the database. */
const lineKey = z.string().regex(/^t\d{1,3}$/);
const countsByLine = z.record(lineKey, count);

const bucket = z.strictObject({
  start: dayShape,
  end: dayShape,
  state: z.enum(["complete", "unfinished", "gap", "partial"]),
  total: count,
  elapsed: z.strictObject({ days: count, of: count }).optional(),
  cut: z.strictObject({ days: count, of: count }).optional(),
  collected: z.number().optional(),
  reasons: z.array(z.string()),
});

/** An article as it stood when the view was frozen, with the sentences that made it match, by theme. */
const article = z.strictObject({
  title: z.string(),
  outlet: z.string(),
  /** The outlet's place in `outlets.rows`; absent where it is not among them, and in views frozen before it was kept. */
  outletRow: count.optional(),
  day: dayShape.nullable(),
  url: z.string().nullable(),
  language: z.string(),
  sentences: z.record(lineKey, z.array(z.strictObject({ field: z.enum(["title", "text"]), text: z.string(), spans: z.array(z.strictObject({ start: count, end: count })) }))),
});
export type FrozenArticle = z.infer<typeof article>;

/**
 * Everything that a view of the Trends screen shows, with nothing left to look up: it reads the same years later,
 * whatever was deleted meanwhile. A point's total is that of its bucket, so lines hold counts only.
 */
export const frozenViewShape = z.strictObject({
  title: z.string(),
  show: panelShowShape,
  /** When these very numbers were read. */
  asOf: z.iso.datetime(),
  measure: measureShape,
  /** Lines drawn as moving means; the counts are those of each period all the same. */
  smooth: z.literal("mean").optional(),
  unit: unitShape,
  from: dayShape,
  to: dayShape,
  bucket: bucketShape,
  /** The filter in words: what, and which. */
  filter: z.array(z.tuple([z.string(), z.string()])),
  buckets: z.array(bucket),
  lines: z.array(
    z.strictObject({ key: lineKey, name: z.string(), markIndex: count, version: count, rule: z.string(), activeFrom: dayShape.nullable(), counts: z.array(count), rejected: count, addedByHand: count }),
  ),
  /** The period before, where the view compares. */
  previous: z.strictObject({ from: dayShape, to: dayShape, buckets: z.array(bucket), lines: z.array(z.strictObject({ key: lineKey, counts: z.array(count) })) }).nullable(),
  annotations: z.array(z.strictObject({ line: lineKey.nullable(), fromDay: dayShape, toDay: dayShape.nullable(), text: z.string(), author: z.string().nullable() })),
  ruleChanges: z.array(z.strictObject({ day: dayShape, name: z.string(), number: count, reason: z.string() })),
  peaks: z.array(z.strictObject({ line: lineKey, start: dayShape, title: z.string(), outlet: z.string(), articles: count, of: count })),
  outlets: z.strictObject({ rows: z.array(z.strictObject({ name: z.string(), total: count, any: count, themes: countsByLine })), more: count }),
  pairs: z.strictObject({ themes: countsByLine, pairs: z.array(z.strictObject({ first: lineKey, second: lineKey, both: count })) }),
  method: z.strictObject({
    timeZone: z.string(),
    weekStart: count,
    denominator: count,
    articles: count,
    processed: count,
    undated: count,
    backfills: z.array(z.strictObject({ name: z.string(), number: count, done: count, total: count })),
  }),
  /** Articles behind the points; `points` holds, by `pointKey`, their places in `articles`. Fewer than a point counts: the rest was not kept. */
  evidence: z.strictObject({ articles: z.array(article), points: z.record(z.string(), z.array(count)) }),
});
export type FrozenView = z.infer<typeof frozenViewShape>;

/** A view as it is at this moment, for members: its lines and outlets open as on the Trends screen, by their ids in the order of the view. */
export const liveViewShape = z.strictObject({ view: frozenViewShape, themeIds: z.array(z.uuid()), outletIds: z.array(z.uuid()) });
export type LiveView = z.infer<typeof liveViewShape>;

/** What a link shows to whoever has it: the golden key set. It holds no id and no address of the workspace. */
export const sharedSnapshotShape = z.strictObject({
  name: z.string(),
  workspace: z.string(),
  /** Made-up coverage stays labelled wherever it is shown. */
  synthetic: z.boolean(),
  frozenAt: z.iso.datetime(),
  views: z.array(frozenViewShape),
});
export type SharedSnapshot = z.infer<typeof sharedSnapshotShape>;

/** What the table holds. A later version reads the earlier ones; a written snapshot never changes. */
export const snapshotPayloadShape = z.strictObject({
  version: z.literal(1),
  workspace: z.string(),
  synthetic: z.boolean(),
  views: z.array(frozenViewShape),
  /** For members only: where each view can be opened live. */
  queries: z.array(z.string()),
  /** Of a meeting's snapshot: what had changed since the meeting before. */
  changes: meetingChangesShape.optional(),
});
export type SnapshotPayload = z.infer<typeof snapshotPayloadShape>;

export const MOST_VIEWS_FROZEN = 24;

export const viewSourceShape = z.strictObject({ title: z.string().trim().max(300), query: queryShape, show: panelShowShape });
export type ViewSource = z.infer<typeof viewSourceShape>;
export const newSnapshotShape = z.strictObject({ requestId: z.uuid(), name: nameShape, views: z.array(viewSourceShape).min(1, "There is nothing to freeze yet.").max(MOST_VIEWS_FROZEN) });
export const snapshotIdShape = z.strictObject({ snapshotId: z.uuid() });
