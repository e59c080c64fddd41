import Link from "next/link";
import type { Outputs } from "@/components/api/api-provider";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { EvidenceSentences } from "@/components/articles/evidence-sentences";
import { useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { sayDay } from "@/components/charts/say-days";
import { countNoun } from "@/server/core/text/count-noun";

/** An article of many themes stays an item of a list: the others are named, and the article itself shows their sentences. */
const MOST_QUOTED = 3;

export type FoundArticle = Outputs["articles"]["list"]["articles"][number];

/** One article of a list: where and when, headline, and the sentences that made it match. */
export function FoundArticleItem({ article, heading: Heading = "h2" }: { article: FoundArticle; heading?: "h2" | "h3" }) {
  const { slug } = useWorkspace();
  return (
    <article className="grid gap-1.5 py-4">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-soft">
        <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{article.outlet}</span>
        <span>{article.publishedDay ? sayDay(article.publishedDay) : "no date"}</span>
        {article.copies > 1 ? <Badge>{countNoun(article.copies - 1, "copy")}</Badge> : null}
        {article.processed ? null : <Badge tone="warn">being processed</Badge>}
      </p>
      <Heading className="font-serif text-lg leading-snug [overflow-wrap:anywhere]">
        <Link href={`/w/${slug}/articles/${article.id}`} lang={article.language || undefined} dir="auto" className="no-underline hover:underline">
          {article.title}
        </Link>
      </Heading>
      {article.matches.slice(0, MOST_QUOTED).map((match) => (
        <div key={match.themeId} className="grid gap-1">
          <p className="text-sm">
            <NamedTheme match={match} />
          </p>
          <EvidenceSentences sentences={match.sentences} total={match.sentenceCount} language={article.language} />
        </div>
      ))}
      {article.matches.length > MOST_QUOTED ? (
        <ul aria-label="Its other themes" className="m-0 flex list-none flex-wrap gap-x-4 gap-y-1 p-0 text-sm">
          {article.matches.slice(MOST_QUOTED).map((match) => (
            <li key={match.themeId} className="min-w-0">
              <NamedTheme match={match} />
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function NamedTheme({ match }: { match: FoundArticle["matches"][number] }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <MarkSwatch markIndex={match.markIndex} />
      <span className="min-w-0 [overflow-wrap:anywhere]">{match.themeName}</span>
      {match.verdict === "not_relevant" ? <Badge tone="danger">rejected</Badge> : match.verdict === "relevant" ? <Badge tone="good">accepted</Badge> : null}
    </span>
  );
}
