import type { Metadata } from "next";
import { SnapshotsScreen } from "@/components/snapshots/snapshots-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Snapshots" };

export default async function SnapshotsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <SnapshotsScreen initialSnapshots={await loadOrLeave(() => caller.snapshots.list({ workspace }))} />;
}
