"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";

/** The article that an address leads to already; the publisher is not asked again. */
export function KnownArticle({ articleId, url }: { articleId: string; url: string }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data } = useQuery(api.articles.findAlike.queryOptions({ workspace: slug, draft: { url } }));
  const known = data?.find((one) => one.articleId === articleId);
  return (
    <Banner title="This address is here already" live actions={<TextLink href={`/w/${slug}/articles/${articleId}`}>Open the article</TextLink>}>
      {known ? (
        <span className="block [overflow-wrap:anywhere]">
          {known.title} <span className="text-sm text-ink-soft">{[known.outlet, known.publishedDay ? sayDay(known.publishedDay) : "no date", known.inTrash && "in the trash"].filter(Boolean).join(", ")}</span>
        </span>
      ) : null}
      <span className="text-sm text-ink-soft">Nothing was added.</span>
    </Banner>
  );
}
