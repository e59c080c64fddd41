"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ChartNotes } from "@/components/charts/chart-legend";
import { prepareSeries } from "@/components/charts/prepare-series";
import { ChangesPanel } from "@/components/meetings/changes-panel";
import { DecisionForm } from "@/components/meetings/decision-form";
import { DecisionList } from "@/components/meetings/decision-list";
import { PresentNoteForm } from "@/components/meetings/present-note-form";
import { SlideView } from "@/components/meetings/slide-view";
import { type Meeting, useMeeting } from "@/components/meetings/use-meeting";
import { useOnline } from "@/components/meetings/use-online";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { thawChart } from "@/components/snapshots/thaw-view";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Outputs } from "@/components/api/api-provider";

type Side = "notes" | "decision" | "note" | "changes" | null;

const KEYS: readonly [string, string][] = [
  ["→ ←", "next, back"],
  ["B", "blank"],
  ["N", "notes"],
  ["D", "decision"],
  ["A", "note on the chart"],
  ["C", "what changed"],
  ["T", "dark or light"],
  ["F", "full screen"],
];

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable], [role=menu], dialog") !== null;

/** The wall: one slide at a time, moved by keys. Everything was loaded with the page, so a lost connection changes nothing that is shown. */
export function PresentScreen({ initialMeeting, themes }: { initialMeeting: Meeting; themes: Outputs["themes"]["list"] }) {
  const { slug, synthetic } = useWorkspace();
  const mayEdit = useMayEdit();
  const { meeting, refresh } = useMeeting(initialMeeting);
  const isOnline = useOnline();
  const params = useSearchParams();
  const [place, setPlace] = useState(() => Math.max(0, Math.min(initialMeeting.slides.length - 1, (Number(params.get("slide")) || 1) - 1)));
  const [isBlank, setIsBlank] = useState(false);
  const [side, setSide] = useState<Side>(null);
  const stage = useRef<HTMLElement>(null);
  const last = meeting.slides.length - 1;
  const go = useCallback((to: number) => setPlace(Math.max(0, Math.min(last, to))), [last]);
  const toggle = useCallback((wanted: Exclude<Side, null>) => setSide((now) => (now === wanted ? null : wanted)), []);

  useEffect(() => window.history.replaceState(null, "", `?slide=${place + 1}`), [place]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && side && !document.querySelector("dialog[open]")) {
        setSide(null);
        stage.current?.focus();
        return;
      }
      if (isTyping(event.target)) return;
      // The chart has arrow keys of its own while it is focused.
      const isInChart = event.target instanceof HTMLElement && event.target.closest("[role=application]") !== null;
      if (event.key === "Escape" && isInChart && !event.defaultPrevented) stage.current?.focus();
      const acts: Record<string, () => void> = {
        ...(isInChart ? {} : { ArrowRight: () => go(place + 1), ArrowLeft: () => go(place - 1), " ": () => go(place + 1), Home: () => go(0), End: () => go(last) }),
        PageDown: () => go(place + 1),
        PageUp: () => go(place - 1),
        b: () => setIsBlank(!isBlank),
        n: () => toggle("notes"),
        ...(mayEdit ? { d: () => toggle("decision"), a: () => toggle("note") } : {}),
        c: () => toggle("changes"),
        t: switchPaper,
        f: () => void switchFullScreen(),
      };
      const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act || (event.key === " " && event.target instanceof HTMLButtonElement)) return;
      event.preventDefault();
      if (isBlank && event.key.toLowerCase() !== "b") setIsBlank(false);
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [go, isBlank, last, mayEdit, place, side, toggle]);

  const slide = meeting.slides[place];
  if (!slide || !meeting.views[place]) return null;
  return (
    <main ref={stage} tabIndex={-1} className="flex h-dvh flex-col overflow-hidden outline-none">
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 px-[clamp(1rem,4vw,5rem)] pt-[clamp(0.8rem,3vh,3rem)] pb-2">
          <SlideView key={slide.id} meeting={meeting} place={place} />
        </div>
        {side ? (
          <SidePanel title={SIDE_TITLES[side]} onClose={() => setSide(null)}>
            {side === "notes" ? (
              <>
                <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{slide.notes || "No notes for this slide."}</p>
                <SlideFlags view={meeting.views[place]} />
              </>
            ) : null}
            {side === "changes" ? <ChangesPanel changes={meeting.changes} timeZone={meeting.views[place].method.timeZone} /> : null}
            {side === "decision" ? (
              <>
                <DecisionForm key={slide.id} meetingId={meeting.id} slideId={slide.id} isAskedFor onDecided={() => void refresh()} />
                <div className="mt-4">
                  <DecisionList meeting={meeting} onChanged={() => void refresh()} />
                </div>
              </>
            ) : null}
            {side === "note" ? <PresentNoteForm view={meeting.views[place]} themes={themes} notes={meeting.annotations} onAdded={() => void refresh()} /> : null}
          </SidePanel>
        ) : null}
      </div>
      <nav aria-label="Slides" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-rule px-[clamp(1rem,4vw,5rem)] py-1.5 text-sm text-ink-soft">
        <Button size="small" variant="plain" disabled={place === 0} onClick={() => go(place - 1)}>
          Back
        </Button>
        <output aria-live="polite" className="tabular-nums">
          {place + 1} of {meeting.slides.length}
        </output>
        <Button size="small" variant="plain" disabled={place === last} onClick={() => go(place + 1)}>
          Next
        </Button>
        {synthetic ? <span className="font-semibold text-warn">Synthetic demo coverage</span> : null}
        {isOnline ? null : <span className="font-semibold text-warn">No connection. Everything shown is here; decisions and notes can be written when it is back.</span>}
        <span className="ml-auto hidden items-center gap-3 lg:flex">
          {KEYS.filter(([key]) => mayEdit || !["D", "A"].includes(key)).map(([key, says]) => (
            <span key={key} className="inline-flex items-center gap-1">
              <Kbd>{key}</Kbd> {says}
            </span>
          ))}
        </span>
        <span className="flex flex-wrap gap-1 max-lg:ml-auto lg:hidden">
          <Button size="small" variant="plain" onClick={() => toggle("notes")}>
            Notes
          </Button>
          {mayEdit ? (
            <Button size="small" variant="plain" onClick={() => toggle("decision")}>
              Decide
            </Button>
          ) : null}
          {mayEdit ? (
            <Button size="small" variant="plain" onClick={() => toggle("note")}>
              Note
            </Button>
          ) : null}
        </span>
        <Link href={`/w/${slug}/meetings/${meeting.id}`} className="text-link">
          Leave
        </Link>
      </nav>
      {isBlank ? (
        <button type="button" aria-label="Show the slide again" onClick={() => setIsBlank(false)} className="fixed inset-0 z-50 bg-black outline-none" />
      ) : null}
    </main>
  );
}

/** What the numbers and letters on the chart stand for. */
function SlideFlags({ view }: { view: Meeting["views"][number] }) {
  const chart = useMemo(() => thawChart(view), [view]);
  const { notes, bands } = useMemo(() => prepareSeries(chart, { width: 1000, height: 400 }), [chart]);
  return notes.length + bands.length > 0 ? (
    <section className="mt-6">
      <h3 className="text-base">On the chart</h3>
      <div className="[&_ul]:columns-1">
        <ChartNotes notes={notes} bands={bands} series={chart} />
      </div>
    </section>
  ) : null;
}

const SIDE_TITLES: Record<Exclude<Side, null>, string> = { notes: "Notes", decision: "Decisions", note: "Note on the chart", changes: "What changed" };

function SidePanel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <aside aria-label={title} className="w-[min(26rem,100vw)] shrink-0 overflow-y-auto border-l border-rule bg-raised px-5 py-4 max-sm:fixed max-sm:inset-0 max-sm:z-40">
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 className="text-lg">{title}</h2>
        <Button size="small" variant="plain" onClick={onClose}>
          Close
        </Button>
      </div>
      {children}
    </aside>
  );
}

function switchPaper() {
  const { dataset } = document.documentElement;
  const isDark = dataset["theme"] ? dataset["theme"] === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  dataset["theme"] = isDark ? "light" : "dark";
}

async function switchFullScreen() {
  try {
    await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  } catch {
    // Some browsers keep full screen for themselves; the page fills the window already.
  }
}
