import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NoWorkspaceScreen } from "@/components/access/no-workspace-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "No workspace" };

export default async function NoWorkspacePage() {
  const caller = await serverCaller();
  const [me, workspaces, { mayCreate }] = await loadOrLeave(() => Promise.all([caller.person.me(), caller.person.workspaces(), caller.person.mayCreateWorkspace()]));
  if (workspaces.length > 0) redirect("/");
  return <NoWorkspaceScreen email={me.email} mayCreate={mayCreate} />;
}
