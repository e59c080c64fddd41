"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { FormProblem } from "@/components/access/form-problem";
import { PasswordInput } from "@/components/access/password-input";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { enter } from "@/components/session/enter";
import { goTo } from "@/components/session/go-to";
import { AuthCard } from "@/components/shell/auth-card";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { validateWith } from "@/components/ui/validate-with";
import { MIN_PASSWORD_LENGTH } from "@/server/core/access/password-length";

const validate = validateWith(async () => (await import("@/server/core/access/credentials")).resetShape.omit({ token: true }));

/** A new password by a link that an administrator handed over. */
export function ResetScreen({ token, email }: { token: string; email: string }) {
  const api = useApi();
  const reset = useMutation(api.person.claimReset.mutationOptions());
  const form = useForm({ resolver: validate });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  useEffect(() => form.setFocus("password"), [form]);
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await reset.mutateAsync({ token, password });
      goTo((await enter(email, password)) === null ? "/" : "/sign-in");
    } catch (reason) {
      const { password: message } = fieldErrors(reason);
      if (message) form.setError("password", { message }, { shouldFocus: true });
      else form.setError("root", { message: explainError(reason) });
    }
  });
  return (
    <AuthCard title="Choose a new password" standfirst={`For ${email}. Every session of this account ends; you stay signed in here.`}>
      <form onSubmit={(event) => void submit(event)} noValidate method="post" className="grid gap-5">
        <FormProblem sentence={errors.root?.message} />
        <input type="email" value={email} readOnly hidden autoComplete="username" />
        <Field label="New password" hint={`At least ${MIN_PASSWORD_LENGTH} characters; a phrase that only you know is best.`} error={errors.password?.message}>
          <PasswordInput {...form.register("password")} autoComplete="new-password" />
        </Field>
        <Button type="submit" variant="primary" pending={isSubmitting || isSubmitSuccessful} pendingLabel="One moment" className="justify-self-start">
          Set the password
        </Button>
      </form>
    </AuthCard>
  );
}
