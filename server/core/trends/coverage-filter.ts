import { z } from "zod";
import { bucketShape } from "@/server/core/trends/bucket-shape";
import { ORIGINS, UNITS } from "@/server/core/trends/coverage-choices";
import { dayShape } from "@/server/core/trends/day-shape";

export const originShape = z.enum(ORIGINS);

export const unitShape = z.enum(UNITS);
export type Unit = z.infer<typeof unitShape>;

export const measureShape = z.enum(["share", "count"]);
export type Measure = z.infer<typeof measureShape>;

const ids = z.array(z.uuid()).max(200).optional();

/**
 * The one filter: chart, list, table, export, command line and the address bar use this object and nothing else.
 * Absent means "no restriction"; within a field any value passes, and every field must pass. Days are inclusive and cut
 * in the workspace's time zone. Whether copies count is no filter but the unit: as stories they are folded.
 */
export const coverageFilterShape = z.strictObject({
  from: dayShape.optional(),
  to: dayShape.optional(),
  /** Articles that match any of these themes. */
  themes: ids,
  /** Articles that match every one of these as well: co-occurrence. */
  allThemes: ids,
  /** Articles that match none of these. */
  noThemes: ids,
  outlets: ids,
  /** Groups of outlets, in the team's own words; exactly as they are written. */
  outletGroups: z.array(z.string().min(1).max(80).regex(/^\P{Cc}+$/u)).max(100).optional(),
  /** Countries of outlets, ISO 3166 alpha-2. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(100).optional(),
  feeds: ids,
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(50).optional(),
  origins: z.array(originShape).optional(),
  /** Words that must all stand in title or text; a word may end in `*`. */
  q: z.string().trim().min(1).max(500).optional(),
  /** `unrejected` leaves out matches that a person judged not relevant, `rejected` leaves only these: series of their own, never the default. */
  matches: z.enum(["all", "unrejected", "rejected"]).optional(),
});
export type CoverageFilter = z.infer<typeof coverageFilterShape>;

export const seriesRequestShape = z.strictObject({ filter: coverageFilterShape, bucket: bucketShape.optional(), unit: unitShape.default("articles") });
export type SeriesRequest = z.infer<typeof seriesRequestShape>;
