import type { Metadata } from "next";
import { BoardsScreen } from "@/components/boards/boards-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Boards" };

export default async function BoardsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  return <BoardsScreen initialBoards={await loadOrLeave(() => caller.boards.list({ workspace }))} />;
}
