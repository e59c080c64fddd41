import type { Metadata } from "next";
import { GoneLink } from "@/components/access/gone-link";
import { SetupScreen } from "@/components/access/setup-screen";
import { readLinkOrSay } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "First run" };

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { link, sentence } = await readLinkOrSay(token, "setup");
  return link ? <SetupScreen token={token} /> : <GoneLink sentence={sentence} />;
}
