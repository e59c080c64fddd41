import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PresentScreen } from "@/components/meetings/present-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Present" };

export default async function PresentPage({ params }: { params: Promise<{ workspace: string; meeting: string }> }) {
  const { workspace, meeting } = await params;
  const caller = await serverCaller();
  const [opened, themes] = await loadOrLeave(() => Promise.all([caller.meetings.get({ workspace, meetingId: meeting }), caller.themes.list({ workspace })]));
  if (opened.views.length === 0) redirect(`/w/${workspace}/meetings/${meeting}`);
  return <PresentScreen initialMeeting={opened} themes={themes} />;
}
