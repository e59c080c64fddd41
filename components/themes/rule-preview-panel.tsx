"use client";

import { useState } from "react";
import { explainError } from "@/components/api/explain-error";
import { formatCount, formatOf } from "@/components/charts/format-value";
import { Sparkline } from "@/components/charts/sparkline";
import { ExampleList } from "@/components/themes/example-list";
import { sayEstimate } from "@/components/themes/say-estimate";
import type { RulePreview, useRulePreview } from "@/components/themes/use-rule-preview";
import { bucketLabel } from "@/components/charts/say-days";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { SkeletonText } from "@/components/ui/skeleton";
import { Stat, StatList } from "@/components/ui/stat";
import { Tabs } from "@/components/ui/tabs";
import type { Estimate } from "@/server/core/themes/estimate-matches";
import { countNoun } from "@/server/core/text/count-noun";

/** What a rule would match, beside the rule while it is typed; nothing here is saved. */
export function RulePreviewPanel({ state, markIndex, isEmpty, isSaved = false }: { state: ReturnType<typeof useRulePreview>; markIndex: number; isEmpty: boolean; isSaved?: boolean }) {
  const { preview, error, isBehind, reading } = state;
  const isWrong = reading.errors.length > 0;
  return (
    <section aria-label="Preview" aria-busy={isBehind} className="min-w-0 xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:self-start xl:overflow-y-auto xl:pb-4">
      <h2 className="kicker mb-2 font-sans">{isSaved ? "The rule as it is saved" : "Preview, not saved"}</h2>
      {error ? (
        <Banner tone="danger" title="The preview could not be worked out" live actions={<Button size="small" onClick={state.retry}>Try again</Button>}>
          {explainError(error)}
        </Banner>
      ) : null}
      {isEmpty ? (
        <p className="text-ink-soft">Write a rule and see at once what it finds.</p>
      ) : preview ? (
        <div className={`transition-opacity ${isBehind ? "opacity-55" : ""}`}>
          {isWrong ? <p className="mb-3 text-sm font-medium text-danger">The numbers are those of the rule before the error.</p> : null}
          <Numbers preview={preview} markIndex={markIndex} />
        </div>
      ) : !isWrong && !error ? (
        <SkeletonText lines={8} label="Reading articles" />
      ) : isWrong ? (
        <p className="text-ink-soft">The preview comes when the rule can be read.</p>
      ) : null}
    </section>
  );
}

function Numbers({ preview, markIndex }: { preview: RulePreview; markIndex: number }) {
  const { against, gained, lost, months, words } = preview;
  const [chosen, setChosen] = useState<string>();
  const tabs = [
    ...(gained ? [{ id: "gained", label: `Gained (${sayEstimate(gained).value})`, content: <Examples examples={preview.gainedExamples} estimate={gained} nothing="This edit gains no article." label="Gained articles" /> }] : []),
    ...(lost ? [{ id: "lost", label: `Lost (${sayEstimate(lost).value})`, content: <Examples examples={preview.lostExamples} estimate={lost} nothing="This edit loses no article." label="Lost articles" /> }] : []),
    { id: "matches", label: `Matches (${sayEstimate(preview.matches).value})`, content: <Examples examples={preview.matchExamples} estimate={preview.matches} nothing="No article matches." label="Matching articles" /> },
  ];
  const telling = gained?.high ? "gained" : lost?.high ? "lost" : "matches";
  return (
    <div className="grid gap-5">
      <StatList>
        <EstimateStat label="Articles that match" estimate={preview.matches} />
        {gained ? <EstimateStat label="Gained" estimate={gained} /> : null}
        {lost ? <EstimateStat label="Lost" estimate={lost} /> : null}
      </StatList>
      <p className="text-sm text-pretty text-ink-soft">
        {against?.ready
          ? `Held against version ${against.number}, which charts show: ${countNoun(against.matches, "article")} ${against.matches === 1 ? "matches" : "match"} it. `
          : against
            ? `Version ${against.number} is still being applied to the articles; what an edit gains and loses can be said when it is done. `
            : ""}
        {sampleSentence(preview)}
      </p>
      {months.length > 1 ? <Months preview={preview} markIndex={markIndex} /> : null}
      {words.length > 0 ? <Words preview={preview} /> : null}
      <Tabs label="Examples" tabs={tabs} value={chosen && tabs.some(({ id }) => id === chosen) ? chosen : telling} onChange={setChosen} />
    </div>
  );
}

function sampleSentence({ matches, gained, lost, read, of }: RulePreview): string {
  const isExact = [matches, gained, lost].every((estimate) => estimate === null || estimate.exact);
  if (isExact) return "All numbers are exact.";
  return `Estimated from a random sample: ${formatOf(read, of)} candidates were read. The true number lies in the range given in 95 of 100 such samples.`;
}

function EstimateStat({ label, estimate }: { label: string; estimate: Estimate }) {
  const { value, interval } = sayEstimate(estimate);
  return <Stat label={label} value={value} detail={interval ?? undefined} />;
}

function Examples({ examples, estimate, nothing, label }: { examples: RulePreview["matchExamples"]; estimate: Estimate; nothing: string; label: string }) {
  if (examples.length > 0) return <ExampleList examples={examples} label={label} />;
  return <p className="text-sm text-ink-soft">{estimate.high > 0 ? "There was none among the articles that were read." : nothing}</p>;
}

function Months({ preview: { months, matches, lastMonthUnfinished }, markIndex }: { preview: RulePreview; markIndex: number }) {
  const first = bucketLabel(`${months[0]!.month}-01`, "month");
  const last = bucketLabel(`${months.at(-1)!.month}-01`, "month");
  const most = months.reduce((top, one) => (one.matches > top.matches ? one : top));
  return (
    <figure className="m-0">
      <Sparkline values={months.map((one) => one.matches)} markIndex={markIndex} width={320} height={48} lastUnfinished={lastMonthUnfinished} label={`Matches per month from ${first} to ${last}, most in ${bucketLabel(`${most.month}-01`, "month")}: ${formatCount(most.matches)}`} />
      <figcaption className="text-2xs text-ink-faint">
        {matches.exact ? "Matching articles" : "Matching articles, estimated,"} per month, {first} to {last}; most in {bucketLabel(`${most.month}-01`, "month")} ({formatCount(most.matches)}). A count, not a share.
      </figcaption>
    </figure>
  );
}

function Words({ preview: { words, readMatches } }: { preview: RulePreview }) {
  const most = Math.max(...words.map(({ articles }) => articles));
  return (
    <div>
      <h3 className="mb-1.5 font-sans text-sm font-semibold">Words that bring most</h3>
      <ol aria-label="Words that bring most" className="m-0 grid list-none gap-1 p-0 text-sm sm:grid-cols-2 sm:gap-x-6">
        {words.map(({ word, articles }) => (
          <li key={word} className="relative flex justify-between gap-3 px-1 py-0.5">
            <span aria-hidden="true" className="absolute inset-y-0 left-0 bg-accent-wash" style={{ width: `${(articles / most) * 100}%` }} />
            <span className="relative min-w-0 [overflow-wrap:anywhere]">{word}</span>
            <span className="relative tabular-nums text-ink-soft">{formatCount(articles)}</span>
          </li>
        ))}
      </ol>
      <p className="mt-1 text-2xs text-ink-faint">Articles with the word as evidence, among {formatCount(readMatches)} matching articles that were read.</p>
    </div>
  );
}
