"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import type { OpenedArticle } from "@/components/articles/theme-judgement";
import { useStory } from "@/components/articles/use-story";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SkeletonText } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import { addDays } from "@/server/core/trends/days";

const MOST_SHOWN = 8;
const DAYS_AROUND = 30;

/** The two longest words of a headline: what another headline over the same report is likely to have too. */
const wordsOf = (title: string): string => (title.match(/[\p{L}\p{M}\p{N}]{4,}/gu) ?? []).sort((a, b) => b.length - a.length).slice(0, 2).join(" ");

/** Finds the article that carries the same report as this one, and makes the two one story. */
export function JoinStory({ article, onClose }: { article: OpenedArticle; onClose: () => void }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const [typed, setTyped] = useState(() => wordsOf(article.headline));
  const [asked, setAsked] = useState(typed);
  // One id for this dialog: a second press after a lost answer joins nothing twice.
  const [requestId] = useState(() => crypto.randomUUID());
  const act = useStory();
  const { day } = article.published;
  const around = day ? { from: addDays(day, -DAYS_AROUND), to: addDays(day, DAYS_AROUND) } : {};
  const query = useQuery({
    ...api.articles.list.queryOptions({ workspace: slug, filter: { q: asked, ...around }, unit: "articles", dated: "dated" }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const isHere = new Set([article.id, ...(article.story?.copies.map(({ id }) => id) ?? [])]);
  const found = (asked === "" ? [] : (query.data?.articles ?? [])).filter(({ id }) => !isHere.has(id)).slice(0, MOST_SHOWN);
  function search(event: FormEvent) {
    event.preventDefault();
    setAsked(typed.trim());
  }
  return (
    <Dialog open onClose={onClose} size="medium" title="Which article carries the same report?" description={day ? `Articles with a date within ${DAYS_AROUND} days of this one. Their stories become one, and stay so.` : "Their stories become one, and stay so."}>
      <form onSubmit={search} className="mb-3 flex items-end gap-3">
        <Field label="Words in headline or text" className="flex-1">
          <TextInput type="search" value={typed} maxLength={500} onChange={(event) => setTyped(event.target.value)} enterKeyHint="search" />
        </Field>
        <Button type="submit" pending={query.isFetching}>
          Search
        </Button>
      </form>
      {query.error ? <p className="text-danger">{explainError(query.error)}</p> : null}
      {asked !== "" && query.isPending ? <SkeletonText lines={4} label="Searching" /> : null}
      {query.data && found.length === 0 ? <p className="text-ink-soft">No other article has these words. Take one away, or write the beginning of a word with a * behind it.</p> : null}
      <ul className="m-0 grid list-none divide-y divide-rule p-0" aria-live="polite">
        {found.map((one) => (
          <li key={one.id} className="flex items-start justify-between gap-3 py-2">
            <p className="min-w-0 [overflow-wrap:anywhere]">
              <bdi lang={one.language || undefined}>{one.title}</bdi>
              <span className="block text-sm text-ink-soft">
                <bdi>{one.outlet}</bdi>, {one.publishedDay ? sayDay(one.publishedDay) : "no date"}
              </span>
            </p>
            <Button size="small" pending={act.isPending} onClick={() => void act.join(article.id, one, requestId).then((isJoined) => isJoined && onClose())}>
              Join<span className="sr-only"> with {one.title}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
