"use client";

import Link from "next/link";
import { formatCount } from "@/components/charts/format-value";
import { sayMoment } from "@/components/articles/say-moment";
import { StoryFacts } from "@/components/articles/story-facts";
import type { OpenedArticle } from "@/components/articles/theme-judgement";
import { useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/section";

const HISTORY_WORDS: Record<string, string> = {
  "article.add": "added it",
  "article.correct": "corrected it",
  "article.delete": "moved it to the trash",
  "article.restore": "took it out of the trash",
  "match.decide": "judged a theme",
  "story.join": "joined it with another article",
  "story.split": "made it a story of its own",
  "story.undo": "took a word on its story back",
};

/** What stands behind an article: its story, addresses, revisions and history. */
export function ArticleFacts({ article }: { article: OpenedArticle }) {
  const { slug, timeZone } = useWorkspace();
  return (
    <>
      <StoryFacts article={article} />
      <Section title={article.addresses.length === 1 ? "Address" : "Addresses"}>
        {article.addresses.length === 0 ? <p className="text-sm text-ink-soft">None: it was added as a text.</p> : null}
        <ul className="m-0 grid list-none gap-1 p-0">
          {article.addresses.map((url) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noreferrer noopener" className="text-link inline-flex max-w-full items-baseline gap-1 text-sm break-all">
                {url}
                <Icon name="external" className="size-3.5 self-center" label="opens in a new tab" />
              </a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Revisions">
        <ol className="m-0 grid list-none gap-2 p-0">
          {article.revisions.map((revision) => (
            <li key={revision.number} className="text-sm [overflow-wrap:anywhere]">
              <Link href={`/w/${slug}/articles/${article.id}${revision.number === article.currentRevision ? "" : `?revision=${revision.number}`}`} aria-current={revision.number === article.revision ? "true" : undefined} className="text-link aria-[current=true]:font-semibold">
                Revision {revision.number}
              </Link>{" "}
              {revision.number === article.currentRevision ? <Badge>counts now</Badge> : null}
              <span className="block text-ink-soft">
                {sayMoment(revision.createdAt, timeZone)}
                {revision.createdBy ? `, ${revision.createdBy}` : ""}, {formatCount(revision.words)} words
                {revision.title ? `: ${revision.title.slice(0, 200)}` : ""}
              </span>
            </li>
          ))}
        </ol>
      </Section>
      {article.history.length > 0 ? (
        <Section title="History">
          <ol className="m-0 grid list-none gap-1 p-0 text-sm text-ink-soft">
            {article.history.map((entry, i) => (
              <li key={`${entry.at}-${i}`}>
                {entry.actor} {HISTORY_WORDS[entry.verb] ?? "changed it"}, {sayMoment(entry.at, timeZone)}
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  );
}
