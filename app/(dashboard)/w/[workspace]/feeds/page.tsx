import type { Metadata } from "next";
import { FeedsScreen } from "@/components/feeds/feeds-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Feeds" };

export default async function FeedsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <FeedsScreen initial={await loadOrLeave(() => caller.feeds.list({ workspace }))} />;
}
