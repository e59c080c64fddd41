"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import type { Outlets } from "@/components/outlets/outlet-types";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

/** For days of which a person knows that an outlet was not collected. */
export function AddGapForm({ outlets }: { outlets: Outlets }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const refresh = () => Promise.all([queries.invalidateQueries(api.outlets.gaps.pathFilter()), queries.invalidateQueries(api.trends.series.pathFilter())]);
  const remove = useMutation(api.outlets.removeGap.mutationOptions({ onSuccess: refresh, onError: (error) => toastProblem(explainError(error)) }));
  const add = useMutation(
    api.outlets.addGap.mutationOptions({
      onSuccess: ({ gapId }) => {
        setReason("");
        void refresh();
        toastUndo({ message: "Charts draw the gap from now on.", onUndo: () => remove.mutate({ workspace: slug, gapId }) });
      },
    }),
  );
  const errors = fieldErrors(add.error);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({ workspace: slug, outletId: String(form.get("outletId")), fromDay: String(form.get("fromDay")), toDay: String(form.get("toDay")), reason });
  }
  return (
    <details className="mt-4 border-t border-rule pt-3 print:hidden">
      <summary className="min-h-6 cursor-pointer text-sm font-semibold">Add a gap by hand</summary>
      <form onSubmit={submit} className="mt-3 grid gap-3 sm:grid-cols-[14rem_10rem_10rem_1fr_auto] sm:items-end">
        <Field label="Outlet" error={errors.outletId}>
          <Select name="outletId" options={outlets.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        <Field label="First day" error={errors.fromDay}>
          <DateInput name="fromDay" required />
        </Field>
        <Field label="Last day" error={errors.toDay}>
          <DateInput name="toDay" required />
        </Field>
        <Field label="Why nothing could be collected" error={errors.reason ?? (add.error && Object.keys(errors).length === 0 ? explainError(add.error) : undefined)}>
          <TextInput value={reason} onChange={(event) => setReason(event.target.value)} maxLength={300} required />
        </Field>
        <Button type="submit" pending={add.isPending}>
          Add gap
        </Button>
      </form>
    </details>
  );
}
