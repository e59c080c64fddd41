"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { EvidenceSentences, quoteSentences } from "@/components/articles/evidence-sentences";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { toastProblem } from "@/components/ui/toaster";

export type Saved = Outputs["articles"]["add"];

const ASK_AGAIN_MS = 600;
const MOST_SENTENCES = 3;

/** What became of an article that was just saved: which themes it has, with their sentences. */
export function SavedArticle({ saved }: { saved: Saved }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const query = useQuery({
    ...api.articles.get.queryOptions({ workspace: slug, articleId: saved.articleId }),
    refetchInterval: ({ state }) => (state.data?.processed || state.data?.deletedAt ? false : ASK_AGAIN_MS),
  });
  const restore = useMutation(
    api.articles.restore.mutationOptions({
      onSuccess: () => queries.invalidateQueries(api.articles.pathFilter()),
      onError: (error) => toastProblem(explainError(error)),
    }),
  );
  const article = query.data;
  return (
    <article className="grid gap-2 border-l-4 border-good bg-good-wash px-4 py-3" aria-live="polite">
      <p className="text-sm font-semibold">{sayOutcome(saved, article?.deletedAt !== null && article?.deletedAt !== undefined)}</p>
      {article ? (
        <h3 className="text-lg leading-snug [overflow-wrap:anywhere]">
          <Link href={`/w/${slug}/articles/${saved.articleId}`} lang={article.language || undefined} className="no-underline hover:underline">
            {article.headline}
          </Link>
        </h3>
      ) : null}
      {article?.deletedAt ? (
        <p>
          <Button size="small" pending={restore.isPending} onClick={() => restore.mutate({ workspace: slug, articleIds: [saved.articleId] })}>
            Take it out of the trash
          </Button>
        </p>
      ) : article ? (
        <Matches article={article} />
      ) : null}
    </article>
  );
}

function sayOutcome({ outcome, revised }: Saved, isInTrash: boolean): string {
  if (isInTrash) return outcome === "existing" ? "This article was here already and lies in the trash." : "Not kept: the article lies in the trash.";
  if (outcome === "created") return "Saved";
  return revised ? "This article was here already; the changed text is its new revision." : "This article was here already; nothing changed.";
}

function Matches({ article }: { article: Outputs["articles"]["get"] }) {
  const matched = article.themes.filter(({ match }) => match?.revision === article.revision);
  if (!article.processed) {
    return (
      <p className="flex items-center gap-2 text-sm text-ink-soft">
        <Spinner /> Looking for themes
      </p>
    );
  }
  if (matched.length === 0) return <p className="text-sm text-ink-soft">No theme was found in it.</p>;
  return (
    <ul className="m-0 grid list-none gap-2 p-0">
      {matched.map((theme) => (
        <li key={theme.id} className="grid gap-1">
          <p className="flex items-center gap-2 text-sm font-medium">
            <MarkSwatch markIndex={theme.markIndex} />
            <span className="min-w-0 [overflow-wrap:anywhere]">{theme.name}</span>
          </p>
          <EvidenceSentences sentences={quoteSentences(article, theme.match!.evidence.slice(0, MOST_SENTENCES))} total={theme.match!.evidence.length} language={article.language} />
        </li>
      ))}
    </ul>
  );
}
