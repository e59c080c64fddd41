"use client";

import { useForm, useWatch } from "react-hook-form";
import { FormProblem } from "@/components/access/form-problem";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import type { OneTimeLink } from "@/components/settings/one-time-link-dialog";
import { useInvite } from "@/components/settings/use-invite";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { validateWith } from "@/components/ui/validate-with";
import { ROLE_EXPLANATIONS, ROLES } from "@/server/core/access/roles";

const validate = validateWith(async () => (await import("@/server/core/access/credentials")).invitationShape);

/** An address and a role; the answer is a link, because there may be no mail server. */
export function InviteForm({ onLink }: { onLink: (link: OneTimeLink) => void }) {
  const invite = useInvite();
  const form = useForm({ resolver: validate, defaultValues: { email: "", role: "analyst" as const } });
  const { errors, isSubmitting } = form.formState;
  const role = useWatch({ control: form.control, name: "role" });
  const submit = form.handleSubmit(async ({ email, role }) => {
    try {
      onLink(await invite(email, role));
      form.reset({ email: "", role: form.getValues("role") });
    } catch (reason) {
      const { email: message } = fieldErrors(reason);
      if (message) form.setError("email", { message }, { shouldFocus: true });
      else form.setError("root", { message: explainError(reason) });
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate method="post" className="grid max-w-4xl gap-4">
      <FormProblem sentence={errors.root?.message} />
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <Field label="E-mail address" error={errors.email?.message}>
          <TextInput {...form.register("email")} type="email" inputMode="email" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field label="Role">
          <Select {...form.register("role")} options={ROLES.map((role) => ({ value: role, label: role }))} />
        </Field>
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Inviting" className="justify-self-start sm:mt-[1.625rem]">
          Make invitation link
        </Button>
      </div>
      <p className="text-sm text-ink-soft">
        {role.charAt(0).toUpperCase() + role.slice(1)}: {ROLE_EXPLANATIONS[role]}.
      </p>
    </form>
  );
}
