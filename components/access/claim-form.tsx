"use client";

import { useEffect } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { FormProblem } from "@/components/access/form-problem";
import { PasswordInput } from "@/components/access/password-input";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { enter } from "@/components/session/enter";
import { goTo } from "@/components/session/go-to";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { validateWith } from "@/components/ui/validate-with";
import type { claimShape } from "@/server/core/access/credentials";
import { MIN_PASSWORD_LENGTH } from "@/server/core/access/password-length";

type Typed = Omit<z.output<typeof claimShape>, "token">;

const validate = validateWith(async () => (await import("@/server/core/access/credentials")).claimShape.omit({ token: true }));

export interface ClaimFormProps {
  submitLabel: string;
  /** The invited address, which cannot be changed. */
  email?: string;
  /** Makes the account; answers the slug of the workspace to open. */
  onClaim: (typed: Typed) => Promise<{ slug: string }>;
}

/** Name, address and password of a new account; signs in with them and opens Trends. */
export function ClaimForm({ submitLabel, email, onClaim }: ClaimFormProps) {
  const form = useForm({ resolver: validate, defaultValues: email === undefined ? {} : { email } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  useEffect(() => form.setFocus("name"), [form]);
  const submit = form.handleSubmit(async (typed) => {
    try {
      const { slug } = await onClaim(typed);
      const path = `/w/${slug}/trends`;
      goTo((await enter(typed.email, typed.password)) === null ? path : `/sign-in?to=${encodeURIComponent(path)}`);
    } catch (reason) {
      const fields = Object.entries(fieldErrors(reason)).filter(([field]) => field in typed);
      for (const [field, message] of fields) form.setError(field as keyof Typed, { message }, { shouldFocus: true });
      if (fields.length === 0) form.setError("root", { message: explainError(reason) });
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate method="post" className="grid gap-5">
      <FormProblem sentence={errors.root?.message} />
      <Field label="Your name" hint="As colleagues will see it beside what you add and decide." error={errors.name?.message}>
        <TextInput {...form.register("name")} autoComplete="name" />
      </Field>
      <Field label="E-mail address" hint={email ? "The address that was invited." : "You sign in with it. Nothing is sent there."} error={errors.email?.message}>
        <TextInput {...form.register("email")} type="email" inputMode="email" autoComplete="username" autoCapitalize="none" spellCheck={false} readOnly={email !== undefined} />
      </Field>
      <Field label="Password" hint={`At least ${MIN_PASSWORD_LENGTH} characters; a phrase that only you know is best.`} error={errors.password?.message}>
        <PasswordInput {...form.register("password")} autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" pending={isSubmitting || isSubmitSuccessful} pendingLabel="One moment" className="justify-self-start">
        {submitLabel}
      </Button>
    </form>
  );
}
