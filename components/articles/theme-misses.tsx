"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { EvidenceSentences, quoteSentences } from "@/components/articles/evidence-sentences";
import type { OpenedArticle, OpenedTheme } from "@/components/articles/theme-judgement";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { useWorkspace } from "@/components/session/workspace-context";
import { SkeletonText } from "@/components/ui/skeleton";
import { findNearestMiss, type NearestMiss } from "@/server/core/themes/nearest-miss";
import { parseRule } from "@/server/core/themes/parse-rule";
import { PreparedArticle } from "@/server/core/themes/prepare-article";

const MOST_SENTENCES = 2;

/** Why themes do not match an article. */
export function ThemeMisses({ article, themes }: { article: OpenedArticle; themes: readonly OpenedTheme[] }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data, error } = useQuery(api.themes.list.queryOptions({ workspace: slug }));
  const prepared = useMemo(() => new PreparedArticle({ title: article.title, text: article.text }), [article.title, article.text]);
  const misses = useMemo(() => {
    const rules = new Map(data?.map(({ id, rule }) => [id, rule]));
    return themes
      .map((theme) => {
        const parsed = parseRule(rules.get(theme.id) ?? "");
        return { theme, miss: parsed.ok ? findNearestMiss(parsed.rule, prepared) : null };
      })
      .sort((a, b) => (b.miss?.closeness ?? 0) - (a.miss?.closeness ?? 0));
  }, [data, themes, prepared]);
  if (error) return <p className="mt-2 text-sm text-danger">{explainError(error)}</p>;
  if (!data) return <SkeletonText lines={3} label="Reading the rules" />;
  return (
    <ul className="m-0 mt-3 grid list-none gap-4 p-0">
      {misses.map(({ theme, miss }) => (
        <li key={theme.id} className="grid gap-1.5">
          <h4 className="flex min-w-0 items-center gap-2 font-sans text-sm font-semibold">
            <MarkSwatch markIndex={theme.markIndex} />
            <span className="[overflow-wrap:anywhere]">{theme.name}</span>
          </h4>
          {miss ? <Miss article={article} miss={miss} /> : <p className="text-sm text-ink-soft">{article.processed ? "The rule that charts show holds here; the article will be looked at again." : "It is being looked for."}</p>}
        </li>
      ))}
    </ul>
  );
}

function Miss({ article, miss }: { article: OpenedArticle; miss: NearestMiss }) {
  return (
    <>
      <p className="text-sm text-pretty [overflow-wrap:anywhere]">{miss.message}</p>
      {miss.closest.length > 0 ? (
        <EvidenceSentences sentences={quoteSentences(article, miss.closest.slice(0, MOST_SENTENCES))} language={article.language} label="What came closest" quiet />
      ) : null}
    </>
  );
}
