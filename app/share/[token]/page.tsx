import type { Metadata } from "next";
import { GoneLink } from "@/components/access/gone-link";
import { SharedScreen } from "@/components/snapshots/shared-screen";
import { openShareOrSay } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Snapshot", robots: { index: false, follow: false, noarchive: true }, referrer: "no-referrer" };

export default async function SharePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { opened, sentence } = await openShareOrSay(token);
  return opened ? <SharedScreen token={token} snapshot={opened.snapshot} /> : <GoneLink sentence={sentence} />;
}
