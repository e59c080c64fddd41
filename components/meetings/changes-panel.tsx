"use client";

import type { ReactNode } from "react";
import { sayMoment } from "@/components/articles/say-moment";
import { formatCount, formatShare } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { bucketLabel, sayDays } from "@/components/charts/say-days";
import type { MeetingChanges } from "@/server/core/meetings/changes-shape";
import { countNoun, countOf } from "@/server/core/text/count-noun";

const GAP_WORDS = { open: "", confirmed: ", confirmed", dismissed: ", dismissed: no gap after all" } as const;

/** What is different from what the meeting before looked at, in sentences. */
export function ChangesPanel({ changes, timeZone }: { changes: MeetingChanges; timeZone: string }) {
  const { previous, since, peaks, rules, gaps, moreGaps, late } = changes;
  const isQuiet = peaks.length + rules.length + gaps.length + late.articles === 0;
  return (
    <div className="grid gap-4">
      <p className="text-sm text-ink-soft">{previous ? `Since “${previous.title}”, begun ${sayMoment(since, timeZone)}.` : `There was no meeting before; this tells of everything since ${sayMoment(since, timeZone)}.`}</p>
      {isQuiet ? <p>No new peak, no edit of a rule, no gap, and nothing came late.</p> : null}
      {peaks.length > 0 ? (
        <Group title="New peaks">
          {peaks.map((peak) => (
            <li key={`${peak.theme}-${peak.start}`} className="flex items-baseline gap-2">
              <MarkSwatch markIndex={peak.markIndex} className="h-3 w-6 shrink-0" />
              <span className="min-w-0">
                <strong>{peak.theme}</strong>, {lower(bucketLabel(peak.start, "week"))}: {formatShare(peak.total === 0 ? null : peak.count / peak.total)} ({countOf(peak.count, peak.total, "article")})
                {peak.story ? `, with “${peak.story.title}” (${peak.story.outlet})` : ""}
              </span>
            </li>
          ))}
        </Group>
      ) : null}
      {rules.length > 0 ? (
        <Group title="Rules and back-fills">
          {rules.map((rule) => (
            <li key={`${rule.theme}-${rule.number}`}>
              <strong>{rule.theme}</strong>, version {rule.number}
              {rule.by ? ` by ${rule.by}` : ""}, {sayMoment(rule.at, timeZone)}. {asSentence(rule.reason)} {sayBackfill(rule)}
            </li>
          ))}
        </Group>
      ) : null}
      {gaps.length > 0 ? (
        <Group title="Gaps in the collection">
          {groupGaps(gaps).map(({ outlets, gap }, at) => (
            <li key={at}>
              <strong>{sayOutlets(outlets)}</strong>, {sayDays(gap.fromDay, gap.toDay)} ({gap.kind}
              {GAP_WORDS[gap.state]}): {gap.reason}
            </li>
          ))}
          {moreGaps > 0 ? <li className="text-ink-soft">and {formatCount(moreGaps)} more.</li> : null}
        </Group>
      ) : null}
      {late.articles > 0 && late.from && late.to ? (
        <Group title="Came late">
          <li>
            {countNoun(late.articles, "article")} dated {sayDays(late.from, late.to)} came in since then; numbers that were shown for those days have grown.
          </li>
        </Group>
      ) : null}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-base">{title}</h3>
      <ul className="m-0 grid list-none gap-1 p-0 text-[0.9375rem] [overflow-wrap:anywhere]">{children}</ul>
    </section>
  );
}

type Gap = MeetingChanges["gaps"][number];

/** One stop of the collection is one sentence, however many outlets it kept away. */
function groupGaps(gaps: readonly Gap[]): { gap: Gap; outlets: string[] }[] {
  const groups = new Map<string, { gap: Gap; outlets: string[] }>();
  for (const gap of gaps) {
    const key = JSON.stringify({ ...gap, outlet: "" });
    const group = groups.get(key) ?? { gap, outlets: [] };
    groups.set(key, { gap, outlets: [...group.outlets, gap.outlet] });
  }
  return [...groups.values()];
}

const NAMED_OUTLETS = 3;

const sayOutlets = (names: readonly string[]): string => (names.length <= NAMED_OUTLETS ? names.join(", ") : `${names.slice(0, NAMED_OUTLETS).join(", ")} and ${names.length - NAMED_OUTLETS} more`);

const lower = (label: string) => `${label[0]!.toLowerCase()}${label.slice(1)}`;

/** A reason is often typed without its full stop. */
const asSentence = (text: string) => (/[.!?…]["”»)]*$/.test(text) ? text : `${text}.`);

function sayBackfill({ backfill, done, total }: MeetingChanges["rules"][number]): string {
  if (backfill === "running") return `It is being applied: ${countOf(done, total, "article")}.`;
  if (backfill === "superseded") return "It was overtaken by a later version.";
  return `It has been applied to ${countNoun(total, "article")}.`;
}
