"use client";

import { useState } from "react";
import { DraftOffer } from "@/components/drafts/draft-offer";
import { useDraft } from "@/components/drafts/use-draft";
import { PANEL_WORDS } from "@/components/boards/panel-words";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { MoveButtons } from "@/components/ui/move-buttons";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import type { Slide } from "@/server/core/meetings/meeting-shapes";
import { talkingPoints } from "@/server/core/meetings/talking-points";
import type { PanelShow } from "@/server/core/snapshots/snapshot-shape";
import { viewPath } from "@/server/core/views/view-path";

export interface SlideEditorProps {
  slide: Slide;
  place: number;
  count: number;
  meetingId: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onSave: (slide: Slide) => Promise<boolean>;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One slide of a planned meeting: headline, talking points, notes, and what it shows. */
export function SlideEditor({ slide, place, count, meetingId, isOpen, onOpen, onSave, onMove, onRemove }: SlideEditorProps) {
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { source } = slide;
  const name = slide.headline || "Slide without a headline";
  return (
    <div className="grid gap-2 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="kicker">
            {place + 1} of {count} · {PANEL_WORDS[source.kind === "view" && source.show !== "all" ? source.show : "lines"]}
            {source.kind === "snapshot" ? " · from a snapshot" : ""}
          </p>
          <h3 className="text-lg leading-snug [overflow-wrap:anywhere]">{slide.headline || <span className="text-ink-soft italic">The sentence that its numbers make</span>}</h3>
          {isOpen ? null : (
            <ul className="m-0 mt-1 list-disc pl-5 text-sm text-ink-soft">
              {talkingPoints(slide.points).map((point, at) => (
                <li key={at}>{point}</li>
              ))}
            </ul>
          )}
        </div>
        {mayEdit ? (
          <div className="flex flex-wrap items-center gap-1">
            <MoveButtons name={name} place={place} count={count} onMove={onMove} />
            {source.kind === "view" ? (
              <LinkButton size="small" variant="plain" href={`/w/${slug}/${viewPath("trends", source.query)}`}>
                Look<span className="sr-only"> at “{name}” on the Trends screen</span>
              </LinkButton>
            ) : null}
            <Button size="small" variant="plain" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
              {isOpen ? "Close" : "Edit"}<span className="sr-only"> “{name}”</span>
            </Button>
            <Button size="small" variant="plain" onClick={onRemove}>
              Take out<span className="sr-only"> “{name}”</span>
            </Button>
          </div>
        ) : null}
      </div>
      {isOpen && mayEdit ? <SlideForm slide={slide} meetingId={meetingId} onSave={onSave} onDone={() => onOpen(false)} /> : null}
    </div>
  );
}

type Typed = Pick<Slide, "headline" | "points" | "notes">;

function SlideForm({ slide, meetingId, onSave, onDone }: { slide: Slide; meetingId: string; onSave: (slide: Slide) => Promise<boolean>; onDone: () => void }) {
  const draft = useDraft<Typed>(`slide:${meetingId}:${slide.id}`);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [show, setShow] = useState<PanelShow>(slide.source.kind === "view" ? slide.source.show : "lines");
  const [isSaving, setIsSaving] = useState(false);
  const edit = typed ?? { headline: slide.headline, points: slide.points, notes: slide.notes };
  const offered = typed === null && draft.found && JSON.stringify(draft.found.value) !== JSON.stringify(edit) ? draft.found : null;
  const change = (changes: Partial<Typed>) => {
    const next = { ...edit, ...changes };
    setTyped(next);
    draft.keep(next);
  };
  async function save() {
    setIsSaving(true);
    const isSaved = await onSave({ ...slide, ...edit, source: slide.source.kind === "view" ? { ...slide.source, show } : slide.source });
    setIsSaving(false);
    if (!isSaved) return;
    draft.drop();
    onDone();
  }
  return (
    <form
      className="grid max-w-[52rem] gap-3 border-l-2 border-rule-strong pl-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {offered ? (
        <DraftOffer what="A text of this slide" draft={offered} onTake={() => setTyped(offered.value)} onDrop={draft.drop}>
          {offered.value.headline}
        </DraftOffer>
      ) : null}
      <Field label="Headline" hint="One idea. Empty: the sentence that the numbers make.">
        <TextInput value={edit.headline} maxLength={200} onChange={(event) => change({ headline: event.target.value })} />
      </Field>
      <Field label="Talking points" hint="One per line.">
        <TextArea rows={3} value={edit.points} maxLength={1000} onChange={(event) => change({ points: event.target.value })} />
      </Field>
      <Field label="Notes for whoever presents" hint="Shown to nobody else in the room unless N is pressed.">
        <TextArea rows={3} value={edit.notes} maxLength={4000} onChange={(event) => change({ notes: event.target.value })} />
      </Field>
      {slide.source.kind === "view" ? (
        <Field label="Chart" className="max-w-64">
          <Select value={show === "all" ? "lines" : show} onChange={(event) => setShow(event.target.value as PanelShow)} options={Object.entries(PANEL_WORDS).map(([value, label]) => ({ value, label }))} />
        </Field>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={isSaving}>
          Keep
        </Button>
        <Button onClick={onDone}>Close</Button>
      </div>
    </form>
  );
}
