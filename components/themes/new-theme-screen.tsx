"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors, isSignedOut } from "@/components/api/explain-error";
import { DraftOffer } from "@/components/drafts/draft-offer";
import { useDraft } from "@/components/drafts/use-draft";
import { SignInAgain } from "@/components/session/sign-in-again";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import type { RuleReading } from "@/components/themes/read-rule";
import { RuleWorkbench } from "@/components/themes/rule-workbench";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { TextInput } from "@/components/ui/text-input";
import { toastDone } from "@/components/ui/toaster";
import { findFaults } from "@/components/ui/validate-with";

interface ThemeDraft {
  name: string;
  rule: string;
  asksStance: boolean;
}

const EMPTY: ThemeDraft = { name: "", rule: "", asksStance: false };

/** A new theme: a name, a rule, and what the rule would find before anything is saved. */
export function NewThemeScreen({ nextMark, first }: { nextMark: number; first: RuleReading }) {
  const api = useApi();
  const router = useRouter();
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const queries = useQueryClient();
  const draft = useDraft<ThemeDraft>("theme:new");
  const [theme, setTheme] = useState<ThemeDraft>(EMPTY);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const isUntouched = theme === EMPTY;

  const change = (next: Partial<ThemeDraft>) => {
    const changed = { ...theme, ...next };
    setTheme(changed);
    setFaults({});
    draft.keep(changed);
  };
  const create = useMutation(
    api.themes.create.mutationOptions({
      onSuccess: async ({ themeId }) => {
        draft.finish();
        await queries.invalidateQueries(api.themes.pathFilter());
        toastDone(`${theme.name.trim()} is followed`, "Its rule is being applied to all articles.");
        router.push(`/w/${slug}/themes/${themeId}`);
      },
    }),
  );
  const refused = fieldErrors(create.error);
  const submit = async () => {
    const found = await findFaults(async () => (await import("@/server/core/themes/theme-shapes")).newThemeShape, theme);
    setFaults(found ?? {});
    if (!found && !create.isPending) create.mutate({ workspace: slug, ...theme });
  };
  if (!mayEdit) return <EmptyState title="You may read themes, not add them">Ask an administrator for the role analyst.</EmptyState>;

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PageHeader kicker="Themes" headline="A new theme" standfirst="Give it the name that will stand at the end of its line, and the words that find it." />
      {draft.found && isUntouched ? (
        <div className="mb-5">
          <DraftOffer what="A theme" draft={draft.found} onTake={() => setTheme(draft.take()!)} onDrop={draft.drop}>
            {(draft.found.value.name || draft.found.value.rule).slice(0, 160)}
          </DraftOffer>
        </div>
      ) : null}
      <div className="mb-5 max-w-xl">
        <Field label="Name" required error={faults["name"] ?? refused["name"]}>
          <TextInput value={theme.name} maxLength={80} autoComplete="off" onChange={(event) => change({ name: event.target.value })} />
        </Field>
      </div>
      <RuleWorkbench source={theme.rule} first={first} onChange={(rule) => change({ rule })} onSubmit={() => void submit()} markIndex={nextMark} refusal={faults["rule"] ?? refused["rule"]}>
        <Checkbox
          label="Ask for the stance of each article"
          hint="For themes such as “do sanctions work?”: who accepts a match also says whether the text supports or opposes it. It cannot be changed later."
          checked={theme.asksStance}
          onChange={(event) => change({ asksStance: event.target.checked })}
        />
        {create.error && !refused["name"] && !refused["rule"] ? (
          isSignedOut(create.error) ? (
            <SignInAgain />
          ) : (
            <Banner tone="danger" live>
              {explainError(create.error)}
            </Banner>
          )
        ) : null}
        <div>
          <Button type="submit" variant="primary" pending={create.isPending} pendingLabel="Saving">
            Follow this theme
          </Button>
        </div>
      </RuleWorkbench>
    </form>
  );
}
