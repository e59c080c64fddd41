"use client";

import Link from "next/link";
import { chooseForPage, heatZoom, LINES_HEIGHT_PX, shortenForPage } from "@/components/meetings/choose-for-page";
import { ChangesPanel } from "@/components/meetings/changes-panel";
import type { Meeting } from "@/components/meetings/use-meeting";
import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import { viewHeadline } from "@/components/snapshots/thaw-view";
import { ViewPanel } from "@/components/snapshots/view-panels";
import { sayDay, sayDays } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { talkingPoints } from "@/server/core/meetings/talking-points";
import { countNoun, unitNoun } from "@/server/core/text/count-noun";

/** Paper that a sheet of A4 and one of US letter both hold, at 96 pixels an inch. */
const SHEET_PX = { width: 700, height: 940 };

/** One page for whoever was not there: the charts at a fixed width, what was decided, and as of when. */
export function MeetingPage({ meeting }: { meeting: Meeting }) {
  const { slug, name, timeZone, synthetic } = useWorkspace();
  const shown = chooseForPage(meeting.views);
  const hiddenCount = meeting.views.length - shown.length;
  const { minutes, decisions, annotations, changes, left } = shortenForPage(meeting);
  const first = shown[0]?.view;
  const isLeft = hiddenCount > 0 || left;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 border-b border-rule px-4 py-2 print:hidden">
        <Button variant="primary" onClick={() => window.print()}>
          Print, or save as PDF
        </Button>
        <Link href={`/w/${slug}/meetings/${meeting.id}`} className="text-link">
          Back to the meeting
        </Link>
        <p className="text-sm text-ink-soft">One page of A4 or letter. The whole minutes print from the meeting’s own page.</p>
      </div>
      <main className="overflow-x-auto px-4 py-6 print:overflow-visible print:p-0">
        <div data-sheet className="mx-auto flex flex-col overflow-hidden bg-paper text-[12px] leading-[1.4] shadow-lift print:mx-0 print:shadow-none" style={{ width: SHEET_PX.width, height: SHEET_PX.height }}>
          <header className="border-b-2 border-ink pb-1.5">
            <p className="text-[10px] text-ink-soft">
              Themeline · {name} · {sayDay(meeting.day)}
              {synthetic ? " · Synthetic demo coverage: none of it is real" : ""}
            </p>
            <h1 className="text-[20px] leading-tight [overflow-wrap:anywhere]">{meeting.title}</h1>
          </header>
          <section className="mt-2 grid grid-cols-2 gap-x-4 gap-y-2">
            {shown.map(({ place, view, isWide }) => (
              <div key={meeting.slides[place]!.id} className={isWide ? "col-span-2 min-w-0" : "min-w-0"}>
                <h2 className="line-clamp-2 text-[13px] leading-tight [overflow-wrap:anywhere]">{viewHeadline(view).headline}</h2>
                <div className="text-[10px]" style={view.show === "heat" ? { zoom: heatZoom(view.lines.length) } : undefined}>
                  <ViewPanel view={view} width={SHEET_PX.width} height={LINES_HEIGHT_PX} showNotes={false} />
                </div>
                <ul className="m-0 mt-0.5 list-disc pl-4">
                  {talkingPoints(meeting.slides[place]!.points)
                    .slice(0, 2)
                    .map((point, at) => (
                      <li key={at} className="line-clamp-1">
                        {point}
                      </li>
                    ))}
                </ul>
              </div>
            ))}
          </section>
          <section className="mt-2 grid min-h-0 flex-1 grid-cols-2 content-start gap-x-4 overflow-hidden border-t border-rule pt-1.5">
            <div className="min-h-0 overflow-hidden">
              <h2 className="text-[13px]">Decisions</h2>
              {decisions.length === 0 ? <p className="text-ink-soft">None was written down.</p> : null}
              <ol className="m-0 pl-4">
                {decisions.map(({ id, text, by }) => (
                  <li key={id} className="[overflow-wrap:anywhere]">
                    {text}
                    {by ? <span className="text-ink-soft"> ({by})</span> : null}
                  </li>
                ))}
              </ol>
              {minutes ? (
                <>
                  <h2 className="mt-1.5 text-[13px]">Minutes</h2>
                  <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{minutes}</p>
                </>
              ) : null}
            </div>
            <div className="min-h-0 overflow-hidden [&_h3]:text-[12px] [&_li]:text-[11px] [&_p]:text-[11px]">
              <h2 className="text-[13px]">{changes.previous ? "What changed since the last meeting" : "What changed lately"}</h2>
              <ChangesPanel changes={changes} timeZone={timeZone} />
              {annotations.length > 0 ? (
                <>
                  <h3 className="mt-2">Notes made meanwhile</h3>
                  <ul className="m-0 list-none p-0">
                    {annotations.map((note) => (
                      <li key={note.id} className="[overflow-wrap:anywhere]">
                        {sayDay(note.fromDay)}: {note.text}
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
            </div>
          </section>
          <footer className="mt-auto border-t border-rule pt-1 text-[10px] text-ink-soft">
            {first ? `As of ${sayMoment(first.asOf, timeZone)} (${timeZone}). Base: ${countNoun(first.method.denominator, unitNoun(first.unit))}, ${sayDays(first.from, first.to)}. Rules: ${first.lines.map(({ name: theme, version }) => `${theme} v${version}`).join(", ")}. ` : ""}
            {isLeft ? "More than fits on a page was shown or said: the rest is in the minutes." : ""}
          </footer>
        </div>
      </main>
    </>
  );
}
