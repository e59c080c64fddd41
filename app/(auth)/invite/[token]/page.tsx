import type { Metadata } from "next";
import { GoneLink } from "@/components/access/gone-link";
import { InvitationScreen } from "@/components/access/invitation-screen";
import { readLinkOrSay, requestContext } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { link, sentence } = await readLinkOrSay(token, "invitation");
  if (!link) return <GoneLink sentence={sentence} />;
  return <InvitationScreen token={token} link={link} signedInAs={(await requestContext()).person?.email ?? null} />;
}
