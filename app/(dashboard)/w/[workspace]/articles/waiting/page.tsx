import type { Metadata } from "next";
import { WaitingScreen } from "@/components/articles/waiting-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Waiting addresses" };

export default async function WaitingPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <WaitingScreen initial={await loadOrLeave(() => caller.articles.listFetches({ workspace }))} />;
}
