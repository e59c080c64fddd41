import type { Metadata } from "next";
import { BoardScreen } from "@/components/boards/board-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Board" };

export default async function BoardPage({ params }: { params: Promise<{ workspace: string; board: string }> }) {
  const { workspace, board } = await params;
  const caller = await serverCaller();
  const [opened, outlets, themes] = await loadOrLeave(() => Promise.all([caller.boards.get({ workspace, boardId: board }), caller.trends.outlets({ workspace }), caller.themes.list({ workspace })]));
  return <BoardScreen initialBoard={opened} outlets={outlets} themes={themes} />;
}
