"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { formatCount } from "@/components/charts/format-value";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

type Waiting = Outputs["articles"]["listFetches"][number];

const ASK_AGAIN_MS = 1_500;
const STATE_BADGES = { waiting: { tone: "accent", words: "being read" }, found: { tone: "good", words: "read, not added yet" }, failed: { tone: "warn", words: "could not be read" } } as const;

/** Addresses that somebody asked for and that are no article yet. */
export function WaitingScreen({ initial }: { initial: Waiting[] }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { data } = useQuery({
    ...api.articles.listFetches.queryOptions({ workspace: slug }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some((row) => row.state === "waiting") ? ASK_AGAIN_MS : false),
  });
  return (
    <>
      <PageHeader kicker="Articles" headline={data.length === 0 ? "Waiting addresses" : `${formatCount(data.length)} waiting ${data.length === 1 ? "address" : "addresses"}`} standfirst="Pages that were asked for and are no article yet: read and not added, or not to be had." actions={<LinkButton size="small" href={`/w/${slug}/articles`}>All articles</LinkButton>} />
      {data.length === 0 ? (
        <EmptyState title="No address is waiting" action={mayEdit ? <LinkButton href={`/w/${slug}/articles/new`}>Add an article</LinkButton> : null}>
          An address whose page could not be read waits here with the reason, until it is tried again or its text is typed in.
        </EmptyState>
      ) : (
        <ul className="m-0 max-w-[64rem] list-none divide-y divide-rule border-y border-rule p-0">
          {data.map((row) => (
            <li key={row.id}>
              <WaitingAddress row={row} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function WaitingAddress({ row }: { row: Waiting }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const options = { onSettled: () => queries.invalidateQueries(api.articles.pathFilter()), onError: (error: unknown) => toastProblem(explainError(error)) };
  const retry = useMutation(api.articles.retryFetch.mutationOptions(options));
  // Not with the call: the row is gone from the page by then.
  const dismiss = useMutation(api.articles.dismissFetch.mutationOptions({ ...options, onSuccess: (_, at) => void toastUndo({ message: "The address is off the list", onUndo: () => retry.mutate(at) }) }));
  const badge = STATE_BADGES[row.state as keyof typeof STATE_BADGES];
  const at = { workspace: slug, fetchId: row.id };
  return (
    <article className="grid gap-2 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-x-6">
      <div className="grid gap-1">
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <Badge tone={badge.tone}>{badge.words}</Badge>
          <span>
            asked {sayMoment(row.requestedAt, timeZone)}
            {row.attempts > 1 ? `, tried ${row.attempts} times` : ""}
          </span>
        </p>
        {row.found?.title ? <h2 className="text-lg leading-snug [overflow-wrap:anywhere]">{row.found.title}</h2> : null}
        <a href={row.url} target="_blank" rel="noreferrer noopener" className="text-link text-[0.9375rem] break-all">
          {row.url}
        </a>
        {row.reason ? <p className="text-[0.9375rem]">{row.reason}</p> : null}
      </div>
      {mayEdit ? (
        <div className="flex flex-wrap items-start gap-2">
          <LinkButton size="small" variant={row.state === "found" ? "primary" : "quiet"} href={`/w/${slug}/articles/new?fetch=${row.id}`}>
            {row.state === "found" ? "Look and add" : row.state === "failed" ? "Paste the text" : "Open"}
          </LinkButton>
          {row.state === "failed" ? (
            <Button size="small" pending={retry.isPending} onClick={() => retry.mutate(at)}>
              Try again
            </Button>
          ) : null}
          <Button size="small" variant="plain" pending={dismiss.isPending} onClick={() => dismiss.mutate(at)} aria-label={`Take ${row.url} off the list`}>
            Take off
          </Button>
        </div>
      ) : null}
    </article>
  );
}
