import type { Metadata } from "next";
import { OutletsScreen } from "@/components/outlets/outlets-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Outlets and gaps" };

export default async function OutletsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  const [outlets, gaps] = await loadOrLeave(() => Promise.all([caller.outlets.list({ workspace }), caller.outlets.gaps({ workspace })]));
  return <OutletsScreen initialOutlets={outlets} initialGaps={gaps} />;
}
