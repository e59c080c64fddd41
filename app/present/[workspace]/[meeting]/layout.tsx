import type { ReactNode } from "react";
import { WorkspaceProvider } from "@/components/session/workspace-context";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

/** The session gate of the wall; the procedures behind it check again. */
export default async function PresentLayout({ children, params }: { children: ReactNode; params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const caller = await serverCaller();
  return <WorkspaceProvider workspace={await loadOrLeave(() => caller.workspace.get({ workspace: slug }))}>{children}</WorkspaceProvider>;
}
