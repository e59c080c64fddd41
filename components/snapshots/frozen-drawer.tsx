"use client";

import { MarkedText } from "@/components/articles/marked-text";
import { formatShare } from "@/components/charts/format-value";
import { frozenPoint } from "@/components/snapshots/thaw-view";
import { bucketLabel, sayDay } from "@/components/charts/say-days";
import { Drawer } from "@/components/ui/drawer";
import type { FrozenArticle, FrozenView } from "@/server/core/snapshots/snapshot-shape";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";

export interface FrozenDrawerProps {
  view: FrozenView;
  opened: { lineId: string; bucketIndex: number } | null;
  onClose: () => void;
}

/** What was behind a point when the view was frozen: kept with it, so that it opens without the workspace. */
export function FrozenDrawer({ view, opened, onClose }: FrozenDrawerProps) {
  const point = opened ? frozenPoint(view, opened.lineId, opened.bucketIndex) : null;
  const missing = point ? point.count - point.articles.length : 0;
  return (
    <Drawer
      open={point !== null}
      onClose={onClose}
      kicker={point ? bucketLabel(view.buckets[point.bucketIndex]!.start, view.bucket) : undefined}
      title={point?.line.name ?? ""}
      summary={
        point ? (
          <p>
            <strong>{formatShare(point.total === 0 ? null : point.count / point.total)}</strong> of coverage: {countOf(point.count, point.total, unitNoun(view.unit))}, rule version {point.line.version}
          </p>
        ) : undefined
      }
    >
      {point && point.count === 0 ? <p className="py-4 text-ink-soft">The point is zero: something was collected, but nothing of it matched.</p> : null}
      {point && missing > 0 ? (
        <p className="border-b border-rule py-3 text-sm text-ink-soft">
          {point.articles.length === 0 ? `None of the ${countNoun(point.count, unitNoun(view.unit))} was kept with this view.` : `The latest ${countOf(point.articles.length, point.count, unitNoun(view.unit))} ${point.articles.length === 1 ? "was" : "were"} kept with this view; the count is that of all.`}
        </p>
      ) : null}
      <ol className="m-0 grid list-none divide-y divide-rule p-0">
        {point?.articles.map((article, at) => (
          <li key={at}>
            <FrozenArticleItem article={article} lineKey={point.line.key} />
          </li>
        ))}
      </ol>
    </Drawer>
  );
}

function FrozenArticleItem({ article, lineKey }: { article: FrozenArticle; lineKey: string }) {
  const lang = article.language || undefined;
  return (
    <article className="grid gap-1.5 py-4">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-soft">
        <span className="font-semibold">{article.outlet}</span>
        <span>{article.day ? sayDay(article.day) : "no date"}</span>
      </p>
      <h3 className="font-serif text-lg leading-snug [overflow-wrap:anywhere]" lang={lang}>
        {article.url && /^https?:\/\//.test(article.url) ? (
          <a href={article.url} rel="noreferrer noopener" target="_blank" className="no-underline hover:underline">
            {article.title}
          </a>
        ) : (
          article.title
        )}
      </h3>
      {(article.sentences[lineKey] ?? []).map((sentence, at) => (
        <p key={at} lang={lang} className="border-l-2 border-rule pl-3 text-[0.9375rem] text-pretty">
          {sentence.field === "title" ? <span className="sr-only">In the title: </span> : null}
          <MarkedText text={sentence.text} spans={sentence.spans} />
        </p>
      ))}
    </article>
  );
}
