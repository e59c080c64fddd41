import type { Metadata } from "next";
import { z } from "zod";
import { ArticleScreen } from "@/components/articles/article-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { queryOf } from "@/server/core/trends/filter-url";

export const metadata: Metadata = { title: "Article" };

interface ArticlePageProps {
  params: Promise<{ workspace: string; article: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ArticlePage({ params, searchParams }: ArticlePageProps) {
  const { workspace, article: articleId } = await params;
  const revision = z.coerce.number().int().min(1).safeParse(queryOf(await searchParams).get("revision") ?? undefined).data;
  const caller = await serverCaller();
  const article = await loadOrLeave(() => caller.articles.get({ workspace, articleId, revision }));
  return <ArticleScreen key={`${articleId}-${revision ?? "now"}`} initial={article} revision={revision} />;
}
