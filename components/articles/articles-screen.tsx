"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { ArticlesFilters } from "@/components/articles/articles-filters";
import { FoundArticleItem } from "@/components/articles/found-article-item";
import { KeysSheet } from "@/components/articles/keys-sheet";
import { printArticlesUrl, useArticlesUrl } from "@/components/articles/use-articles-url";
import { keepList } from "@/components/articles/opened-list";
import { useTrash } from "@/components/articles/use-trash";
import { formatCount } from "@/components/charts/format-value";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { SavedViewsMenu } from "@/components/views/saved-views-menu";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { LoadMore } from "@/components/ui/load-more";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonText } from "@/components/ui/skeleton";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";

export interface ArticlesScreenProps {
  initialPage: Outputs["articles"]["list"];
  initialRequest: string;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
  waiting: number;
  /** Parts of the address that made no sense. */
  dropped: readonly string[];
}

const UNDER_WAY_MS = 2_000;
const MOST_AT_ONCE = 500;

/** The articles of the workspace under one filter: read, select, open, throw away. */
export function ArticlesScreen({ initialPage, initialRequest, outlets, themes, waiting, dropped: refused }: ArticlesScreenProps) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { state, change } = useArticlesUrl(refused);
  const { filter, unit, dated, dropped } = state;
  const list = useRef<HTMLOListElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const trash = useTrash();

  const request = { filter, unit, dated };
  const query = useInfiniteQuery({
    ...api.articles.list.infiniteQueryOptions({ workspace: slug, ...request }, { getNextPageParam: (page) => page.cursor }),
    initialData: JSON.stringify(request) === initialRequest ? { pages: [initialPage], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.pages.some((page) => page.articles.some(({ processed }) => !processed)) ? UNDER_WAY_MS : false),
  });
  const articles = query.data?.pages.flatMap((page) => page.articles) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  useEffect(() => {
    if (query.data) keepList(slug, { ids: query.data.pages.flatMap((page) => page.articles.map(({ id }) => id)), query: printArticlesUrl(state) });
  }, [slug, query.data, state]);
  const chosen = articles.filter(({ id }) => selected.has(id)).map(({ id }) => id);

  const toggle = (id: string) => setSelected((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  const links = () => [...(list.current?.querySelectorAll<HTMLAnchorElement>("h2 a") ?? [])];
  const step = (by: 1 | -1) => {
    const all = links();
    const at = all.findIndex((link) => link.closest("li")?.contains(document.activeElement));
    const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus({ preventScroll: true });
    next?.closest("li")?.scrollIntoView({ block: "nearest" });
  };
  const toggleHere = () => {
    const id = document.activeElement?.closest<HTMLElement>("li[data-article]")?.dataset["article"];
    if (id && mayEdit) toggle(id);
  };
  const throwAway = () => {
    if (chosen.length > 0) trash.remove(chosen.slice(0, MOST_AT_ONCE), () => setSelected(new Set()));
  };
  const noun = unit === "stories" && dated === "dated" ? "stories" : "articles";
  const isNarrowed = Object.keys(filter).length > 0 || unit !== "articles";
  const isBare = query.data !== undefined && total === 0 && !isNarrowed && dated === "dated";
  return (
    <div aria-busy={query.isFetching}>
      <PageHeader
        kicker="Articles"
        headline={`${countNoun(total, unitNoun(noun))}${dated === "undated" ? " without a date" : ""}`}
        standfirst={dated === "undated" ? "They are in no chart until they are given a date." : undefined}
        actions={
          <>
            <SavedViewsMenu kind="articles" query={printArticlesUrl(state)} />
            <KeysSheet
              actions={[
                { key: "j", says: "goes to the next article", run: () => step(1) },
                { key: "k", says: "goes to the one before", run: () => step(-1) },
                { key: "Enter", says: "opens it" },
                ...(mayEdit ? [{ key: "x", says: "selects it", run: toggleHere }, { key: "#", says: "moves what is selected to the trash", run: throwAway }] : []),
                { key: "Escape", says: "lets the selection go", run: () => setSelected(new Set()) },
              ]}
            />
            {dated === "dated" ? (
              <LinkButton size="small" href={`/w/${slug}/articles?dated=undated`}>
                Without a date
              </LinkButton>
            ) : (
              <LinkButton size="small" href={`/w/${slug}/articles`}>
                With a date
              </LinkButton>
            )}
            <LinkButton size="small" href={`/w/${slug}/articles/waiting`}>
              Waiting addresses{waiting > 0 ? ` (${formatCount(waiting)})` : ""}
            </LinkButton>
            <LinkButton size="small" href={`/w/${slug}/articles/trash`}>
              Trash
            </LinkButton>
          </>
        }
      />
      {dropped.length > 0 ? (
        <Banner tone="warn" title="Part of this address made no sense and was left out" className="mb-4">
          {dropped.join(", ")}
        </Banner>
      ) : null}
      {isBare ? null : <ArticlesFilters state={state} outlets={outlets} themes={themes} onChange={change} />}
      {mayEdit && articles.length > 0 ? (
        <div className="sticky top-0 z-20 mt-4 flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-y border-rule bg-paper py-1 print:hidden">
          <Checkbox
            label={chosen.length > 0 ? `${formatCount(chosen.length)} selected` : "Select all that are shown"}
            checked={chosen.length > 0 && chosen.length === articles.length}
            indeterminate={chosen.length > 0 && chosen.length < articles.length}
            onChange={() => setSelected(chosen.length > 0 ? new Set() : new Set(articles.slice(0, MOST_AT_ONCE).map(({ id }) => id)))}
          />
          {chosen.length > 0 ? (
            <Button size="small" pending={trash.isPending} onClick={throwAway}>
              Move to the trash
            </Button>
          ) : null}
        </div>
      ) : null}
      {query.error ? <ErrorState title="The articles could not be read" advice={explainError(query.error)} safe="None of them is lost." /> : null}
      {!query.data && !query.error ? <SkeletonText lines={12} label="Reading the articles" /> : null}
      {query.data && articles.length === 0 ? (
        <NoArticles isNarrowed={isNarrowed} isUndated={dated === "undated"} onClear={() => change({ filter: Object.fromEntries(Object.keys(filter).map((key) => [key, undefined])), unit: "articles" })} />
      ) : (
        <ol ref={list} className={`m-0 list-none divide-y divide-rule p-0 transition-opacity ${query.isPlaceholderData ? "opacity-60" : ""}`}>
          {articles.map((article) => (
            <li key={article.id} data-article={article.id} className="flex scroll-mt-14 items-start gap-3 focus-within:bg-sunken has-checked:bg-accent-wash sm:px-2">
              {mayEdit ? <Checkbox hideLabel label={`Select ${article.title}`} checked={selected.has(article.id)} onChange={() => toggle(article.id)} className="mt-4 print:hidden" /> : null}
              <div className="min-w-0 max-w-[52rem] flex-1">
                <FoundArticleItem article={article} />
              </div>
            </li>
          ))}
        </ol>
      )}
      {articles.length > 0 ? <LoadMore words={countOf(articles.length, total, unitNoun(noun))} hasMore={query.hasNextPage} pending={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} /> : null}
    </div>
  );
}

function NoArticles({ isNarrowed, isUndated, onClear }: { isNarrowed: boolean; isUndated: boolean; onClear: () => void }) {
  if (isNarrowed) {
    return (
      <EmptyState title="Nothing passes this filter" action={<Button onClick={onClear}>Clear the filter</Button>}>
        <p>Take a word or a choice away. Articles without a date and articles in the trash are on lists of their own.</p>
      </EmptyState>
    );
  }
  if (isUndated) return <EmptyState title="Every article has a date">An article without a date would stand here and in no chart.</EmptyState>;
  return <NoneDated />;
}

/** Nothing with a date is here; whether anything is at all is asked only then. */
function NoneDated() {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const undated = useQuery(api.articles.list.queryOptions({ workspace: slug, filter: {}, unit: "articles", dated: "undated" }));
  if (undated.isPending) return <SkeletonText lines={4} label="Looking for articles without a date" />;
  const waiting = undated.data?.total ?? 0;
  if (waiting > 0) {
    return (
      <EmptyState title="No article has a date yet" action={<LinkButton variant="primary" href={`/w/${slug}/articles?dated=undated`}>{`See ${countNoun(waiting, "article")} without a date`}</LinkButton>}>
        <p>{waiting === 1 ? "It is" : "They are"} in no chart and on no list of days until {waiting === 1 ? "it is" : "they are"} given one.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No article is here yet"
      action={
        mayEdit ? (
          <>
            <LinkButton variant="primary" href={`/w/${slug}/articles/new`}>
              Add an article
            </LinkButton>
            <LinkButton href={`/w/${slug}/imports`}>Import a file</LinkButton>
          </>
        ) : null
      }
    >
      <p>
        Paste the address of an article or its text, or take in a whole file. {mayEdit ? null : <>Somebody who may add articles has to do that. See <Link className="text-link" href={`/w/${slug}/settings`}>who is here</Link>.</>}
      </p>
    </EmptyState>
  );
}
