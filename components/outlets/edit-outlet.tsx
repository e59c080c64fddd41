"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { FormProblem } from "@/components/access/form-problem";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import type { Outlet } from "@/components/outlets/outlet-types";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { toastUndo } from "@/components/ui/toaster";
import { validateWith } from "@/components/ui/validate-with";

const validate = validateWith(async () => (await import("@/server/core/outlets/outlet-shapes")).outletFields);

/** An outlet's name, country and group. */
export function EditOutlet({ outlet, onClose }: { outlet: Outlet; onClose: () => void }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const formId = useId();
  const before = { outletId: outlet.id, name: outlet.name, country: outlet.country ?? "", groupName: outlet.groupName };
  const form = useForm({ resolver: validate, defaultValues: before });
  const { errors } = form.formState;
  const refresh = () => Promise.all([queries.invalidateQueries(api.outlets.pathFilter()), queries.invalidateQueries(api.trends.pathFilter())]);
  const edit = useMutation(api.outlets.edit.mutationOptions({ onSuccess: refresh }));
  const submit = form.handleSubmit((typed) =>
    edit.mutate(
      { workspace: slug, ...typed },
      {
        onSuccess: () => {
          onClose();
          toastUndo({ message: `${typed.name} is saved.`, onUndo: () => edit.mutate({ workspace: slug, ...before }) });
        },
      },
    ),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Edit ${outlet.name}`}
      description={outlet.domain ? `Known by ${outlet.domain}: whatever comes from there is this outlet's.` : "Known by its name: articles that name it so are this outlet's, also after you rename it."}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={edit.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <FormProblem sentence={edit.error ? explainError(edit.error) : undefined} />
        <Field label="Name" error={errors.name?.message}>
          <TextInput {...form.register("name")} autoComplete="off" />
        </Field>
        <Field label="Country" hint="Two letters, such as UA or DE." error={errors.country?.message}>
          <TextInput {...form.register("country")} maxLength={2} autoComplete="off" className="uppercase" />
        </Field>
        <Field label="Group" hint="Whatever you compare outlets by, such as wires or dailies." error={errors.groupName?.message}>
          <TextInput {...form.register("groupName")} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}
