import Link from "next/link";
import type { Outputs } from "@/components/api/api-provider";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { MarkedText } from "@/components/articles/marked-text";
import { useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { sayDay } from "@/components/charts/say-days";

export type FoundArticle = Outputs["articles"]["list"]["articles"][number];

/** One article of a list: where and when, headline, and the sentences that made it match. */
export function FoundArticleItem({ article }: { article: FoundArticle }) {
  const { slug } = useWorkspace();
  return (
    <article className="grid gap-1.5 py-4">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-soft">
        <span className="font-semibold">{article.outlet}</span>
        <span>{article.publishedDay ? sayDay(article.publishedDay) : "no date"}</span>
        {article.copies > 1 ? <Badge>{`${article.copies} copies`}</Badge> : null}
        {article.processed ? null : <Badge tone="warn">being processed</Badge>}
      </p>
      <h3 className="font-serif text-lg leading-snug [overflow-wrap:anywhere]">
        <Link href={`/w/${slug}/articles/${article.id}`} lang={article.language || undefined} className="no-underline hover:underline">
          {article.title}
        </Link>
      </h3>
      {article.matches.map((match) => (
        <div key={match.themeId} className="grid gap-1 text-[0.9375rem]">
          <p className="flex flex-wrap items-center gap-2 text-sm">
            <MarkSwatch markIndex={match.markIndex} />
            <span>{match.themeName}</span>
            {match.verdict === "not_relevant" ? <Badge tone="danger">rejected</Badge> : match.verdict === "relevant" ? <Badge tone="good">accepted</Badge> : null}
          </p>
          {match.sentences.map((sentence, i) => (
            <p key={i} lang={article.language || undefined} className="border-l-2 border-rule pl-3 text-pretty">
              {sentence.field === "title" ? <span className="sr-only">In the title: </span> : null}
              <MarkedText text={sentence.text} spans={sentence.spans} />
            </p>
          ))}
        </div>
      ))}
    </article>
  );
}
