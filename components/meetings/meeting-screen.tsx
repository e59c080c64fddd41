"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { ChangesPanel } from "@/components/meetings/changes-panel";
import { STATE_WORDS } from "@/components/meetings/meetings-screen";
import { MinutesEditor } from "@/components/meetings/minutes-editor";
import { SlideEditor } from "@/components/meetings/slide-editor";
import { type Meeting, useMeeting } from "@/components/meetings/use-meeting";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { useViews } from "@/components/views/use-views";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { toastProblem, toastUndo } from "@/components/ui/toaster";
import { moveItem } from "@/server/core/boards/panel-query";
import type { Slide } from "@/server/core/meetings/meeting-shapes";

/** One meeting: what changed, its slides while it is planned, its minutes once it has begun. */
export function MeetingScreen({ initialMeeting }: { initialMeeting: Meeting }) {
  const api = useApi();
  const router = useRouter();
  const { slug: workspace, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const { meeting, change, refresh } = useMeeting(initialMeeting);
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const present = `/present/${workspace}/${meeting.id}`;
  const start = useMutation(
    api.meetings.start.mutationOptions({
      onError,
      onSuccess: async () => {
        await refresh();
        router.push(present);
      },
    }),
  );
  const end = useMutation(api.meetings.end.mutationOptions({ onError, onSuccess: () => void refresh() }));
  const isPlanned = meeting.state === "planned";
  return (
    <>
      <PageHeader
        kicker={
          <>
            Meeting · {sayDay(meeting.day)} <Badge tone={meeting.state === "running" ? "accent" : "neutral"}>{STATE_WORDS[meeting.state]}</Badge>
          </>
        }
        headline={meeting.title}
        standfirst={isPlanned ? "When it begins, the numbers of all slides are frozen at one instant." : undefined}
        actions={
          <>
            {isPlanned && mayEdit ? (
              <Button variant="primary" pending={start.isPending} pendingLabel="Freezing the numbers…" disabled={meeting.slides.length === 0} onClick={() => start.mutate({ workspace, meetingId: meeting.id })}>
                Freeze and begin
              </Button>
            ) : null}
            {isPlanned ? null : (
              <LinkButton variant={meeting.state === "running" ? "primary" : "quiet"} href={present}>
                Present
              </LinkButton>
            )}
            {meeting.state === "running" && mayEdit ? (
              <Button pending={end.isPending} onClick={() => end.mutate({ workspace, meetingId: meeting.id })}>
                End the meeting
              </Button>
            ) : null}
            {isPlanned ? null : <LinkButton href={`/present/${workspace}/${meeting.id}/page`}>One page to print</LinkButton>}
            <LinkButton href={`/w/${workspace}/meetings`}>All meetings</LinkButton>
          </>
        }
      />
      <Section title={meeting.changes.previous ? "What changed since the last meeting" : "What changed lately"}>
        <ChangesPanel changes={meeting.changes} timeZone={timeZone} />
      </Section>
      {isPlanned ? <PlannedSlides meeting={meeting} onChange={(slides) => change({ slides })} /> : <MinutesEditor meeting={meeting} onSave={(minutes) => change({ minutes })} onDecided={() => void refresh()} />}
    </>
  );
}

function PlannedSlides({ meeting, onChange }: { meeting: Meeting; onChange: (slides: Slide[]) => Promise<boolean> }) {
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { views = [] } = useViews("trends");
  const [openId, setOpenId] = useState<string | null>(null);
  const { slides } = meeting;
  const add = (headline: string, query: string) => {
    const slide: Slide = { id: crypto.randomUUID(), headline, points: "", notes: "", source: { kind: "view", query, show: "lines" } };
    void onChange([...slides, slide]);
    setOpenId(slide.id);
  };
  const remove = (slide: Slide) => {
    void onChange(slides.filter(({ id }) => id !== slide.id));
    toastUndo({ message: "The slide is taken out", onUndo: () => void onChange(slides) });
  };
  const menu = mayEdit ? (
    <Menu
      trigger="Add a slide"
      align="end"
      items={[
        { key: "all", label: "All themes, lines over time", onSelect: () => add("", "") },
        ...(views.length > 0 ? [{ kind: "heading" as const, key: "views", label: "A saved view" }] : []),
        ...views.slice(0, 30).map((view) => ({ key: view.id, label: view.name, onSelect: () => add(view.name, view.query) })),
      ]}
    />
  ) : null;
  return (
    <Section title={`Slides (${slides.length})`} actions={menu}>
      {slides.length === 0 ? (
        <EmptyState title="No slide yet" action={mayEdit ? <Button onClick={() => add("", "")}>Begin with all themes</Button> : null}>
          One idea per slide: take a saved view, or set one up on the <a className="text-link" href={`/w/${slug}/trends`}>Trends screen</a> and choose “Put on a slide”.
        </EmptyState>
      ) : (
        <ol className="m-0 grid list-none gap-0 divide-y divide-rule p-0">
          {slides.map((slide, place) => (
            <li key={slide.id}>
              <SlideEditor
                slide={slide}
                place={place}
                count={slides.length}
                meetingId={meeting.id}
                isOpen={openId === slide.id}
                onOpen={(isOpen) => setOpenId(isOpen ? slide.id : null)}
                onSave={(changed) => onChange(slides.map((one) => (one.id === slide.id ? changed : one)))}
                onMove={(to) => void onChange(moveItem(slides, place, to))}
                onRemove={() => remove(slide)}
              />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
