"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { type Series, sayDay } from "@/components/trends/prepare-trends";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

/** Notes on the time axis: what happened, for the room that looks at the chart. */
export function AnnotationForm({ series, themes }: { series: Series; themes: Outputs["themes"]["list"] }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const refresh = () => queries.invalidateQueries(api.trends.series.pathFilter());
  const remove = useMutation(api.trends.removeAnnotation.mutationOptions({ onSuccess: refresh, onError: (error) => toastProblem(explainError(error)) }));
  const add = useMutation(
    api.trends.addAnnotation.mutationOptions({
      onSuccess: ({ annotationId }) => {
        setText("");
        void refresh();
        toastUndo({ message: "The note stands on the chart.", onUndo: () => remove.mutate({ workspace: slug, annotationId }) });
      },
    }),
  );
  const errors = fieldErrors(add.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({ workspace: slug, fromDay: String(form.get("fromDay")), toDay: String(form.get("toDay")) || null, themeId: String(form.get("themeId")) || null, text });
  }

  return (
    <details className="mt-6 border-t border-rule pt-3 print:hidden">
      <summary className="cursor-pointer text-sm font-semibold">Notes on the chart ({series.annotations.length})</summary>
      <form onSubmit={submit} className="mt-3 grid gap-3 sm:grid-cols-[10rem_10rem_14rem_1fr_auto] sm:items-end">
        <Field label="Day" error={errors.fromDay}>
          <DateInput name="fromDay" required defaultValue={series.to} />
        </Field>
        <Field label="Until (optional)" error={errors.toDay}>
          <DateInput name="toDay" />
        </Field>
        <Field label="Theme">
          <Select name="themeId" options={[{ value: "", label: "All themes" }, ...themes.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))]} />
        </Field>
        <Field label="What happened" error={errors.text ?? (add.error && Object.keys(errors).length === 0 ? explainError(add.error) : undefined)}>
          <TextInput value={text} onChange={(event) => setText(event.target.value)} maxLength={300} required />
        </Field>
        <Button type="submit" pending={add.isPending}>
          Add note
        </Button>
      </form>
      <ul className="mt-3 grid list-none gap-1 p-0 text-sm">
        {series.annotations.map((note) => (
          <li key={note.id} className="flex flex-wrap items-baseline gap-x-3">
            <span className="tabular-nums">{sayDay(note.fromDay)}</span>
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{note.text}</span>
            <Button size="small" variant="plain" onClick={() => remove.mutate({ workspace: slug, annotationId: note.id })}>
              Remove<span className="sr-only"> the note “{note.text}”</span>
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
