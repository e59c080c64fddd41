import type { Metadata } from "next";
import { TrashScreen } from "@/components/articles/trash-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Trash" };

export default async function TrashPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <TrashScreen initial={await loadOrLeave(() => caller.articles.trash({ workspace }))} />;
}
