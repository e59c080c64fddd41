import type { Metadata } from "next";
import { TrendsScreen } from "@/components/trends/trends-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { parseFilterUrl, queryOf } from "@/server/core/trends/filter-url";
import { packSeries } from "@/server/core/trends/pack-series";

export const metadata: Metadata = { title: "Trends" };

interface TrendsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TrendsPage({ params, searchParams }: TrendsPageProps) {
  const { workspace } = await params;
  const { filter, bucket, unit, dropped } = parseFilterUrl(queryOf(await searchParams));
  const caller = await serverCaller();
  const [series, outlets, themes] = await loadOrLeave(() =>
    Promise.all([caller.trends.series({ workspace, filter, bucket, unit }), caller.trends.outlets({ workspace }), caller.themes.list({ workspace })]),
  );
  return <TrendsScreen initialSeries={packSeries(series)} initialRequest={JSON.stringify({ filter, bucket, unit })} outlets={outlets} themes={themes} dropped={dropped} />;
}
