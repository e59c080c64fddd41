"use client";

import { useEffect, useRef, useState } from "react";
import type { Meeting } from "@/components/meetings/use-meeting";
import { sayMoment } from "@/components/articles/say-moment";
import { FrozenDrawer } from "@/components/snapshots/frozen-drawer";
import { type FrozenNumber, frozenOpens } from "@/components/snapshots/open-frozen";
import { viewHeadline } from "@/components/snapshots/thaw-view";
import { ViewPanel } from "@/components/snapshots/view-panels";
import { sayFilter } from "@/components/snapshots/view-method";
import { SaidNumbers } from "@/components/trends/said-numbers";
import { sayDays } from "@/components/charts/say-days";
import { talkingPoints } from "@/server/core/meetings/talking-points";
import { countNoun, unitNoun } from "@/server/core/text/count-noun";

const LEAST_CHART_PX = 180;

/** One idea on the whole screen: headline, chart, talking points, and as of when the numbers are; they open to what was kept with them. */
export function SlideView({ meeting, place }: { meeting: Meeting; place: number }) {
  const view = meeting.views[place]!;
  const slide = meeting.slides[place]!;
  const said = viewHeadline(view);
  const points = talkingPoints(slide.points);
  const [opened, setOpened] = useState<FrozenNumber | null>(null);
  const opens = frozenOpens(view, setOpened);
  const room = useRef<HTMLDivElement>(null);
  const [heightPx, setHeightPx] = useState(0);
  useEffect(() => {
    const box = room.current;
    if (!box) return undefined;
    const measure = () => setHeightPx(box.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const isLines = view.show === "lines" || view.show === "all";
  return (
    <article className="flex h-full min-h-0 flex-col" aria-label={`Slide ${place + 1} of ${meeting.slides.length}`}>
      <h1 className="text-[clamp(1.4rem,min(3.4vw,5.4vh),3.4rem)] leading-tight [overflow-wrap:anywhere]">{said.headline}</h1>
      {points.length > 0 ? (
        <ul className="m-0 mt-[1vh] list-disc pl-6 text-[clamp(0.95rem,min(1.6vw,2.8vh),1.6rem)] leading-snug">
          {points.map((point, at) => (
            <li key={at}>{point}</li>
          ))}
        </ul>
      ) : said.standfirst ? (
        <p className="mt-[1vh] text-[clamp(0.95rem,min(1.6vw,2.6vh),1.5rem)] leading-snug text-ink-soft"><SaidNumbers parts={said.parts} onOpen={setOpened} /></p>
      ) : null}
      <div ref={room} className="mt-[1.5vh] min-h-0 flex-1 overflow-y-auto">
        {isLines ? heightPx > 0 ? <ViewPanel view={view} opens={opens} height={Math.max(LEAST_CHART_PX, heightPx - 34)} showNotes={false} /> : null : <ViewPanel view={view} opens={opens} />}
      </div>
      <p className="mt-[0.8vh] text-sm text-ink-soft">
        As of {sayMoment(view.asOf, view.method.timeZone)} ({view.method.timeZone}) · {sayDays(view.from, view.to)} · {countNoun(view.method.denominator, unitNoun(view.unit))}
        {view.filter.length > 0 ? ` · ${sayFilter(view)}` : ""} · Rules {view.lines.map(({ name, version }) => `${name} v${version}`).join(", ")}
      </p>
      <FrozenDrawer view={view} opened={opened} onClose={() => setOpened(null)} />
    </article>
  );
}
