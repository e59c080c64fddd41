import { sql } from "drizzle-orm";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import type { OutletGap } from "@/server/core/trends/coverage-series";
import { type Day, localDay } from "@/server/core/trends/days";
import type { ShownAnnotation } from "@/server/core/trends/shown-annotation";
import type { Scope } from "@/server/services/scope";
import type { ActiveTheme } from "@/server/services/themes/theme-versions";
import { type FilterContext, filterSql, outletsSql, uuidArray } from "@/server/services/trends/filter-sql";

export interface Backfill {
  themeId: string;
  themeName: string;
  number: number;
  done: number;
  total: number;
}

/** What a chart says beside its counts. */
export interface Surroundings {
  /** Days of the range in which an outlet of the filter was not collected, those that a person dismissed left out. */
  gaps: OutletGap[];
  /** Whether a feed goes on bringing coverage of the filter's outlets. */
  isFed: boolean;
  /** By theme: matches of the range judged not relevant, and articles of the range added by hand. */
  judged: { themeId: string; rejected: number; added: number }[];
  /** Articles under the denominator that wait to be processed. */
  unprocessed: number;
  backfills: Backfill[];
  annotations: ShownAnnotation[];
  ruleChanges: { day: Day; themeId: string; themeName: string; number: number; reason: string }[];
}

interface Around {
  chosen: readonly ActiveTheme[];
  /** Both with the days of the range. */
  denominator: CoverageFilter;
  numerator: CoverageFilter;
  from: Day;
  to: Day;
}

interface AroundRow extends Record<string, unknown> {
  gaps: OutletGap[];
  is_fed: boolean;
  judged: Surroundings["judged"];
  unprocessed: number;
  backfills: Backfill[];
  annotations: ShownAnnotation[];
  rule_changes: { themeId: string; number: number; reason: string; activeFrom: string }[];
}

/** More notes than a chart can number are no help to anybody. */
const MOST_NOTES = 200;

/**
 * Everything that stands beside the counts of a chart, in one statement: on a screen that is opened all day, as many
 * small ones cost more than the counts themselves.
 */
export async function readSurroundings(scope: Scope, { chosen, denominator, numerator, from, to }: Around, context: FilterContext): Promise<Surroundings> {
  const workspaceId = scope.workspace.id;
  const themeIds = uuidArray(chosen.map((theme) => theme.id));
  const wordless: FilterContext = { workspaceId, versionIds: [], unindexed: [] };
  const ofOutlets = (outletId: string) => sql.join([sql`true`, ...outletsSql(denominator, workspaceId, sql.raw(outletId))], sql` and `);
  const list = (rows: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(row), '[]') from (${rows}) row)`;
  const [row] = await scope.db.execute<AroundRow>(sql`
    select ${list(sql`
      select g.outlet_id as "outletId", o.name as "outletName", g.from_day as "fromDay", g.to_day as "toDay", g.reason from gaps g join outlets o on o.id = g.outlet_id
      where g.workspace_id = ${workspaceId} and g.state in ('open', 'confirmed') and g.from_day <= ${to} and g.to_day >= ${from} and ${ofOutlets("g.outlet_id")} order by g.from_day, g.id`)} as gaps,
    exists (
      select 1 from feeds f where f.workspace_id = ${workspaceId} and f.removed_at is null and f.last_success_at is not null and f.outlet_id is not null and ${ofOutlets("f.outlet_id")}
    ) as is_fed,
    ${list(sql`
      select judged.theme_id as "themeId",
        count(*) filter (where judged.verdict = 'not_relevant' and m.article_id is not null)::int as rejected,
        count(*) filter (where judged.verdict = 'relevant' and m.article_id is null)::int as added
      from (
        select distinct on (d.article_id, d.theme_id) d.article_id, d.theme_id, d.verdict from decisions d
        where d.workspace_id = ${workspaceId} and d.theme_id = any(${themeIds})
        order by d.article_id, d.theme_id, d.decided_at desc, d.id desc
      ) judged
      join articles a on a.id = judged.article_id
      join themes t on t.id = judged.theme_id
      left join matches m on m.article_id = judged.article_id and m.rule_version_id = t.active_version_id
      where ${filterSql({ ...numerator, matches: undefined }, context)} group by 1`)} as judged,
    (
      -- Found in the small index of what waits and looked up one by one: joined freely, the planner reads the whole table.
      with waiting as materialized (select w.id from articles w where w.workspace_id = ${workspaceId} and w.processed_revision is distinct from w.current_revision)
      select count(*)::int from waiting cross join lateral (select 1 from articles a where a.id = waiting.id and ${filterSql(denominator, wordless)} limit 1) known
    ) as unprocessed,
    ${list(sql`
      select v.theme_id as "themeId", t.name as "themeName", v.number, v.backfill_done as done, v.backfill_total as total from rule_versions v join themes t on t.id = v.theme_id
      where v.workspace_id = ${workspaceId} and v.backfill = 'running' and t.archived_at is null order by v.id`)} as backfills,
    ${list(sql`
      select n.id, n.theme_id as "themeId", n.from_day as "fromDay", n.to_day as "toDay", n.text, u.name as author from annotations n left join users u on u.id = n.created_by
      where n.workspace_id = ${workspaceId} and n.deleted_at is null and n.from_day <= ${to} and (n.from_day >= ${from} or n.to_day >= ${from}) and (n.theme_id is null or n.theme_id = any(${themeIds}))
      order by n.from_day, n.id limit ${MOST_NOTES}`)} as annotations,
    ${list(sql`
      select v.theme_id as "themeId", v.number, v.reason, v.active_from as "activeFrom" from rule_versions v
      where v.theme_id = any(${themeIds}) and v.number > 1 and v.active_from is not null order by v.active_from`)} as rule_changes`);
  const { rule_changes, is_fed, ...around } = row!;
  const names = new Map(chosen.map((theme) => [theme.id, theme.name]));
  return {
    ...around,
    isFed: is_fed,
    ruleChanges: rule_changes
      .map(({ activeFrom, themeId, number, reason }) => ({ day: localDay(new Date(activeFrom), scope.workspace.timeZone), themeId, themeName: names.get(themeId)!, number, reason }))
      .filter(({ day }) => day >= from && day <= to),
  };
}
