import type { Metadata } from "next";
import { readRule } from "@/components/themes/read-rule";
import { ThemeScreen } from "@/components/themes/theme-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Theme" };

export default async function ThemePage({ params }: { params: Promise<{ workspace: string; theme: string }> }) {
  const { workspace, theme } = await params;
  const caller = await serverCaller();
  const initialTheme = await loadOrLeave(() => caller.themes.get({ workspace, themeId: theme }));
  return <ThemeScreen initialTheme={initialTheme} first={readRule(initialTheme.versions[0]!.rule)} />;
}
