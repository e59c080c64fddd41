"use client";

import type { AlikeArticle } from "@/components/articles/use-alike";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Banner } from "@/components/ui/banner";
import { Icon } from "@/components/ui/icon";

const TITLES: Record<AlikeArticle["kind"], string> = {
  address: "This address leads to an article that is here already",
  text: "This very text is here already",
  title: "An article with this headline is here already",
  copy: "Nearly the same text is here already",
};

const CONSEQUENCES: Record<AlikeArticle["kind"], string> = {
  address: "Saving adds no second one: a changed headline or text becomes its new revision.",
  text: "You may save it all the same. Within a week of each other, copies count as one story.",
  title: "You may save it all the same.",
  copy: "You may save it all the same. Within a week of each other, copies count as one story.",
};

/** Which article the form repeats, beside the field that repeats it. It only tells; saving stays possible. */
export function AlikeNote({ found, kinds }: { found: readonly AlikeArticle[]; kinds: readonly AlikeArticle["kind"][] }) {
  const { slug } = useWorkspace();
  const shown = found.filter(({ kind }) => kinds.includes(kind));
  // The region is there before it has something to say, or else it would not be read out.
  return (
    <div aria-live="polite">
      {shown.length > 0 ? (
        <Banner tone="warn" className="mt-2" title={TITLES[shown[0]!.kind]}>
          <ul className="m-0 my-1 grid list-none gap-1 p-0">
            {shown.map((one) => (
              <li key={one.articleId} className="[overflow-wrap:anywhere]">
                <a href={`/w/${slug}/articles/${one.articleId}`} target="_blank" rel="noopener" className="text-link inline-flex max-w-full items-baseline gap-1">
                  {one.title}
                  <Icon name="external" className="size-3.5 shrink-0 self-center" label="opens in a new tab" />
                </a>
                <span className="text-sm text-ink-soft">
                  {" "}
                  <bdi>{one.outlet}</bdi>, {one.publishedDay ? sayDay(one.publishedDay) : "no date"}
                  {one.kind === "copy" && one.score !== null ? `, ${Math.floor(one.score * 100)} % alike` : ""}
                  {one.inTrash ? ", in the trash" : ""}
                </span>
              </li>
            ))}
          </ul>
          <p className="text-sm text-ink-soft">{CONSEQUENCES[shown[0]!.kind]}</p>
        </Banner>
      ) : null}
    </div>
  );
}
