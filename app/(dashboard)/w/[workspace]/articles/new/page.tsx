import type { Metadata } from "next";
import { z } from "zod";
import { AddArticleScreen } from "@/components/articles/add-article-screen";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { readPrefill } from "@/server/core/articles/prefill";
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
  const [outlets, { role }] = await loadOrLeave(() => Promise.all([caller.trends.outlets({ workspace }), caller.workspace.get({ workspace })]));
  if (role === "viewer") {
    return (
      <EmptyState title="You may read here, not add" className="mt-10" action={<LinkButton href={`/w/${workspace}/articles`}>Read the articles</LinkButton>}>
        Ask an administrator of this workspace for the role of an analyst.
      </EmptyState>
    );
  }
  return <AddArticleScreen outlets={[...new Set(outlets.map(({ name }) => name))]} fetchId={z.uuid().safeParse(query.get("fetch")).data ?? null} given={readPrefill(query)} />;
}
