"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { useWorkspace } from "@/components/session/workspace-context";

export type Theme = Outputs["themes"]["get"];
export type ThemeVersion = Theme["versions"][number];

const UNDER_WAY_MS = 800;
/** How soon an open editor hears that somebody else saved. */
const WATCHING_MS = 15_000;

/** A theme that follows what happens to it; when a back-fill ends, everything that counted its matches is asked again. */
export function useTheme(initial: Theme) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const query = useQuery({
    ...api.themes.get.queryOptions({ workspace: slug, themeId: initial.id }),
    initialData: initial,
    refetchInterval: ({ state: { data } }) => (data?.pending ? UNDER_WAY_MS : WATCHING_MS),
  });
  const isRunning = query.data.pending !== null;
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    if (wasRunning.current && !isRunning) {
      void queries.invalidateQueries({ queryKey: ["rule-preview", slug] });
      void queries.invalidateQueries(api.trends.pathFilter());
      void queries.invalidateQueries(api.articles.pathFilter());
    }
    wasRunning.current = isRunning;
  }, [isRunning, queries, slug, api]);
  return query;
}

/** The version that was saved last, which an editor starts from; charts may still show an older one. */
export const latestVersion = (theme: Theme): ThemeVersion => theme.versions[0]!;
