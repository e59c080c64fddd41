import type { Metadata } from "next";
import { MembersScreen } from "@/components/settings/members-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <MembersScreen initial={await loadOrLeave(() => caller.workspace.members({ workspace }))} />;
}
