import type { ReactNode } from "react";
import { WorkspaceProvider } from "@/components/session/workspace-context";
import { WorkspaceShell } from "@/components/session/workspace-shell";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

/** The session gate of every signed-in page; the procedures behind each page check again. */
export default async function WorkspaceLayout({ children, params }: { children: ReactNode; params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const caller = await serverCaller();
  const [workspace, workspaces, me] = await loadOrLeave(() => Promise.all([caller.workspace.get({ workspace: slug }), caller.person.workspaces(), caller.person.me()]));
  return (
    <WorkspaceProvider workspace={workspace}>
      <WorkspaceShell workspaces={workspaces} me={me}>
        {children}
      </WorkspaceShell>
    </WorkspaceProvider>
  );
}
