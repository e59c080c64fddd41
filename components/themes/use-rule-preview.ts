"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Outputs, useApiClient } from "@/components/api/api-provider";
import { useWorkspace } from "@/components/session/workspace-context";
import type { RuleReading } from "@/components/themes/read-rule";
import { useRuleReading } from "@/components/themes/use-rule-reading";

/** Somebody who types does not want an answer to every letter. */
const PAUSE_MS = 300;

export type RulePreview = Extract<Outputs["themes"]["preview"], { ok: true }>;

/** Reads a rule while it is typed, and asks what it would match once typing pauses and it is right. */
export function useRulePreview(source: string, themeId: string | undefined, first: RuleReading) {
  const { slug } = useWorkspace();
  const client = useApiClient();
  const reading = useRuleReading(source, first);
  const [asked, setAsked] = useState(source);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(source.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [source]);
  const isRight = reading.isRead && reading.errors.length === 0;
  const query = useQuery({
    queryKey: ["rule-preview", slug, themeId ?? "new", asked],
    queryFn: ({ signal }) => client.themes.preview.mutate({ workspace: slug, rule: asked, themeId }, { signal }),
    enabled: isRight && asked !== "" && asked === source.trim(),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const preview = query.data?.ok ? query.data : null;
  return { reading, preview, error: query.error, isBehind: !isRight || query.isFetching || query.isPlaceholderData || asked !== source.trim(), retry: () => void query.refetch() };
}
