"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { useViews } from "@/components/views/use-views";
import { VisibilityChoice } from "@/components/views/visibility-choice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { toastUndo } from "@/components/ui/toaster";
import type { ViewKind, Visibility } from "@/server/core/views/view-shapes";

export interface SaveViewDialogProps {
  kind: ViewKind;
  query: string;
  suggestion: string;
  onClose: () => void;
}

/** Gives the filter on the screen a name. */
export function SaveViewDialog({ kind, query, suggestion, onClose }: SaveViewDialogProps) {
  const api = useApi();
  const { slug: workspace } = useWorkspace();
  const mayEdit = useMayEdit();
  const { refresh, remove } = useViews(kind);
  const [name, setName] = useState(suggestion);
  const [visibility, setVisibility] = useState<Visibility>(mayEdit ? "workspace" : "private");
  const [requestId] = useState(() => crypto.randomUUID());
  const save = useMutation(
    api.views.save.mutationOptions({
      onSuccess: ({ viewId }) => {
        refresh();
        toastUndo({ message: `“${name.trim()}” is saved`, onUndo: () => remove(viewId) });
        onClose();
      },
    }),
  );
  const errors = fieldErrors(save.error);
  return (
    <Dialog open onClose={onClose} title={kind === "trends" ? "Save this view" : "Save this search"} description="It keeps the filter, not the numbers: opened later, it shows what is there then.">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ workspace, requestId, kind, name, query, visibility });
        }}
      >
        <Field label="Name" error={errors["name"] ?? (save.error && Object.keys(errors).length === 0 ? explainError(save.error) : undefined)}>
          <TextInput value={name} maxLength={120} required onChange={(event) => setName(event.target.value)} onFocus={(event) => event.currentTarget.select()} />
        </Field>
        <VisibilityChoice value={visibility} onChange={setVisibility} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
