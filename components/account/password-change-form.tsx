"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { FormProblem } from "@/components/access/form-problem";
import { PasswordInput } from "@/components/access/password-input";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toastDone } from "@/components/ui/toaster";
import { validateWith } from "@/components/ui/validate-with";
import { MIN_PASSWORD_LENGTH } from "@/server/core/access/password-length";

const validate = validateWith(async () => (await import("@/server/core/access/credentials")).passwordChangeShape);

/** One's own password: the old one, and a new one. */
export function PasswordChangeForm({ email }: { email: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const change = useMutation(api.person.changePassword.mutationOptions());
  const form = useForm({ resolver: validate, defaultValues: { current: "", next: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (typed) => {
    try {
      await change.mutateAsync(typed);
      form.reset();
      void queries.invalidateQueries(api.person.sessions.pathFilter());
      toastDone("The password is changed.", "Every other session of yours has ended.");
    } catch (reason) {
      const { current, next } = fieldErrors(reason);
      if (current) form.setError("current", { message: current }, { shouldFocus: true });
      if (next) form.setError("next", { message: next }, { shouldFocus: true });
      if (!current && !next) form.setError("root", { message: explainError(reason) });
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate method="post" className="grid max-w-sm gap-4">
      <FormProblem sentence={errors.root?.message} />
      <input type="email" value={email} readOnly hidden autoComplete="username" />
      <Field label="Password now" error={errors.current?.message}>
        <PasswordInput {...form.register("current")} autoComplete="current-password" />
      </Field>
      <Field label="New password" hint={`At least ${MIN_PASSWORD_LENGTH} characters.`} error={errors.next?.message}>
        <PasswordInput {...form.register("next")} autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Changing" className="justify-self-start">
        Change password
      </Button>
    </form>
  );
}
