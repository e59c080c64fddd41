import { z } from "zod";
import { addedAnswer, articleAnswer, articlesAnswer, outletsAnswer, seriesAnswer, themesAnswer, workspaceAnswer } from "@/server/api/rest/answer-shapes";
import type { KeyScope } from "@/server/core/access/key-choices";
import { Refusal } from "@/server/core/access/refusal";
import { articleDraftShape } from "@/server/core/articles/article-draft";
import { bucketShape } from "@/server/core/trends/bucket-shape";
import { coverageFilterShape, unitShape } from "@/server/core/trends/coverage-filter";
import type { ParsedFilterUrl } from "@/server/core/trends/filter-address";
import { FILTER_PARAMETERS, parseFilterUrl } from "@/server/core/trends/filter-url";
import { addArticle } from "@/server/services/articles/add-article";
import { getArticle } from "@/server/services/articles/get-article";
import { listArticles, listArticlesShape } from "@/server/services/articles/list-articles";
import type { Scope } from "@/server/services/scope";
import { listThemes } from "@/server/services/themes/themes";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { listOutlets } from "@/server/services/trends/list-outlets";

export interface RestParameter {
  shape: z.ZodType;
  description: string;
  isRepeated?: boolean;
}

export interface RestRequest {
  query: URLSearchParams;
  /** Parts of the path, by the names that the route gives them. */
  path: Record<string, string>;
  /** Parsed JSON; undefined for routes without a body. */
  body: unknown;
  headers: Headers;
}

export interface RestRoute {
  method: "GET" | "POST";
  /** `{name}` stands for any one part. */
  path: string;
  scope: KeyScope;
  summary: string;
  description?: string;
  query?: Record<string, RestParameter>;
  headers?: Record<string, RestParameter>;
  body?: z.ZodType;
  answer: z.ZodType;
  /** What else than 200 an answer may be. */
  created?: boolean;
  run: (scope: Scope, request: RestRequest) => Promise<{ status?: number; body: unknown }>;
}

const FILTER_WORDS: Partial<Record<string, string>> = {
  from: "First day, inclusive, in the workspace's time zone.",
  to: "Last day, inclusive.",
  theme: "Id of a theme; of several, any.",
  also: "Id of a theme that must match as well.",
  without: "Id of a theme that must not match.",
  outlet: "Id of an outlet; of several, any.",
  q: "Words that must all stand in title or text; a word may end in *.",
  matches: "`unrejected` leaves out matches that a person judged not relevant, `rejected` leaves only these.",
};

const filterQuery: Record<string, RestParameter> = Object.fromEntries(
  FILTER_PARAMETERS.map(({ name, field, isRepeated }) => {
    const shape = coverageFilterShape.shape[field].unwrap();
    return [name, { shape: isRepeated && shape instanceof z.ZodArray ? (shape.element as z.ZodType) : shape, isRepeated, description: FILTER_WORDS[name] ?? `Restricts the coverage by ${field}.` }];
  }),
);
const unitQuery: Record<string, RestParameter> = { unit: { shape: unitShape, description: "What is counted; articles unless said. A story counts once, in the period of its earliest article." } };

/** The filter of a request, in the form in which the address of a screen carries it; nonsense is refused, never left out. */
function readFilter(query: URLSearchParams): Pick<ParsedFilterUrl, "filter" | "bucket" | "unit"> {
  const { filter, bucket, unit, dropped } = parseFilterUrl(query);
  if (dropped.length > 0) throw new Refusal("INVALID", `This part of the address makes no sense: ${dropped.join(", ")}.`, dropped[0]!.split("=")[0]);
  return { filter, bucket, unit };
}

const newArticleBody = z
  .strictObject({ ...articleDraftShape.shape, confirmDate: z.boolean().default(false).meta({ description: "The date lies in the future or before 1990, and is meant." }) })
  .meta({ id: "NewArticle" });

const idempotencyKey = z.uuid();

/** Everything that machines can ask for: the router and the OpenAPI document are both made of this. */
export const REST_ROUTES: readonly RestRoute[] = [
  {
    method: "GET",
    path: "/workspace",
    scope: "read",
    summary: "The workspace of the key",
    answer: workspaceAnswer,
    run: async (scope) => ({ body: scope.workspace }),
  },
  {
    method: "GET",
    path: "/themes",
    scope: "read",
    summary: "All themes with the rules that charts show",
    answer: themesAnswer,
    run: async (scope) => ({ body: { themes: await listThemes(scope) } }),
  },
  {
    method: "GET",
    path: "/outlets",
    scope: "read",
    summary: "Outlets with how much they bring, the largest first; at most two thousand",
    answer: outletsAnswer,
    run: async (scope) => ({ body: { outlets: await listOutlets(scope) } }),
  },
  {
    method: "GET",
    path: "/series",
    scope: "read",
    summary: "The series of a trend chart",
    description: "The very numbers of the chart under the same filter. Copy the query of a Trends page's address.",
    query: { ...filterQuery, ...unitQuery, bucket: { shape: bucketShape, description: "The interval; one that suits the range unless said. One that the range does not allow is refused." } },
    answer: seriesAnswer,
    async run(scope, { query }) {
      const request = readFilter(query);
      const { lines, ...series } = await coverageSeries(scope, request);
      if (request.bucket && series.bucket !== request.bucket) throw new Refusal("INVALID", `The range from ${series.from} to ${series.to} allows these intervals: ${series.legalBuckets.join(", ")}.`, "bucket");
      return { body: { ...series, themes: lines.map(({ theme, ...line }) => ({ ...line, id: theme.id, name: theme.name, version: theme.versionNumber })) } };
    },
  },
  {
    method: "GET",
    path: "/articles",
    scope: "read",
    summary: "Articles under a filter, latest first",
    description: "With `unit=stories` the earliest article of each story. The list under a chart's filter holds exactly what the chart counts.",
    query: {
      ...filterQuery,
      ...unitQuery,
      dated: { shape: listArticlesShape.shape.dated.unwrap(), description: "`undated` lists what no series counts." },
      cursor: { shape: listArticlesShape.shape.cursor.unwrap().unwrap(), description: "`nextCursor` of the page before." },
    },
    answer: articlesAnswer,
    async run(scope, { query }) {
      const { filter, unit } = readFilter(query);
      const page = await listArticles(scope, listArticlesShape.parse({ filter, unit, dated: query.get("dated") ?? undefined, cursor: query.get("cursor") }));
      return { body: { total: page.total, nextCursor: page.cursor, articles: page.articles } };
    },
  },
  {
    method: "POST",
    path: "/articles",
    scope: "write",
    summary: "Add an article",
    description: "An article whose address or text is known is not added twice; the answer names the one that is there, with status 200.",
    headers: { "idempotency-key": { shape: idempotencyKey, description: "A UUID that the client makes once per article: a retry with it adds nothing twice." } },
    body: newArticleBody,
    answer: addedAnswer,
    created: true,
    async run(scope, { body, headers }) {
      const { confirmDate, ...draft } = newArticleBody.parse(body);
      const given = headers.get("idempotency-key");
      const requestId = given === null ? crypto.randomUUID() : idempotencyKey.safeParse(given).data;
      if (!requestId) throw new Refusal("INVALID", "The header Idempotency-Key must be a UUID.", "idempotency-key");
      const { articleId, ...outcome } = await addArticle(scope, { requestId, draft, confirmDate });
      return { status: outcome.outcome === "created" ? 201 : 200, body: { id: articleId, ...outcome } };
    },
  },
  {
    method: "GET",
    path: "/articles/{articleId}",
    scope: "read",
    summary: "One article with its text and evidence",
    answer: articleAnswer,
    run: async (scope, { path }) => {
      const articleId = z.uuid().safeParse(path.articleId);
      if (!articleId.success) throw new Refusal("NOT_FOUND", "There is no such article in this workspace.");
      return { body: await getArticle(scope, { articleId: articleId.data }) };
    },
  },
];
