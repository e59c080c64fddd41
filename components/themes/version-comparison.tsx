"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { formatOf } from "@/components/charts/format-value";
import { useWorkspace } from "@/components/session/workspace-context";
import { ExampleList } from "@/components/themes/example-list";
import { ShownRule } from "@/components/themes/shown-rule";
import { sayEstimate } from "@/components/themes/say-estimate";
import type { Theme } from "@/components/themes/use-theme";
import { Drawer } from "@/components/ui/drawer";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SkeletonText } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";

type Pair = { from: number; to: number };

/** Two versions against each other over today's articles: what the later one gains and loses, and both rules. */
export function VersionComparison({ theme, pair, onChange }: { theme: Theme; pair: Pair | null; onChange: (pair: Pair | null) => void }) {
  return (
    <Drawer open={pair !== null} onClose={() => onChange(null)} width="wide" kicker={theme.name} title={pair ? `Version ${pair.from} against version ${pair.to}` : ""} summary={pair ? <Choice theme={theme} pair={pair} onChange={onChange} /> : undefined}>
      {pair ? <Comparison theme={theme} pair={pair} /> : null}
    </Drawer>
  );
}

function Choice({ theme, pair, onChange }: { theme: Theme; pair: Pair; onChange: (pair: Pair) => void }) {
  const options = theme.versions.map(({ number, reason }) => ({ value: String(number), label: `${number}: ${reason}` }));
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="From version">
        <Select value={pair.from} onChange={(event) => onChange({ ...pair, from: Number(event.target.value) })} options={options} />
      </Field>
      <Field label="To version">
        <Select value={pair.to} onChange={(event) => onChange({ ...pair, to: Number(event.target.value) })} options={options} />
      </Field>
    </div>
  );
}

function Comparison({ theme, pair }: { theme: Theme; pair: Pair }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const query = useQuery(api.themes.compare.queryOptions({ workspace: slug, themeId: theme.id, ...pair }, { staleTime: 60_000 }));
  const ruleOf = (number: number) => theme.versions.find((version) => version.number === number)?.rule ?? "";
  const rules = (
    <div className="grid gap-4">
      {[pair.from, pair.to].map((number) => (
        <div key={number}>
          <p className="mb-1 text-sm font-semibold">Version {number}</p>
          <ShownRule source={ruleOf(number)} />
        </div>
      ))}
    </div>
  );
  if (query.error) return <ErrorState title="The versions could not be compared" advice={explainError(query.error)} safe="Both are kept." />;
  if (!query.data) return <SkeletonText lines={10} label="Reading articles under both rules" />;
  const { gained, lost, gainedArticles, lostArticles, read, of } = query.data;
  return (
    <>
      <p className="mb-3 text-sm text-ink-soft">
        {gained.exact && lost.exact
          ? "Both rules were applied to today's articles; the numbers are exact."
          : `Both rules were applied to a random sample of today's articles: ${formatOf(read, of)} candidates were read.`}
      </p>
      <Tabs
        label="What differs"
        tabs={[
          { id: "gained", label: `Gained (${sayEstimate(gained).value})`, content: <Side articles={gainedArticles} total={gained} label="Gained articles" nothing={`No article matches version ${pair.to} and not version ${pair.from}.`} /> },
          { id: "lost", label: `Lost (${sayEstimate(lost).value})`, content: <Side articles={lostArticles} total={lost} label="Lost articles" nothing={`No article matches version ${pair.from} and not version ${pair.to}.`} /> },
          { id: "rules", label: "Both rules", content: rules },
        ]}
      />
    </>
  );
}

function Side({ articles, total, label, nothing }: { articles: Parameters<typeof ExampleList>[0]["examples"]; total: Parameters<typeof sayEstimate>[0]; label: string; nothing: string }) {
  const { interval } = sayEstimate(total);
  return (
    <div className="grid gap-3">
      {interval ? <p className="text-sm text-ink-soft">In 95 of 100 samples the true number lies within the range, here {interval}.</p> : null}
      {articles.length === 0 ? <p className="text-ink-soft">{nothing}</p> : <ExampleList examples={articles} label={label} />}
      {articles.length > 0 && total.value > articles.length ? <p className="text-sm text-ink-soft">The latest {articles.length} are shown.</p> : null}
    </div>
  );
}
