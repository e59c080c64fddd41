import type { Metadata } from "next";
import { AuditScreen } from "@/components/settings/audit-screen";
import { EmptyState } from "@/components/ui/empty-state";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Audit trail" };

interface AuditPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const { workspace } = await params;
  const search = ([(await searchParams).q].flat()[0] ?? "").slice(0, 100);
  const caller = await serverCaller();
  const { role } = await loadOrLeave(() => caller.workspace.get({ workspace }));
  if (role !== "admin") return <EmptyState title="The audit trail is for administrators">Ask one of them what you want to know; Members says who they are.</EmptyState>;
  const trail = await loadOrLeave(() => caller.workspace.audit({ workspace, search }));
  return <AuditScreen key={search} initial={trail} search={search} />;
}
