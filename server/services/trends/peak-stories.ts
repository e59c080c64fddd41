import { sql } from "drizzle-orm";
import { z } from "zod";
import { displayTitle } from "@/server/core/articles/article-draft";
import { coverageFilterShape, unitShape } from "@/server/core/trends/coverage-filter";
import { dayShape } from "@/server/core/trends/day-shape";
import type { Day } from "@/server/core/trends/days";
import { passingArticles } from "@/server/services/articles/passing-articles";
import { requireRole, type Scope } from "@/server/services/scope";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { readFilterContext } from "@/server/services/trends/filter-sql";

export const peakStoriesShape = z.strictObject({
  filter: coverageFilterShape,
  unit: unitShape.default("articles"),
  /** Points that stand out: theme, first day of the bucket, and the days of it that count. */
  points: z.array(z.strictObject({ themeId: z.uuid(), start: dayShape, from: dayShape, to: dayShape })).max(12),
});
export type PeakStories = z.input<typeof peakStoriesShape>;

export interface PeakStory {
  themeId: string;
  start: Day;
  /** The story with most articles behind the point, by its earliest article there; `of` is all articles behind it. */
  story: { articleId: string; title: string; outlet: string; articles: number; of: number };
}

/**
 * The story that stands behind each point most: among the articles that the point counts, the story of which most
 * carry, the earlier one when two are level. Points without articles are left out. Needs `viewer`.
 */
export async function peakStories(scope: Scope, input: PeakStories): Promise<PeakStory[]> {
  requireRole(scope, "viewer");
  const { filter, unit, points } = peakStoriesShape.parse(input);
  const found = await Promise.all(
    points.map(async ({ themeId, start, from, to }): Promise<PeakStory[]> => {
      const chosen = await activeThemes(scope.db, scope.workspace.id, [themeId]);
      const context = await readFilterContext(scope.db, scope.workspace.id, filter, chosen.map(({ versionId }) => versionId));
      const ofTheme = { ...filter, themes: [themeId] };
      const counted = passingArticles({ filter: ofTheme, unit, within: { from, to }, dated: "dated" }, context);
      // A story's point stands for all its articles that pass, also those of later days.
      const behind = unit === "articles" ? counted : sql`select b.id, b.day from (${passingArticles({ filter: ofTheme, unit: "articles", dated: "dated" }, context)}) b
        join articles s on s.id = b.id where s.story_id in (select c.story_id from (${counted}) p join articles c on c.id = p.id)`;
      const [row] = await scope.db.execute<{ id: string; title: string; beginning: string; outlet: string; articles: number; total: number }>(sql`
        with behind as materialized (${behind}), story as (
          select a.story_id, count(*)::int as articles, (array_agg(a.id order by a.published_day, a.published_at nulls last, a.id))[1] as first, sum(count(*)) over ()::int as total, min(a.published_day) as day
          from behind join articles a on a.id = behind.id group by 1
        )
        select story.first as id, r.title, left(r.text, 200) as beginning, o.name as outlet, story.articles, story.total
        from story join articles a on a.id = story.first
        join article_revisions r on r.article_id = a.id and r.number = a.current_revision
        join outlets o on o.id = a.outlet_id
        order by story.articles desc, story.day, story.first limit 1`);
      return row ? [{ themeId, start, story: { articleId: row.id, title: displayTitle(row.title, row.beginning), outlet: row.outlet, articles: row.articles, of: row.total } }] : [];
    }),
  );
  return found.flat();
}
