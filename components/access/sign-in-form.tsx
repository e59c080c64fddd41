"use client";

import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { FormProblem } from "@/components/access/form-problem";
import { PasswordInput } from "@/components/access/password-input";
import { enter } from "@/components/session/enter";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { validateWith } from "@/components/ui/validate-with";

const validate = validateWith(async () => (await import("@/server/core/access/credentials")).signInShape);

export interface SignInFormProps {
  /** Filled in when it is known who signs in; it can be changed unless `fixedEmail`. */
  email?: string;
  fixedEmail?: boolean;
  submitLabel?: string;
  /** Runs once the session is open; what it answers is shown as a problem. */
  onEntered: () => Promise<string | null> | void;
}

/** E-mail address and password. Whatever goes wrong, the address stays. */
export function SignInForm({ email = "", fixedEmail = false, submitLabel = "Sign in", onEntered }: SignInFormProps) {
  // No empty defaults: they would wipe what a person or a password manager filled in before the page came alive.
  const form = useForm({ resolver: validate, defaultValues: email ? { email } : {} });
  const { errors, isSubmitting } = form.formState;
  useEffect(() => form.setFocus(email ? "password" : "email"), [form, email]);
  const submit = form.handleSubmit(async (typed) => {
    const problem = (await enter(typed.email, typed.password)) ?? (await onEntered());
    if (!problem) return;
    form.setError("root", { message: problem });
    form.setFocus("password", { shouldSelect: true });
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate method="post" className="grid gap-5">
      <FormProblem sentence={errors.root?.message} />
      <Field label="E-mail address" error={errors.email?.message}>
        <TextInput {...form.register("email")} type="email" inputMode="email" autoComplete="username" autoCapitalize="none" spellCheck={false} readOnly={fixedEmail} />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <PasswordInput {...form.register("password")} autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Signing in" className="justify-self-start">
        {submitLabel}
      </Button>
    </form>
  );
}
