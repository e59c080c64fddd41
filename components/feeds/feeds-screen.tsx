"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { AddFeedForm } from "@/components/feeds/add-feed-form";
import { ChooseFeeds } from "@/components/feeds/choose-feeds";
import { FeedTable } from "@/components/feeds/feed-table";
import type { FeedList, ListedFeed } from "@/components/feeds/say-feed";
import { useSaveOpml } from "@/components/feeds/use-save-opml";
import { useStartUpload } from "@/components/imports/use-start-upload";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { toastProblem, toastUndo } from "@/components/ui/toaster";
import { useFileChooser } from "@/components/ui/use-file-chooser";

const ASK_SOON_MS = 2_000;
const ASK_LATER_MS = 60_000;

/** What is collected by itself, how well, and when next. */
export function FeedsScreen({ initial }: { initial: FeedList }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const queries = useQueryClient();
  const saveOpml = useSaveOpml();
  const startUpload = useStartUpload();
  const chooser = useFileChooser({ label: "List of feeds", accept: ".opml,.xml,.gz,text/x-opml,text/xml,application/xml", onFiles: ([file]) => file && void startUpload([file], "feeds") });
  const { data, dataUpdatedAt } = useQuery({
    ...api.feeds.list.queryOptions({ workspace: slug }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.feeds.some((feed) => feed.state === "collecting") ? ASK_SOON_MS : ASK_LATER_MS),
  });
  const refresh = () => queries.invalidateQueries(api.feeds.pathFilter());
  const onError = (error: unknown) => toastProblem(explainError(error));
  const restore = useMutation(api.feeds.restore.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(api.feeds.remove.mutationOptions({ onSuccess: refresh, onError }));
  const poll = useMutation(api.feeds.poll.mutationOptions({ onSuccess: refresh, onError }));
  const setPages = useMutation(api.feeds.setPages.mutationOptions({ onSuccess: refresh, onError }));
  const choosePages = (feed: ListedFeed, pages: ListedFeed["pages"]) =>
    setPages.mutate(
      { workspace: slug, feedId: feed.id, pages },
      {
        onSuccess: () =>
          toastUndo({
            message: pages === "always" ? `The page of every new article of ${feed.title} is read.` : pages === "never" ? `No page of ${feed.title} is read.` : `The pages of ${feed.title} are read where an entry says little.`,
            onUndo: () => setPages.mutate({ workspace: slug, feedId: feed.id, pages: feed.pages }),
          }),
      },
    );
  const takeAway = (feed: ListedFeed) =>
    remove.mutate(
      { workspace: slug, feedId: feed.id },
      { onSuccess: () => toastUndo({ message: `${feed.title} is not collected any more.`, description: "Its articles stay.", onUndo: () => restore.mutate({ workspace: slug, feedId: feed.id }) }) },
    );
  const sites = data.feeds.filter(({ state }) => state === "choose");
  const feeds = data.feeds.filter(({ state }) => state !== "choose");
  const failing = feeds.filter(({ state }) => state === "failing").length;
  const actions = (
    <div className="flex flex-wrap items-center gap-2">
      <LinkButton href={`/w/${slug}/outlets`}>Outlets and gaps</LinkButton>
      <Menu
        trigger="OPML"
        align="end"
        items={[
          ...(mayEdit ? [{ key: "in", label: "Add feeds from a file", hint: "of another reader", onSelect: chooser.open }] : []),
          { key: "out", label: "Save the list as a file", disabled: feeds.length === 0, onSelect: () => void saveOpml() },
        ]}
      />
      {chooser.input}
    </div>
  );
  return (
    <>
      <PageHeader
        kicker="Feeds"
        headline="What is collected by itself"
        standfirst={feeds.length === 0 ? "Feeds bring articles without anybody's doing." : `${feeds.length} ${feeds.length === 1 ? "feed" : "feeds"}, each asked at its own rhythm. ${failing === 0 ? "All could be collected the last time." : `${failing} could not be collected the last time.`}`}
        actions={actions}
      />
      {mayEdit ? <AddFeedForm /> : null}
      <div className="grid gap-4">
        {sites.map((site) => (
          <ChooseFeeds key={site.id} site={site} onDismiss={() => takeAway(site)} />
        ))}
      </div>
      {feeds.length === 0 ? (
        sites.length === 0 ? (
          <EmptyState title="No feed is collected yet" action={mayEdit ? <Button onClick={chooser.open}>Add feeds from an OPML file</Button> : undefined}>
            <p>Most outlets have a feed: RSS, Atom, JSON Feed or a news sitemap. Paste its address, or that of the site, and its articles come in by themselves from then on.</p>
          </EmptyState>
        ) : null
      ) : (
        <FeedTable feeds={feeds} nowMs={dataUpdatedAt} mayEdit={mayEdit} onPoll={(feed) => poll.mutate({ workspace: slug, feedId: feed.id })} onRemove={takeAway} onPages={choosePages} />
      )}
    </>
  );
}
