import type { Metadata } from "next";
import { WorkspaceSettingsScreen } from "@/components/settings/workspace-settings-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const caller = await serverCaller();
  const workspace = await loadOrLeave(() => caller.workspace.get({ workspace: slug }));
  const timeZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return <WorkspaceSettingsScreen initial={workspace} timeZones={timeZones} />;
}
