import type { Metadata } from "next";
import { MeetingScreen } from "@/components/meetings/meeting-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Meeting" };

export default async function MeetingPage({ params }: { params: Promise<{ workspace: string; meeting: string }> }) {
  const { workspace, meeting } = await params;
  const caller = await serverCaller();
  return <MeetingScreen initialMeeting={await loadOrLeave(() => caller.meetings.get({ workspace, meetingId: meeting }))} />;
}
