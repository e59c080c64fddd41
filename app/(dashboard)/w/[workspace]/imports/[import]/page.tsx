import type { Metadata } from "next";
import { ImportScreen } from "@/components/imports/import-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: { params: Promise<{ workspace: string; import: string }> }) {
  const { workspace, import: importId } = await params;
  const caller = await serverCaller();
  return <ImportScreen initial={await loadOrLeave(() => caller.imports.get({ workspace, importId }))} />;
}
