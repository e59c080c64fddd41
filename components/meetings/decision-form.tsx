"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { toastDone } from "@/components/ui/toaster";

export interface DecisionFormProps {
  meetingId: string;
  /** The slide that is shown; null after the meeting. */
  slideId: string | null;
  /** The person pressed a key for it, so that it takes the next keys. */
  isAskedFor?: boolean;
  onDecided: () => void;
}

/** One decision in one sentence; what was typed stays until it is kept. */
export function DecisionForm({ meetingId, slideId, isAskedFor = false, onDecided }: DecisionFormProps) {
  const api = useApi();
  const { slug: workspace } = useWorkspace();
  const [text, setText] = useState("");
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const decide = useMutation(
    api.meetings.decide.mutationOptions({
      onSuccess: () => {
        setText("");
        setRequestId(crypto.randomUUID());
        toastDone("The decision is written down");
        onDecided();
      },
    }),
  );
  return (
    <form
      className="flex flex-wrap items-start gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ workspace, requestId, meetingId, slideId, text });
      }}
    >
      <Field label="Decision" className="min-w-56 flex-1 sm:max-w-[40rem]" error={decide.error ? (fieldErrors(decide.error)["text"] ?? explainError(decide.error)) : undefined}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the presenter asked for this field by a key */}
        <TextInput autoFocus={isAskedFor} value={text} maxLength={500} required onChange={(event) => setText(event.target.value)} />
      </Field>
      <Button type="submit" pending={decide.isPending} className="sm:mt-[1.625rem]">
        Write it down
      </Button>
    </form>
  );
}
