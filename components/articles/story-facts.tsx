"use client";

import Link from "next/link";
import { useState } from "react";
import { JoinStory } from "@/components/articles/join-story";
import { sayMoment } from "@/components/articles/say-moment";
import type { OpenedArticle } from "@/components/articles/theme-judgement";
import { useStory } from "@/components/articles/use-story";
import { formatCount } from "@/components/charts/format-value";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";

/** The articles that carry the same report, and a person's right to join and to split. */
export function StoryFacts({ article }: { article: OpenedArticle }) {
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit() && !article.deletedAt;
  const [isJoining, setIsJoining] = useState(false);
  const act = useStory();
  const { story } = article;
  return (
    <Section
      title={story ? `The same report elsewhere (${formatCount(story.copies.length)})` : "Story"}
      actions={
        mayEdit ? (
          <Button size="small" variant="plain" onClick={() => setIsJoining(true)}>
            Join with another
          </Button>
        ) : null
      }
    >
      {story ? null : <p className="text-sm text-ink-soft">{article.processed ? "It stands alone: no copy of it was found." : "Copies are being looked for."}</p>}
      {story?.leadArticleId === article.id ? <p className="mb-2 text-sm text-ink-soft">This article is the earliest; where stories are counted, it counts for all.</p> : null}
      {story ? (
        <ul className="m-0 grid list-none divide-y divide-rule p-0">
          {story.copies.map((copy) => (
            <li key={copy.id} className="flex items-start justify-between gap-3 py-2 first:pt-0">
              <div className="min-w-0 text-[0.9375rem] [overflow-wrap:anywhere]">
                <Link href={`/w/${slug}/articles/${copy.id}`} dir="auto" className="text-link">
                  {copy.title}
                </Link>{" "}
                {copy.id === story.leadArticleId ? <Badge>the earliest</Badge> : null}
                <span className="block text-sm text-ink-soft">
                  <bdi>{copy.outlet}</bdi>, {copy.publishedDay ? sayDay(copy.publishedDay) : "no date"}
                  {copy.score === null ? "" : `, ${Math.floor(copy.score * 100)} % like its nearest copy`}
                </span>
              </div>
              {mayEdit ? (
                <Button size="small" variant="plain" pending={act.isPending} onClick={() => act.split(copy.id, "That article is a story of its own")}>
                  Not this one<span className="sr-only">: {copy.title} is another report</span>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {story && mayEdit ? (
        <p className="mt-2">
          <Button size="small" pending={act.isPending} onClick={() => act.split(article.id, "This article is a story of its own")}>
            Take this article out of the story
          </Button>
        </p>
      ) : null}
      {article.storyDecisions.length > 0 ? (
        <ul className="m-0 mt-3 grid list-none gap-1 p-0 text-sm text-ink-soft">
          {article.storyDecisions.map((one) => (
            <li key={one.id} className="[overflow-wrap:anywhere]">
              {one.decidedBy ?? "Somebody"}{" "}
              {one.kind === "apart" ? (
                "made it a story of its own"
              ) : (
                <>
                  joined it with {one.other ? <Link className="text-link" href={`/w/${slug}/articles/${one.other.id}`}>{one.other.title}</Link> : "another article"}
                </>
              )}
              , {sayMoment(one.decidedAt, timeZone)}
              {mayEdit ? (
                <Button size="small" variant="plain" pending={act.isPending} onClick={() => act.takeBack(one.id)}>
                  Take back
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {isJoining ? <JoinStory article={article} onClose={() => setIsJoining(false)} /> : null}
    </Section>
  );
}
