import type { Metadata } from "next";
import { ExportScreen } from "@/components/settings/export-screen";
import { EmptyState } from "@/components/ui/empty-state";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Export everything" };

export default async function ExportPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  const { role } = await loadOrLeave(() => caller.workspace.get({ workspace }));
  if (role !== "admin") return <EmptyState title="The archive is for administrators">Charts and lists can be downloaded where they stand.</EmptyState>;
  return <ExportScreen initial={await loadOrLeave(() => caller.archives.list({ workspace }))} />;
}
