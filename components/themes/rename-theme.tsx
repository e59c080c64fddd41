"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import type { Theme } from "@/components/themes/use-theme";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { toastProblem, toastUndo } from "@/components/ui/toaster";
import { findFaults } from "@/components/ui/validate-with";

/** Gives a theme another name; its colour, rule and history stay. */
export function RenameTheme({ theme, onDone }: { theme: Theme; onDone: () => void }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [name, setName] = useState(theme.name);
  const [fault, setFault] = useState<string>();
  const refresh = () => queries.invalidateQueries(api.themes.pathFilter());
  const undo = useMutation(api.themes.rename.mutationOptions({ onSuccess: refresh, onError: (error) => toastProblem(explainError(error)) }));
  const rename = useMutation(
    api.themes.rename.mutationOptions({
      onSuccess: () => {
        toastUndo({ message: `Renamed from ${theme.name}`, onUndo: () => undo.mutate({ workspace: slug, themeId: theme.id, name: theme.name }) });
        onDone();
        return refresh();
      },
      onError: (error) => setFault(fieldErrors(error)["name"] ?? explainError(error)),
    }),
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    const faults = await findFaults(async () => (await import("@/server/core/themes/theme-shapes")).themeNameShape, name);
    setFault(faults?.[""]);
    if (!faults) rename.mutate({ workspace: slug, themeId: theme.id, name });
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="mb-6 flex max-w-2xl flex-wrap items-end gap-2">
      <Field label="New name" error={fault} className="flex-1 basis-64">
        <TextInput value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
      </Field>
      <Button type="submit" variant="primary" pending={rename.isPending} disabled={name.trim() === theme.name}>
        Rename
      </Button>
      <Button variant="plain" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}
