import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { ruleVersions } from "@/db/schema";
import { displayTitle } from "@/server/core/articles/article-draft";
import { printCsvRow } from "@/server/core/articles/export-cell";
import { type ListMethodOf, listMethodRows } from "@/server/core/articles/list-method";
import { type Cell, printWorkbook } from "@/server/core/exports/print-workbook";
import { coverageFilterShape, unitShape } from "@/server/core/trends/coverage-filter";
import { describeFilter } from "@/server/core/trends/describe-filter";
import { METHOD_COLUMNS } from "@/server/core/trends/method-sheet";
import { passingArticles } from "@/server/services/articles/passing-articles";
import { requireRole, type Scope } from "@/server/services/scope";
import { activeThemes } from "@/server/services/themes/theme-versions";
import type { ExportedFile, ExportFormat } from "@/server/services/trends/export-series";
import { readFilterNames } from "@/server/services/trends/filter-names";
import { countedMatch, readFilterContext, uuidArray } from "@/server/services/trends/filter-sql";

export const exportArticlesShape = z.strictObject({ filter: coverageFilterShape, unit: unitShape.default("articles"), dated: z.enum(["dated", "undated"]).default("dated") });
export type ExportArticles = z.input<typeof exportArticlesShape>;

const ROWS_AT_ONCE = 1_000;

export const ARTICLE_COLUMNS = ["published", "outlet", "title", "author", "language", "words", "came by", "copies", "themes", "address"] as const;
const WIDTHS = [12, 24, 60, 20, 10, 8, 10, 8, 40, 60];

interface ArticleRow extends Record<string, unknown> {
  id: string;
  day: string | null;
  published_day: string | null;
  outlet: string;
  title: string;
  beginning: string;
  author: string;
  language: string;
  words: number;
  origin: string;
  copies: number;
  themes: string | null;
  address: string | null;
}

/**
 * The articles, or the stories by their earliest article, that a list holds under the same filter, latest first, as a
 * file. Read a thousand at a time while the file is sent. Needs `viewer`.
 */
export async function exportArticles(scope: Scope, input: ExportArticles, format: ExportFormat): Promise<ExportedFile> {
  requireRole(scope, "viewer");
  const request = exportArticlesShape.parse(input);
  const rows = readRows(scope, request);
  const fileName = `${scope.workspace.slug}-${request.unit}.${format}`;
  if (format === "csv") return { fileName, parts: printArticlesCsv(rows) };
  const columns = ARTICLE_COLUMNS.map((header, i) => ({ header, widthChars: WIDTHS[i]! }));
  const method = await describeList(scope, request);
  return { fileName, parts: printWorkbook([{ name: "Articles", columns, rows: typedRows(rows) }, { name: "Method", columns: METHOD_COLUMNS, rows: listMethodRows(method) }], scope.now()) };
}

async function describeList(scope: Scope, { filter, unit, dated }: z.output<typeof exportArticlesShape>): Promise<ListMethodOf> {
  const chosen = await activeThemes(scope.db, scope.workspace.id, filter.themes);
  const versions = chosen.length > 0 ? await scope.db.select({ id: ruleVersions.id, rule: ruleVersions.rule }).from(ruleVersions).where(inArray(ruleVersions.id, chosen.map(({ versionId }) => versionId))) : [];
  const ruleOf = new Map(versions.map(({ id, rule }) => [id, rule]));
  return {
    workspace: scope.workspace.name,
    timeZone: scope.workspace.timeZone,
    generatedAt: scope.now().toISOString(),
    unit,
    dated,
    filterWords: describeFilter(filter, await readFilterNames(scope)),
    days: { from: filter.from, to: filter.to },
    rules: chosen.map(({ name, versionNumber, versionId }) => ({ theme: name, number: versionNumber, rule: ruleOf.get(versionId) ?? "" })),
  };
}

async function* printArticlesCsv(rows: AsyncIterable<ArticleRow[]>): AsyncGenerator<string> {
  // A spreadsheet takes a file without the mark for one in its own country's code page.
  yield `\ufeff${printCsvRow(ARTICLE_COLUMNS)}`;
  for await (const page of rows) yield page.map((row) => printCsvRow([row.published_day, ...cellsAfterDay(row)])).join("");
}

async function* typedRows(rows: AsyncIterable<ArticleRow[]>): AsyncGenerator<Cell[]> {
  for await (const page of rows) for (const row of page) yield [row.published_day ? { day: row.published_day } : null, ...cellsAfterDay(row)];
}

const cellsAfterDay = (row: ArticleRow) => [row.outlet, displayTitle(row.title, row.beginning), row.author, row.language, row.words, row.origin, row.copies, row.themes, row.address] as const;

async function* readRows(scope: Scope, { filter, unit, dated }: z.output<typeof exportArticlesShape>): AsyncGenerator<ArticleRow[]> {
  const chosen = await activeThemes(scope.db, scope.workspace.id, filter.themes);
  const versionIds = chosen.map((theme) => theme.versionId);
  const passing = passingArticles({ filter, unit, dated }, await readFilterContext(scope.db, scope.workspace.id, filter, versionIds));
  for (let last: ArticleRow | undefined; ; ) {
    const after = last ? (last.day === null ? sql`where p.day is null and p.id < ${last.id}::uuid` : sql`where (p.day, p.id) < (${last.day}::date, ${last.id}::uuid)`) : sql``;
    const page: ArticleRow[] = await scope.db.execute<ArticleRow>(sql`
      with page as materialized (select p.id, p.day from (${passing}) p ${after} order by p.day desc nulls last, p.id desc limit ${ROWS_AT_ONCE})
      select a.id, page.day::text, a.published_day::text, o.name as outlet, r.title, left(r.text, 200) as beginning, a.author, a.language, r.words, a.origin,
        (select count(*)::int from articles s where s.workspace_id = a.workspace_id and s.story_id = a.story_id and s.deleted_at is null) as copies,
        (select string_agg(t.name, '; ' order by t.created_at, t.id) from matches m join themes t on t.id = m.theme_id
          where m.article_id = a.id and m.rule_version_id = any(${uuidArray(versionIds)}) and ${countedMatch(filter)}) as themes,
        (select d.url from addresses d where d.article_id = a.id and d.workspace_id = a.workspace_id order by d.created_at, d.hash limit 1) as address
      from page join articles a on a.id = page.id
      join article_revisions r on r.article_id = a.id and r.number = a.current_revision
      join outlets o on o.id = a.outlet_id
      order by page.day desc nulls last, a.id desc`);
    if (page.length > 0) yield page;
    if (page.length < ROWS_AT_ONCE) return;
    last = page.at(-1)!;
  }
}
