"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { type Outputs, useApiClient } from "@/components/api/api-provider";
import { useWorkspace } from "@/components/session/workspace-context";
import { parseRule } from "@/server/core/themes/parse-rule";

/** Somebody who types does not want an answer to every letter. */
const PAUSE_MS = 300;

export type RulePreview = Extract<Outputs["themes"]["preview"], { ok: true }>;

/** Parses a rule while it is typed, and asks what it would match once typing pauses and it is right. */
export function useRulePreview(source: string, themeId: string | undefined) {
  const { slug } = useWorkspace();
  const client = useApiClient();
  const parsed = useMemo(() => parseRule(source), [source]);
  const [asked, setAsked] = useState(source);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(source.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [source]);
  const isRight = parsed.ok;
  const query = useQuery({
    queryKey: ["rule-preview", slug, themeId ?? "new", asked],
    queryFn: ({ signal }) => client.themes.preview.mutate({ workspace: slug, rule: asked, themeId }, { signal }),
    enabled: isRight && asked !== "" && asked === source.trim(),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const preview = query.data?.ok ? query.data : null;
  return { parsed, preview, error: query.error, isBehind: !isRight || query.isFetching || query.isPlaceholderData || asked !== source.trim(), retry: () => void query.refetch() };
}
