"use client";

import { MarkedText } from "@/components/articles/marked-text";
import { sayDay } from "@/components/charts/say-days";
import { type FrozenNumber, openFrozen } from "@/components/snapshots/open-frozen";
import { Drawer } from "@/components/ui/drawer";
import type { FrozenArticle, FrozenView } from "@/server/core/snapshots/snapshot-shape";
import { countNoun, countOf, unitNoun } from "@/server/core/text/count-noun";

export interface FrozenDrawerProps {
  view: FrozenView;
  opened: FrozenNumber | null;
  onClose: () => void;
}

/** What was behind a number when the view was frozen: kept with it, so that it opens without the workspace. */
export function FrozenDrawer({ view, opened, onClose }: FrozenDrawerProps) {
  const number = opened ? openFrozen(view, opened) : null;
  const articles = number?.articles.slice(0, number.count) ?? [];
  const unit = unitNoun(view.unit);
  return (
    <Drawer
      open={number !== null}
      onClose={onClose}
      kicker={number?.kicker}
      title={number?.title ?? ""}
      summary={
        number ? (
          <p>
            <strong>{number.share}</strong>
            {number.base}
          </p>
        ) : undefined
      }
    >
      {number?.count === 0 ? <p className="py-4 text-ink-soft">It is zero: something was collected, but nothing of it matched.</p> : null}
      {number && number.count > articles.length ? (
        <p className="border-b border-rule py-3 text-sm text-ink-soft">
          {articles.length === 0 ? `None of the ${countNoun(number.count, unit)} was kept with this view.` : `${countOf(articles.length, number.count, unit)} ${articles.length === 1 ? "was" : "were"} kept with this view, the latest of each point; the count is that of all.`}
        </p>
      ) : null}
      <ol className="m-0 grid list-none divide-y divide-rule p-0">
        {articles.map((article, at) => (
          <li key={at}>
            <FrozenArticleItem article={article} lineKeys={number?.lineKeys ?? []} />
          </li>
        ))}
      </ol>
    </Drawer>
  );
}

/** A sentence that is evidence for two themes stands once. */
function sentencesOf(article: FrozenArticle, lineKeys: readonly string[]): FrozenArticle["sentences"][string] {
  const all = lineKeys.flatMap((key) => article.sentences[key] ?? []);
  return all.filter((one, at) => all.findIndex(({ field, text }) => field === one.field && text === one.text) === at);
}

function FrozenArticleItem({ article, lineKeys }: { article: FrozenArticle; lineKeys: readonly string[] }) {
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
      {sentencesOf(article, lineKeys).map((sentence, at) => (
        <p key={at} lang={lang} className="border-l-2 border-rule pl-3 text-[0.9375rem] text-pretty">
          {sentence.field === "title" ? <span className="sr-only">In the title: </span> : null}
          <MarkedText text={sentence.text} spans={sentence.spans} />
        </p>
      ))}
    </article>
  );
}
