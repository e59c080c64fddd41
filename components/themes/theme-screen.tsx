"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { useMayEdit, useMayManage, useWorkspace } from "@/components/session/workspace-context";
import { BackfillProgress } from "@/components/themes/backfill-progress";
import type { RuleReading } from "@/components/themes/read-rule";
import { ShownRule } from "@/components/themes/shown-rule";
import { ThemeEditor } from "@/components/themes/theme-editor";
import { latestVersion, type Theme, useTheme } from "@/components/themes/use-theme";
import { VersionHistory } from "@/components/themes/version-history";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { toastProblem, toastUndo } from "@/components/ui/toaster";
import { printFilterUrl } from "@/server/core/trends/filter-address";

const RenameTheme = lazy(async () => ({ default: (await import("@/components/themes/rename-theme")).RenameTheme }));

/** One theme: its rule, what an edit would change, and every version that it had. */
export function ThemeScreen({ initialTheme, first }: { initialTheme: Theme; first: RuleReading }) {
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const [isRenaming, setIsRenaming] = useState(false);
  const query = useTheme(initialTheme);
  const theme = query.data;
  return (
    <>
      <PageHeader
        kicker="Theme"
        headline={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <MarkSwatch markIndex={theme.markIndex} className="h-5 w-10" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{theme.name}</span>
            {theme.archived ? <Badge tone="warn" className="font-sans tracking-normal">archived</Badge> : null}
            {theme.asksStance ? <Badge className="font-sans tracking-normal">asks for the stance</Badge> : null}
          </span>
        }
        standfirst={theme.archived ? "It is on no chart. It goes on being matched, so that bringing it back is instant." : undefined}
        actions={
          <>
            <LinkButton href={`/w/${slug}/articles?${printFilterUrl({ filter: { themes: [theme.id] } })}`}>Its articles</LinkButton>
            {mayEdit ? (
              <Button aria-expanded={isRenaming} onClick={() => setIsRenaming(!isRenaming)}>
                Rename
              </Button>
            ) : null}
            {mayEdit ? <StanceButton theme={theme} /> : null}
            <ArchiveButton theme={theme} />
          </>
        }
      />
      <Suspense fallback={null}>{isRenaming ? <RenameTheme theme={theme} onDone={() => setIsRenaming(false)} /> : null}</Suspense>
      {query.error ? (
        <Banner tone="danger" title="This page may be out of date" live className="mb-4">
          {explainError(query.error)}
        </Banner>
      ) : null}
      <div aria-live="polite" className="mb-6 grid max-w-3xl gap-2 empty:hidden">
        {theme.pending ? <BackfillProgress pending={theme.pending} shown={theme.version} /> : null}
      </div>
      {mayEdit ? <ThemeEditor theme={theme} first={first} /> : <ShownRule source={latestVersion(theme).rule} first={first} className="mb-8 border border-rule bg-raised px-3 py-2.5" />}
      <div className="mt-8">
        <VersionHistory theme={theme} />
      </div>
    </>
  );
}

function StanceButton({ theme }: { theme: Theme }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const refresh = () => Promise.all([queries.invalidateQueries(api.themes.pathFilter()), queries.invalidateQueries(api.articles.pathFilter())]);
  const onError = (error: unknown) => toastProblem(explainError(error));
  const undo = useMutation(api.themes.askStance.mutationOptions({ onSuccess: refresh, onError }));
  const change = useMutation(
    api.themes.askStance.mutationOptions({
      onSuccess: (_, { asksStance }) => {
        toastUndo({
          message: asksStance ? `${theme.name} asks for the stance` : `${theme.name} no longer asks for the stance`,
          description: asksStance ? "Who accepts an article says whether it supports or opposes." : "Stances that were given are kept.",
          onUndo: () => undo.mutate({ workspace: slug, themeId: theme.id, asksStance: !asksStance }),
        });
        return refresh();
      },
      onError,
    }),
  );
  return (
    <Button pending={change.isPending} onClick={() => change.mutate({ workspace: slug, themeId: theme.id, asksStance: !theme.asksStance })}>
      {theme.asksStance ? "Do not ask for the stance" : "Ask for the stance"}
    </Button>
  );
}

function ArchiveButton({ theme }: { theme: Theme }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayManage = useMayManage();
  const queries = useQueryClient();
  const refresh = () => Promise.all([queries.invalidateQueries(api.themes.pathFilter()), queries.invalidateQueries(api.trends.pathFilter())]);
  const onError = (error: unknown) => toastProblem(explainError(error));
  const revive = useMutation(api.themes.revive.mutationOptions({ onSuccess: refresh, onError }));
  const archive = useMutation(
    api.themes.archive.mutationOptions({
      onSuccess: () => {
        toastUndo({ message: `${theme.name} is archived`, description: "It is on no chart; nothing of it is deleted.", onUndo: () => revive.mutate({ workspace: slug, themeId: theme.id }) });
        return refresh();
      },
      onError,
    }),
  );
  if (!mayManage) return null;
  const change = theme.archived ? revive : archive;
  return (
    <Button pending={change.isPending} onClick={() => change.mutate({ workspace: slug, themeId: theme.id })}>
      {theme.archived ? "Bring it back" : "Archive"}
    </Button>
  );
}
