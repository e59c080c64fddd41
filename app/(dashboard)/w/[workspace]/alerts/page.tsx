import type { Metadata } from "next";
import { AlertsScreen } from "@/components/alerts/alerts-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";
import { describeFilter } from "@/server/core/trends/describe-filter";
import { printFilterUrl } from "@/server/core/trends/filter-address";
import { parseFilterUrl, queryOf } from "@/server/core/trends/filter-url";

export const metadata: Metadata = { title: "Alerts" };

interface AlertsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AlertsPage({ params, searchParams }: AlertsPageProps) {
  const { workspace } = await params;
  const { filter, unit, dropped } = parseFilterUrl(queryOf(await searchParams));
  const caller = await serverCaller();
  const [alerts, rules, themes, outlets, { feeds }] = await loadOrLeave(() => Promise.all([caller.alerts.list({ workspace }), caller.alerts.rules({ workspace }), caller.themes.list({ workspace }), caller.trends.outlets({ workspace }), caller.feeds.list({ workspace })]));
  const { themes: chosen, from: _from, to: _to, ...rest } = filter;
  const words = describeFilter(rest, { themes: new Map(themes.map(({ id, name }) => [id, name])), outlets: new Map(outlets.map(({ id, name }) => [id, name])), feeds: new Map(feeds.map(({ id, title, url }) => [id, title || url])) });
  return (
    <AlertsScreen
      initial={alerts}
      initialRules={rules}
      themes={themes.filter(({ archived }) => !archived).map(({ id, name }) => ({ id, name }))}
      feeds={feeds.map(({ id, title, url }) => ({ id, name: title || url }))}
      start={{ query: printFilterUrl({ filter: rest }).toString(), words, themes: chosen ?? [], unit }}
      dropped={dropped}
    />
  );
}
