"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { FormProblem } from "@/components/access/form-problem";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import type { Gap } from "@/components/outlets/outlet-types";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDays } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { toastUndo } from "@/components/ui/toaster";

export interface JudgeGapProps {
  gap: Gap;
  verdict: "confirm" | "dismiss";
  outlets: string;
  onClose: () => void;
}

/** Takes a person's word on a silence, with what they know of it. */
export function JudgeGap({ gap, verdict, outlets, onClose }: JudgeGapProps) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const formId = useId();
  const [note, setNote] = useState(gap.note);
  const refresh = () => Promise.all([queries.invalidateQueries(api.outlets.gaps.pathFilter()), queries.invalidateQueries(api.trends.series.pathFilter())]);
  const reopen = useMutation(api.outlets.reopenGap.mutationOptions({ onSuccess: refresh }));
  const onSuccess = () => {
    void refresh();
    onClose();
    toastUndo({ message: verdict === "confirm" ? "The gap is confirmed." : "The days count as they were counted.", onUndo: () => reopen.mutate({ workspace: slug, gapId: gap.id }) });
  };
  const confirm = useMutation(api.outlets.confirmGap.mutationOptions({ onSuccess }));
  const dismiss = useMutation(api.outlets.dismissGap.mutationOptions({ onSuccess }));
  const judge = verdict === "confirm" ? confirm : dismiss;
  function submit(event: FormEvent) {
    event.preventDefault();
    judge.mutate({ workspace: slug, gapId: gap.id, note });
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={verdict === "confirm" ? "It is a gap" : "It is no gap"}
      description={`${outlets}, ${sayDays(gap.fromDay, gap.toDay)}. ${verdict === "confirm" ? "Charts draw it as missing collection." : "Charts draw what was counted, as silence of the outlet itself."}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={judge.isPending}>
            {verdict === "confirm" ? "Confirm the gap" : "Dismiss the gap"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormProblem sentence={judge.error ? explainError(judge.error) : undefined} />
        <Field label="What you know of it (optional)" hint="For instance that a key had expired, or that the paper was on strike.">
          <TextInput value={note} onChange={(event) => setNote(event.target.value)} maxLength={300} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}
