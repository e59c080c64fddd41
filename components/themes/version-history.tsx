"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { countNoun } from "@/server/core/text/count-noun";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { ShownRule } from "@/components/themes/shown-rule";
import { latestVersion, type Theme, type ThemeVersion } from "@/components/themes/use-theme";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { toastDone, toastProblem } from "@/components/ui/toaster";

const VersionComparison = lazy(async () => ({ default: (await import("@/components/themes/version-comparison")).VersionComparison }));

/** Every version of the rule: who, when, why, what it matched; to read, hold against each other and bring back. */
export function VersionHistory({ theme }: { theme: Theme }) {
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null);
  const [hasCompared, setHasCompared] = useState(false);
  const compare = (from: number, to: number) => {
    setPair({ from, to });
    setHasCompared(true);
  };
  return (
    <Section title={theme.versions.length === 1 ? "One version" : `${theme.versions.length} versions`} id="versions">
      <ol className="m-0 list-none divide-y divide-rule p-0">
        {theme.versions.map((version) => (
          <li key={version.id}>
            <VersionRow theme={theme} version={version} onCompare={compare} />
          </li>
        ))}
      </ol>
      <Suspense fallback={null}>{hasCompared ? <VersionComparison theme={theme} pair={pair} onChange={setPair} /> : null}</Suspense>
    </Section>
  );
}

function VersionRow({ theme, version, onCompare }: { theme: Theme; version: ThemeVersion; onCompare: (from: number, to: number) => void }) {
  const api = useApi();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const queries = useQueryClient();
  const latest = latestVersion(theme);
  const [isOpen, setIsOpen] = useState(false);
  const bringBack = useMutation(
    api.themes.saveRule.mutationOptions({
      onSuccess: ({ number }) => {
        toastDone(`Version ${version.number} is back as version ${number}`, "It is being applied to all articles; charts switch to it when that is done.");
        return queries.invalidateQueries(api.themes.pathFilter());
      },
      onError: (error) => toastProblem(explainError(error)),
    }),
  );
  const previous = theme.versions.find(({ number }) => number === version.number - 1);
  return (
    <article className="grid gap-x-8 gap-y-1.5 py-4 md:grid-cols-[minmax(0,1fr)_auto]" aria-label={`Version ${version.number}`}>
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-2 font-sans text-base font-semibold">
          Version {version.number}
          <StateBadge version={version} />
        </h3>
        <p className="text-pretty [overflow-wrap:anywhere]">{version.reason}</p>
        <p className="text-sm text-ink-faint">
          {version.createdBy ?? "Themeline"}, {sayMoment(version.createdAt, timeZone)}. {matchSentence(version)}
        </p>
        <details className="mt-1" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary className="min-h-6 cursor-pointer text-sm text-ink-soft">Read its rule</summary>
          {isOpen ? <ShownRule source={version.rule} className="mt-1.5 border-l-2 border-rule pl-3" /> : null}
        </details>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        {previous ? (
          <Button size="small" onClick={() => onCompare(previous.number, version.number)}>
            What changed<span className="sr-only"> in version {version.number}</span>
          </Button>
        ) : null}
        {mayEdit && version.rule !== latest.rule ? (
          <Button
            size="small"
            pending={bringBack.isPending}
            onClick={() => bringBack.mutate({ workspace: slug, themeId: theme.id, rule: version.rule, reason: `Version ${version.number} brought back`, basedOnVersion: latest.number })}
          >
            Bring back<span className="sr-only"> version {version.number}</span>
          </Button>
        ) : null}
      </div>
    </article>
  );
}

function StateBadge({ version }: { version: ThemeVersion }) {
  if (version.shown) return <Badge tone="good">in charts</Badge>;
  if (version.state === "running") return <Badge tone="accent">being applied</Badge>;
  return version.state === "superseded" ? <Badge>never applied in full</Badge> : null;
}

function matchSentence(version: ThemeVersion): string {
  const count = countNoun(version.matches, "article");
  if (version.state === "running") return version.shown ? `${count} so far.` : "";
  if (version.state === "superseded") return "Replaced before it was applied to all articles.";
  return version.shown ? `${count} match.` : `${count} matched when it was replaced.`;
}
