import type { Metadata } from "next";
import { CorrectScreen } from "@/components/articles/correct-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Correct an article" };

export default async function CorrectPage({ params }: { params: Promise<{ workspace: string; article: string }> }) {
  const { workspace, article: articleId } = await params;
  const caller = await serverCaller();
  const [article, outlets] = await loadOrLeave(() => Promise.all([caller.articles.get({ workspace, articleId }), caller.trends.outlets({ workspace })]));
  return <CorrectScreen article={article} outlets={[...new Set(outlets.map(({ name }) => name))]} />;
}
