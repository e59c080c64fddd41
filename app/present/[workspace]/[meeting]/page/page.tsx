import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { MeetingPage } from "@/components/meetings/meeting-page";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "One page" };

export default async function OnePage({ params }: { params: Promise<{ workspace: string; meeting: string }> }) {
  const { workspace, meeting } = await params;
  const caller = await serverCaller();
  const opened = await loadOrLeave(() => caller.meetings.get({ workspace, meetingId: meeting }));
  if (opened.views.length === 0) redirect(`/w/${workspace}/meetings/${meeting}`);
  return <MeetingPage meeting={opened} />;
}
