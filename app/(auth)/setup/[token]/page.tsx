import type { Metadata } from "next";
import { GoneLink } from "@/components/access/gone-link";
import { SetupScreen } from "@/components/access/setup-screen";
import { readLinkOrSay, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "First run" };

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { link, sentence } = await readLinkOrSay(token, "setup");
  if (link) return <SetupScreen token={token} />;
  const { isFirstRun } = await (await serverCaller()).person.firstRun();
  return <GoneLink sentence={isFirstRun ? "Nobody has an account yet, and this is not the link of the latest start. The terminal shows that one; each start makes a fresh link." : sentence} />;
}
