import type { Metadata } from "next";
import { ThemeScreen } from "@/components/themes/theme-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Theme" };

export default async function ThemePage({ params }: { params: Promise<{ workspace: string; theme: string }> }) {
  const { workspace, theme } = await params;
  const caller = await serverCaller();
  return <ThemeScreen initialTheme={await loadOrLeave(() => caller.themes.get({ workspace, themeId: theme }))} />;
}
