"use client";

import { useState } from "react";
import { DraftOffer } from "@/components/drafts/draft-offer";
import { useDraft } from "@/components/drafts/use-draft";
import { sayMoment } from "@/components/articles/say-moment";
import { DecisionForm } from "@/components/meetings/decision-form";
import { DecisionList } from "@/components/meetings/decision-list";
import type { Meeting } from "@/components/meetings/use-meeting";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { FrozenViewSection } from "@/components/snapshots/frozen-view";
import { sayDays } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import { TextArea } from "@/components/ui/text-area";
import { toastDone } from "@/components/ui/toaster";
import { talkingPoints } from "@/server/core/meetings/talking-points";

export interface MinutesEditorProps {
  meeting: Meeting;
  onSave: (minutes: string) => Promise<boolean>;
  onDecided: () => void;
}

/** The minutes: what was said and decided, the notes made meanwhile, and the charts as they were shown. */
export function MinutesEditor({ meeting, onSave, onDecided }: MinutesEditorProps) {
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  return (
    <>
      <Section title="Minutes">
        <p className="mb-3 text-sm text-ink-soft">
          Begun {sayMoment(meeting.startedAt!, timeZone)}
          {meeting.endedAt ? `, ended ${sayMoment(meeting.endedAt, timeZone)}` : ", not ended yet"}.
        </p>
        {mayEdit ? <MinutesForm meeting={meeting} onSave={onSave} /> : <p className="reading whitespace-pre-wrap">{meeting.minutes || "Nothing is written down yet."}</p>}
        <p className="reading hidden whitespace-pre-wrap print:block">{mayEdit ? meeting.minutes : ""}</p>
      </Section>
      <Section title={`Decisions (${meeting.decisions.length})`}>
        <DecisionList meeting={meeting} onChanged={onDecided} />
        {mayEdit ? <DecisionForm meetingId={meeting.id} slideId={null} onDecided={onDecided} /> : null}
      </Section>
      {meeting.annotations.length > 0 ? (
        <Section title="Notes made on the chart meanwhile">
          <ul className="m-0 grid list-none gap-1 p-0">
            {meeting.annotations.map((note) => (
              <li key={note.id} className="[overflow-wrap:anywhere]">
                <span className="text-ink-soft">
                  {sayDays(note.fromDay, note.toDay ?? note.fromDay)}
                  {note.theme ? `, ${note.theme}` : ""}:
                </span>{" "}
                {note.text}
                {note.by ? <span className="text-ink-soft"> ({note.by})</span> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {meeting.snapshotId ? (
        <p className="mb-2 print:hidden">
          <LinkButton size="small" href={`/w/${slug}/snapshots/${meeting.snapshotId}`}>
            The snapshot behind this meeting: open, share
          </LinkButton>
        </p>
      ) : null}
      {meeting.slides.map((slide, at) => {
        const view = meeting.views[at];
        const points = talkingPoints(slide.points);
        return view ? (
          <div key={slide.id}>
            <FrozenViewSection view={view} />
            {points.length > 0 ? (
              <ul className="m-0 -mt-4 mb-6 list-disc pl-5">
                {points.map((point, place) => (
                  <li key={place}>{point}</li>
                ))}
              </ul>
            ) : null}
          </div>
        ) : null;
      })}
    </>
  );
}

function MinutesForm({ meeting, onSave }: Pick<MinutesEditorProps, "meeting" | "onSave">) {
  const draft = useDraft<string>(`minutes:${meeting.id}`);
  const [typed, setTyped] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const text = typed ?? meeting.minutes;
  const offered = typed === null && draft.found && draft.found.value !== meeting.minutes ? draft.found : null;
  async function save() {
    setIsSaving(true);
    const isSaved = await onSave(text);
    setIsSaving(false);
    if (!isSaved) return;
    draft.drop();
    setTyped(null);
    toastDone("The minutes are saved");
  }
  return (
    <form
      className="grid gap-3 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {offered ? (
        <DraftOffer what="A text of these minutes" draft={offered} onTake={() => setTyped(offered.value)} onDrop={draft.drop}>
          {offered.value.slice(0, 120)}
        </DraftOffer>
      ) : null}
      <Field label="What was said">
        <TextArea
          rows={6}
          maxLength={50_000}
          value={text}
          onChange={(event) => {
            setTyped(event.target.value);
            draft.keep(event.target.value);
          }}
        />
      </Field>
      <Button type="submit" variant="primary" pending={isSaving} disabled={text === meeting.minutes} className="justify-self-start">
        Save the minutes
      </Button>
    </form>
  );
}
