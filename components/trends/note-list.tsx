"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { type Inputs, type Outputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import type { Series } from "@/components/trends/prepare-trends";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

type Note = Series["annotations"][number];

export interface NoteListProps {
  series: Series;
  themes: Outputs["themes"]["list"];
}

/** Notes on the time axis: what happened, for the room that looks at the chart. */
export function NoteList({ series, themes }: NoteListProps) {
  const { slug } = useWorkspace();
  const { remove, restore } = useNotes();
  const [editing, setEditing] = useState<string | null>(null);
  const nameOf = new Map(themes.map(({ id, name }) => [id, name]));
  const takeOff = (note: Note) =>
    remove.mutate(
      { workspace: slug, annotationId: note.id },
      { onSuccess: () => toastUndo({ message: "The note is off the chart.", onUndo: () => restore.mutate({ workspace: slug, annotationId: note.id }) }) },
    );
  return (
    <>
      <NoteFields themes={themes} lastDay={series.to} />
      <ul aria-label="Notes on the chart" className="mt-4 grid list-none gap-2 p-0 text-sm">
        {series.annotations.map((note, at) =>
          editing === note.id ? (
            <li key={note.id} className="border-y border-rule pb-3">
              <NoteFields themes={themes} lastDay={series.to} note={note} onEnd={() => setEditing(null)} />
            </li>
          ) : (
            <li key={note.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-80 [overflow-wrap:anywhere]">
                <span className="font-semibold">{at + 1}</span>{" "}
                <span className="text-ink-soft">
                  {sayDay(note.fromDay)}
                  {note.toDay ? ` to ${sayDay(note.toDay)}` : ""}, {note.themeId ? (nameOf.get(note.themeId) ?? "one theme") : "all themes"}:
                </span>{" "}
                {note.text}
                {note.author ? <span className="text-ink-soft"> ({note.author})</span> : null}
              </span>
              <span className="flex gap-2">
                <Button size="small" variant="plain" onClick={() => setEditing(note.id)}>
                  Edit<span className="sr-only"> the note “{note.text}”</span>
                </Button>
                <Button size="small" variant="plain" pending={remove.isPending && remove.variables.annotationId === note.id} onClick={() => takeOff(note)}>
                  Remove<span className="sr-only"> the note “{note.text}”</span>
                </Button>
              </span>
            </li>
          ),
        )}
      </ul>
    </>
  );
}

/** What can be done with a note; the chart is read anew after each. */
function useNotes() {
  const api = useApi();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(api.trends.series.pathFilter());
  const onError = (error: Parameters<typeof explainError>[0]) => toastProblem(explainError(error));
  return {
    add: useMutation(api.trends.addAnnotation.mutationOptions({ onSettled })),
    edit: useMutation(api.trends.editAnnotation.mutationOptions({ onSettled })),
    remove: useMutation(api.trends.removeAnnotation.mutationOptions({ onSettled, onError })),
    restore: useMutation(api.trends.restoreAnnotation.mutationOptions({ onSettled, onError })),
  };
}

interface NoteFieldsProps {
  themes: Outputs["themes"]["list"];
  lastDay: string;
  /** The note that is edited; absent for a new one. */
  note?: Note;
  onEnd?: () => void;
}

function NoteFields({ themes, lastDay, note, onEnd }: NoteFieldsProps) {
  const { slug } = useWorkspace();
  const { add, edit, remove } = useNotes();
  const [text, setText] = useState(note?.text ?? "");
  const requestId = useRef<string>(undefined);
  const problem = note ? edit.error : add.error;
  const errors = fieldErrors(problem);
  const offered = themes.filter(({ archived, id }) => !archived || id === note?.themeId);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = { workspace: slug, fromDay: String(form.get("fromDay")), toDay: String(form.get("toDay")) || null, themeId: String(form.get("themeId")) || null, text };
    if (note) return saveEdit({ ...said, annotationId: note.id });
    requestId.current ??= crypto.randomUUID();
    add.mutate(
      { ...said, requestId: requestId.current },
      {
        onSuccess: ({ annotationId }) => {
          setText("");
          requestId.current = undefined;
          toastUndo({ message: "The note stands on the chart.", onUndo: () => remove.mutate({ workspace: slug, annotationId }) });
        },
      },
    );
  }

  const saveEdit = (edited: Inputs["trends"]["editAnnotation"]) =>
    edit.mutate(edited, {
      onSuccess: ({ before }) => {
        onEnd?.();
        toastUndo({ message: "The note is changed.", onUndo: () => edit.mutate({ workspace: slug, annotationId: edited.annotationId, ...before }) });
      },
    });

  return (
    <form onSubmit={submit} className="mt-3 grid gap-3 sm:grid-cols-[10rem_10rem_14rem_1fr] sm:items-start xl:grid-cols-[10rem_10rem_14rem_1fr_auto]">
      <Field label="Day" error={errors.fromDay}>
        <DateInput name="fromDay" required defaultValue={note?.fromDay ?? lastDay} />
      </Field>
      <Field label="Until (optional)" error={errors.toDay}>
        <DateInput name="toDay" defaultValue={note?.toDay ?? ""} />
      </Field>
      <Field label="Theme">
        <Select name="themeId" defaultValue={note?.themeId ?? ""} options={[{ value: "", label: "All themes" }, ...offered.map(({ id, name }) => ({ value: id, label: name }))]} />
      </Field>
      <Field label="What happened" error={errors.text ?? (problem && Object.keys(errors).length === 0 ? explainError(problem) : undefined)}>
        <TextInput value={text} onChange={(event) => setText(event.target.value)} maxLength={300} required />
      </Field>
      <span className="flex flex-wrap items-end gap-2 xl:pt-6">
        <Button type="submit" pending={add.isPending || edit.isPending}>
          {note ? "Save the note" : "Add note"}
        </Button>
        {onEnd ? (
          <Button variant="plain" onClick={onEnd}>
            Cancel
          </Button>
        ) : null}
      </span>
    </form>
  );
}
