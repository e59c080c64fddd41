"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { RuleForm, type RuleStart } from "@/components/alerts/rule-form";
import { RuleList } from "@/components/alerts/rule-list";
import { WebhooksPanel } from "@/components/alerts/webhooks-panel";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { useMayEdit, useMayManage, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { countNoun } from "@/server/core/text/count-noun";

export interface AlertsScreenProps {
  initial: Outputs["alerts"]["list"];
  initialRules: Outputs["alerts"]["rules"];
  themes: { id: string; name: string }[];
  feeds: { id: string; name: string }[];
  /** The filter that the reader came with. */
  start: RuleStart;
  dropped: string[];
}

/** What was told, what is watched, and where it is sent. */
export function AlertsScreen({ initial, initialRules, themes, feeds, start, dropped }: AlertsScreenProps) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const mayManage = useMayManage();
  const { data } = useQuery(api.alerts.rules.queryOptions({ workspace: slug }, { initialData: initialRules }));
  const standfirst = data.rules.length === 0 ? "Nothing is watched yet. Themeline tells nobody anything until somebody asks for it." : "Each day is judged once it is over; a day that was not collected says nothing.";
  return (
    <>
      <PageHeader kicker="Alerts" headline="What stood out" standfirst={standfirst} />
      {dropped.length > 0 ? (
        <Banner tone="warn" title="Part of this address made no sense and was left out">
          {dropped.join(", ")}
        </Banner>
      ) : null}
      {data.rules.length > 0 || initial.alerts.length > 0 ? <ToldAlerts initial={initial} /> : null}
      {data.rules.length > 0 ? (
        <Section title="What is watched">
          <RuleList rules={data.rules} canMail={data.canMail} themes={themes} feeds={feeds} />
        </Section>
      ) : null}
      {mayEdit ? (
        <Section title="Watch something" id="new">
          <RuleForm key={`${start.query} ${start.themes.join()}`} start={start} themes={themes} feeds={feeds} />
        </Section>
      ) : null}
      {mayManage ? <WebhooksPanel /> : null}
    </>
  );
}

function ToldAlerts({ initial }: { initial: Outputs["alerts"]["list"] }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug, timeZone } = useWorkspace();
  const told = useInfiniteQuery(api.alerts.list.infiniteQueryOptions({ workspace: slug }, { initialCursor: null, getNextPageParam: (page) => page.cursor, initialData: { pages: [initial], pageParams: [null] }, staleTime: Number.POSITIVE_INFINITY }));
  const { mutate: markSeen } = useMutation(api.alerts.markSeen.mutationOptions({ onSuccess: () => queries.invalidateQueries(api.alerts.countNew.pathFilter()) }));
  const hasNews = initial.alerts.some(({ isNew }) => isNew);
  useEffect(() => {
    if (hasNews) markSeen({ workspace: slug });
  }, [hasNews, markSeen, slug]);
  const alerts = told.data.pages.flatMap((page) => page.alerts);
  if (alerts.length === 0) return <p className="mb-6 text-ink-soft">Nothing has stood out since the first alert was made.</p>;
  return (
    <section aria-label="Alerts, latest first">
      <ol className="m-0 grid list-none p-0">
        {alerts.map((alert) => (
          <li key={alert.id} className="border-t border-rule py-4">
            <h2 className="text-lg leading-snug">
              <Link href={`/w/${slug}/${alert.path}`} className="text-link [overflow-wrap:anywhere]">
                {alert.title}
              </Link>{" "}
              {alert.isNew ? <Badge tone="accent">new</Badge> : null}
            </h2>
            <p className="mt-1 max-w-[75ch] [overflow-wrap:anywhere]">{alert.reason}</p>
            {alert.lines.length > 0 ? (
              <ul className="mt-1 grid max-w-[75ch] gap-0.5 pl-5 text-sm">
                {alert.lines.map((line) => (
                  <li key={line} className="[overflow-wrap:anywhere]">
                    {line}
                  </li>
                ))}
              </ul>
            ) : null}
            <p className="mt-1 text-sm text-ink-soft">Told {sayMoment(alert.createdAt, timeZone)}</p>
          </li>
        ))}
      </ol>
      {told.error ? <ErrorState title="Earlier alerts could not be loaded" safe={explainError(told.error)} actions={<Button onClick={() => void told.fetchNextPage()}>Try again</Button>} /> : null}
      <LoadMore words={`${countNoun(alerts.length, "alert")} shown`} hasMore={told.hasNextPage} pending={told.isFetchingNextPage} onMore={() => void told.fetchNextPage()} />
    </section>
  );
}
