import type { Metadata } from "next";
import { GoneLink } from "@/components/access/gone-link";
import { ResetScreen } from "@/components/access/reset-screen";
import { readLinkOrSay } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { link, sentence } = await readLinkOrSay(token, "reset");
  return link ? <ResetScreen token={token} email={link.email ?? ""} /> : <GoneLink sentence={sentence} />;
}
