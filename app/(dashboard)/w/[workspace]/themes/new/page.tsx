import type { Metadata } from "next";
import { NewThemeScreen } from "@/components/themes/new-theme-screen";
import { readRule } from "@/components/themes/read-rule";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { freeMark } from "@/server/core/themes/free-mark";

export const metadata: Metadata = { title: "New theme" };

export default async function NewThemePage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const caller = await serverCaller();
  const themes = await loadOrLeave(() => caller.themes.list({ workspace }));
  return <NewThemeScreen nextMark={freeMark(themes.map(({ markIndex }) => markIndex))} first={readRule("")} />;
}
