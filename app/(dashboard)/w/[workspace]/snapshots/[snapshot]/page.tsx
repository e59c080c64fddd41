import type { Metadata } from "next";
import { SnapshotScreen } from "@/components/snapshots/snapshot-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Snapshot" };

export default async function SnapshotPage({ params }: { params: Promise<{ workspace: string; snapshot: string }> }) {
  const { workspace, snapshot } = await params;
  const caller = await serverCaller();
  return <SnapshotScreen snapshot={await loadOrLeave(() => caller.snapshots.get({ workspace, snapshotId: snapshot }))} />;
}
