import type { Metadata } from "next";
import { z } from "zod";
import { AddArticleScreen } from "@/components/articles/add-article-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { queryOf } from "@/server/core/trends/filter-url";

export const metadata: Metadata = { title: "Add an article" };

interface AddArticlePageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AddArticlePage({ params, searchParams }: AddArticlePageProps) {
  const { workspace } = await params;
  const query = queryOf(await searchParams);
  const caller = await serverCaller();
  const outlets = await loadOrLeave(() => caller.trends.outlets({ workspace }));
  const at = (name: string) => query.get(name)?.slice(0, 100_000) ?? "";
  return <AddArticleScreen outlets={[...new Set(outlets.map(({ name }) => name))]} start={{ url: at("url"), title: at("title"), text: at("text"), fetchId: z.uuid().safeParse(at("fetch")).data ?? null }} />;
}
