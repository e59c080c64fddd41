import type { Metadata } from "next";
import { ThemesScreen } from "@/components/themes/themes-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { recentWeeks } from "@/server/core/trends/recent-weeks";

export const metadata: Metadata = { title: "Themes" };

/** The themes and their last weeks; an archive that ends long ago is shown at its own end. */
async function loadThemes(workspace: string) {
  const caller = await serverCaller();
  const { timeZone, weekStart } = await caller.workspace.get({ workspace });
  const recent = { filter: recentWeeks(new Date(), { timeZone, weekStart }), bucket: "week" as const };
  const [themes, series] = await Promise.all([caller.themes.list({ workspace }), caller.trends.series({ workspace, ...recent })]);
  if (series.buckets.some(({ total }) => total > 0)) return { themes, series, request: recent };
  const whole = { filter: {}, bucket: "week" as const };
  return { themes, series: await caller.trends.series({ workspace, ...whole }), request: whole };
}

export default async function ThemesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { themes, series, request } = await loadOrLeave(() => loadThemes(workspace));
  return <ThemesScreen initialThemes={themes} initialSeries={series} request={request} />;
}
