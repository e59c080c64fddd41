import type { Metadata } from "next";
import { KeysScreen } from "@/components/settings/keys-screen";
import { EmptyState } from "@/components/ui/empty-state";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Keys for machines" };

export default async function KeysPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  const { role } = await loadOrLeave(() => caller.workspace.get({ workspace }));
  if (role !== "admin") return <EmptyState title="Keys are for administrators">Ask one of them for a key; Members says who they are.</EmptyState>;
  return <KeysScreen initial={await loadOrLeave(() => caller.keys.list({ workspace }))} />;
}
