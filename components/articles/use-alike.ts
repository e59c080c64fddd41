"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { type Outputs, useApi } from "@/components/api/api-provider";
import type { ArticleValues } from "@/components/articles/article-values";
import { useWorkspace } from "@/components/session/workspace-context";

export type AlikeArticle = Outputs["articles"]["findAlike"][number];

const PAUSE_MS = 500;
const KEPT_MS = 60_000;
/** What the server compares while somebody types; a longer text is recognised when it is saved. */
const LONGEST_COMPARED = 200_000;

const NOTHING = { url: "", title: "", publishedAt: "", text: "" };
type Asked = typeof NOTHING;

const askedOf = (values: ArticleValues): Asked => ({ url: values.url.trim(), title: values.title.trim(), publishedAt: values.publishedAt.trim().slice(0, 100), text: values.text.length > LONGEST_COMPARED ? "" : values.text });

/** The articles that the form repeats, asked for whenever the typing pauses. Never in the way of saving. */
export function useAlike(form: UseFormReturn<ArticleValues>, isOpen: boolean): { found: AlikeArticle[]; isUnknown: boolean } {
  const api = useApi();
  const { slug } = useWorkspace();
  const [asked, setAsked] = useState(NOTHING);
  useEffect(() => {
    if (!isOpen) return;
    let timer: ReturnType<typeof setTimeout>;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const next = askedOf(form.getValues());
        setAsked((before) => (Object.keys(next).every((field) => next[field as keyof Asked] === before[field as keyof Asked]) ? before : next));
      }, PAUSE_MS);
    };
    later();
    const stop = form.subscribe({ formState: { values: true }, callback: later });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [form, isOpen]);
  const isWorthAsking = isOpen && (asked.url !== "" || asked.title !== "" || asked.text !== "");
  const { data, isError } = useQuery({
    ...api.articles.findAlike.queryOptions({ workspace: slug, draft: asked }),
    enabled: isWorthAsking,
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
    retry: false,
  });
  return { found: isWorthAsking ? (data ?? []) : [], isUnknown: isWorthAsking && isError };
}
