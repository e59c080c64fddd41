"use client";

import Link from "next/link";
import { useState } from "react";
import type { Outputs } from "@/components/api/api-provider";
import { EvidenceSentences, quoteSentences } from "@/components/articles/evidence-sentences";
import { underlineStyle } from "@/components/articles/evidence-text";
import { sayMoment } from "@/components/articles/say-moment";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { TextInput } from "@/components/ui/text-input";
import { STANCES } from "@/server/core/review/verdicts";

export type OpenedArticle = Outputs["articles"]["get"];
export type OpenedTheme = OpenedArticle["themes"][number];
export type Judge = (theme: OpenedTheme, verdict: "relevant" | "not_relevant" | "withdrawn", more?: { stance?: (typeof STANCES)[number]; note?: string }) => void;

const MOST_SENTENCES = 20;

const STANCE_WORDS: Record<string, string> = { supports: "Supports", opposes: "Opposes", mixed: "Mixed", none: "No stance" };
const VERDICT_WORDS: Record<string, string> = { relevant: "accepted", not_relevant: "rejected", withdrawn: "took the judgement back" };

/** The judgement that counts: the latest, unless it was taken back. */
export const currentDecision = (theme: OpenedTheme) => (theme.decisions[0] && theme.decisions[0].verdict !== "withdrawn" ? theme.decisions[0] : null);

const focusAtOnce = (node: HTMLElement | null) => node?.focus();

export interface ThemeJudgementProps {
  article: OpenedArticle;
  theme: OpenedTheme;
  isCurrent: boolean;
  isShown: boolean;
  pending: boolean;
  onToggle: () => void;
  onJudge: Judge;
}

/** One theme on an article: its sentences, why it matched, and what people judged. */
export function ThemeJudgement({ article, theme, isCurrent, isShown, pending, onToggle, onJudge }: ThemeJudgementProps) {
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const decision = currentDecision(theme);
  const isHere = theme.match?.revision === article.revision;
  return (
    <section aria-label={theme.name} data-current={isCurrent || undefined} className="grid gap-2 border-l-4 border-transparent py-3 pl-3 data-current:border-accent">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="flex min-w-0 items-center gap-2 font-sans text-base">
          <MarkSwatch markIndex={theme.markIndex} />
          <span style={underlineStyle(theme.markIndex)} className="[overflow-wrap:anywhere]">
            {theme.name}
          </span>
        </h3>
        {decision ? <Badge tone={decision.verdict === "relevant" ? "good" : "danger"}>{VERDICT_WORDS[decision.verdict]}</Badge> : null}
      </div>
      {theme.match ? (
        <p className="text-sm text-ink-soft">
          Found by{" "}
          <Link className="text-link" href={`/w/${slug}/themes/${theme.id}`}>
            rule version {theme.version.number}
          </Link>
          {isHere ? null : theme.match.revision < article.currentRevision && article.revision === article.currentRevision ? " in an earlier text; this one is being looked at" : ` in another text than this one`}
        </p>
      ) : (
        <p className="text-sm text-ink-soft">{theme.decisions.length > 0 ? "Added by hand; the rule does not find it here." : null}</p>
      )}
      {theme.match && isHere ? <EvidenceSentences sentences={quoteSentences(article, theme.match.evidence.slice(0, MOST_SENTENCES))} total={theme.match.evidence.length} elsewhere="marked in the text" language={article.language} /> : null}
      {isHere ? <Checkbox label="Marked in the text" checked={isShown} onChange={onToggle} className="text-sm print:hidden" /> : null}
      {mayEdit ? <Judging key={decision?.id ?? "none"} theme={theme} pending={pending} isCurrent={isCurrent} onJudge={onJudge} /> : null}
      {theme.decisions.length > 0 ? (
        <ul className="m-0 grid list-none gap-1 p-0 text-sm text-ink-soft">
          {theme.decisions.slice(0, 10).map((one) => (
            <li key={one.id} className="[overflow-wrap:anywhere]">
              {one.decidedBy} {VERDICT_WORDS[one.verdict] ?? "judged"}
              {theme.asksStance && one.verdict === "relevant" ? ` (${STANCE_WORDS[one.stance]?.toLowerCase()})` : ""}, {sayMoment(one.decidedAt, timeZone)}
              {one.revision < article.currentRevision ? ", on an earlier text" : ""}
              {one.note ? `: ${one.note}` : ""}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Judging({ theme, pending, isCurrent, onJudge }: { theme: OpenedTheme; pending: boolean; isCurrent: boolean; onJudge: Judge }) {
  const decision = currentDecision(theme);
  const [stance, setStance] = useState(STANCES.find((one) => one === decision?.stance) ?? "none");
  const [note, setNote] = useState("");
  const [isNoting, setIsNoting] = useState(false);
  const more = { stance, note };
  return (
    <div className="grid gap-2">
      {theme.asksStance ? (
        <Segmented
          legend="What the text says"
          showLegend
          options={STANCES.map((value) => ({ value, label: STANCE_WORDS[value]! }))}
          value={stance}
          onChange={(value) => {
            setStance(value);
            if (decision?.verdict === "relevant") onJudge(theme, "relevant", { stance: value, note });
          }}
        />
      ) : null}
      {isNoting ? (
        <Field label="Note" hideLabel>
          <TextInput ref={focusAtOnce} maxLength={1_000} placeholder="Why, in a few words" value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button size="small" pending={pending} aria-pressed={decision?.verdict === "relevant"} aria-keyshortcuts={isCurrent ? "a" : undefined} onClick={() => onJudge(theme, "relevant", more)}>
          Accept
        </Button>
        <Button size="small" pending={pending} aria-pressed={decision?.verdict === "not_relevant"} aria-keyshortcuts={isCurrent ? "r" : undefined} onClick={() => onJudge(theme, "not_relevant", more)}>
          Reject
        </Button>
        {decision ? (
          <Button size="small" variant="plain" pending={pending} onClick={() => onJudge(theme, "withdrawn", { note })}>
            Take back
          </Button>
        ) : null}
        {isNoting ? null : (
          <Button size="small" variant="plain" onClick={() => setIsNoting(true)}>
            Add a note
          </Button>
        )}
      </div>
    </div>
  );
}
