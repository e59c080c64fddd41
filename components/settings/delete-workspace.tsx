"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { goTo } from "@/components/session/go-to";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { TextInput } from "@/components/ui/text-input";

/** The one thing here without undo: its name must be typed. */
export function DeleteWorkspace({ workspace }: { workspace: Outputs["workspace"]["get"] }) {
  const api = useApi();
  const [confirm, setConfirm] = useState("");
  const remove = useMutation(api.workspace.delete.mutationOptions({ onSuccess: () => goTo("/") }));
  const isNamed = confirm.trim() === workspace.name;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isNamed) remove.mutate({ workspace: workspace.slug, confirm });
  }
  return (
    <Section title="Delete this workspace" className="mt-4 border-danger">
      <form onSubmit={submit} className="grid max-w-md gap-4">
        <p className="text-ink-soft">Every article, theme, decision and note of {workspace.name} goes, for everybody and for good. What stays is a line that says who deleted it and when, and the audit trail.</p>
        <Field label={`Type the workspace's name, ${workspace.name}, to go on`} error={remove.error ? explainError(remove.error) : undefined}>
          <TextInput value={confirm} onChange={(event) => setConfirm(event.target.value)} autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit" variant="danger" disabled={!isNamed} pending={remove.isPending || remove.isSuccess} pendingLabel="Deleting" className="justify-self-start">
          Delete the workspace
        </Button>
      </form>
    </Section>
  );
}
