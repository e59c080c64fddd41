import type { Metadata } from "next";
import { ArticlesScreen } from "@/components/articles/articles-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { parseFilterUrl, queryOf } from "@/server/core/trends/filter-url";

export const metadata: Metadata = { title: "Articles" };

interface ArticlesPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ArticlesPage({ params, searchParams }: ArticlesPageProps) {
  const { workspace } = await params;
  const query = queryOf(await searchParams);
  const { filter, unit, dropped } = parseFilterUrl(query);
  const request = { filter, unit, dated: query.get("dated") === "undated" ? ("undated" as const) : ("dated" as const) };
  const caller = await serverCaller();
  const [page, outlets, themes, fetches] = await loadOrLeave(() =>
    Promise.all([caller.articles.list({ workspace, ...request }), caller.trends.outlets({ workspace }), caller.themes.list({ workspace }), caller.articles.listFetches({ workspace })]),
  );
  return <ArticlesScreen initialPage={page} initialRequest={JSON.stringify(request)} outlets={outlets} themes={themes} waiting={fetches.length} dropped={dropped} />;
}
