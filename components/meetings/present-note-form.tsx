"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import type { Meeting } from "@/components/meetings/use-meeting";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastDone } from "@/components/ui/toaster";
import type { FrozenView } from "@/server/core/snapshots/snapshot-shape";

export interface PresentNoteFormProps {
  view: FrozenView;
  themes: Outputs["themes"]["list"];
  notes: Meeting["annotations"];
  onAdded: () => void;
}

/** A dated note for the chart. The slide is frozen and stays as it is; the note stands in the minutes and on the chart from now on. */
export function PresentNoteForm({ view, themes, notes, onAdded }: PresentNoteFormProps) {
  const api = useApi();
  const { slug: workspace } = useWorkspace();
  const [text, setText] = useState("");
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const add = useMutation(
    api.trends.addAnnotation.mutationOptions({
      onSuccess: () => {
        setText("");
        setRequestId(crypto.randomUUID());
        toastDone("The note is made");
        onAdded();
      },
    }),
  );
  const errors = fieldErrors(add.error);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({ workspace, requestId, fromDay: String(form.get("fromDay")), toDay: String(form.get("toDay")) || null, themeId: String(form.get("themeId")) || null, text });
  }
  return (
    <>
      <form className="grid gap-3" onSubmit={submit}>
        <Field label="What happened" error={errors["text"] ?? (add.error && Object.keys(errors).length === 0 ? explainError(add.error) : undefined)}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the presenter asked for this field by a key */}
          <TextInput autoFocus value={text} maxLength={300} required onChange={(event) => setText(event.target.value)} />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Day" error={errors["fromDay"]}>
            <DateInput name="fromDay" required defaultValue={view.to} />
          </Field>
          <Field label="Until (optional)" error={errors["toDay"]}>
            <DateInput name="toDay" />
          </Field>
        </div>
        <Field label="Theme">
          <Select name="themeId" options={[{ value: "", label: "All themes" }, ...themes.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))]} />
        </Field>
        <Button type="submit" pending={add.isPending} className="justify-self-start">
          Add note
        </Button>
      </form>
      <p className="mt-3 text-sm text-ink-soft">The slide stays as it was frozen. The note stands in the minutes, and on the chart from now on.</p>
      <ul className="m-0 mt-3 grid list-none gap-1 p-0 text-sm">
        {notes.map((note) => (
          <li key={note.id} className="[overflow-wrap:anywhere]">
            <span className="text-ink-soft">{sayDay(note.fromDay)}:</span> {note.text}
          </li>
        ))}
      </ul>
    </>
  );
}
