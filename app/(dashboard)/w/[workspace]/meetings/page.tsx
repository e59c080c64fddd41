import type { Metadata } from "next";
import { MeetingsScreen } from "@/components/meetings/meetings-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Meetings" };

export default async function MeetingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <MeetingsScreen initialMeetings={await loadOrLeave(() => caller.meetings.list({ workspace }))} />;
}
