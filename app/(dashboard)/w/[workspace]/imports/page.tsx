import type { Metadata } from "next";
import { ImportsScreen } from "@/components/imports/imports-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Imports" };

export default async function ImportsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <ImportsScreen initial={await loadOrLeave(() => caller.imports.list({ workspace }))} />;
}
