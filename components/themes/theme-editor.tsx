"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors, isSignedOut } from "@/components/api/explain-error";
import { DraftOffer } from "@/components/drafts/draft-offer";
import { useDraft } from "@/components/drafts/use-draft";
import { SignInAgain } from "@/components/session/sign-in-again";
import { useWorkspace } from "@/components/session/workspace-context";
import type { RuleReading } from "@/components/themes/read-rule";
import { RuleWorkbench } from "@/components/themes/rule-workbench";
import { ShownRule } from "@/components/themes/shown-rule";
import { latestVersion, type Theme } from "@/components/themes/use-theme";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { toastDone } from "@/components/ui/toaster";

interface RuleDraft {
  rule: string;
  reason: string;
  basedOnVersion: number;
}

/** Edits a theme's rule. What is typed stays until it is saved or thrown away by hand, whatever happens around it. */
export function ThemeEditor({ theme, first }: { theme: Theme; first: RuleReading }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const latest = latestVersion(theme);
  const draft = useDraft<RuleDraft>(`theme:${theme.id}`);
  /** Null: nothing was typed, and the editor follows what others save. */
  const [typed, setTyped] = useState<RuleDraft | null>(null);
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const edit = typed ?? { rule: latest.rule, reason: "", basedOnVersion: latest.number };
  const isChanged = edit.rule.trim() !== latest.rule;
  const isOvertaken = edit.basedOnVersion < latest.number;

  const change = (next: Partial<RuleDraft>) => {
    const changed = { ...edit, ...next };
    setTyped(changed);
    draft.keep(changed);
  };
  const forget = () => {
    draft.finish();
    setTyped(null);
    setIsReasonMissing(false);
  };
  const save = useMutation(
    api.themes.saveRule.mutationOptions({
      onSuccess: async ({ number }) => {
        forget();
        toastDone(`Version ${number} is saved`, "It is being applied to all articles; charts switch to it when that is done.");
        await queries.invalidateQueries(api.themes.pathFilter());
      },
      onError: (error) => {
        if (error.data?.code === "CONFLICT") void queries.invalidateQueries(api.themes.get.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(save.error);
  const submit = () => {
    const isMissing = edit.reason.trim() === "";
    setIsReasonMissing(isMissing);
    if (!isMissing && !save.isPending) save.mutate({ workspace: slug, themeId: theme.id, ...edit });
  };
  const isConflict = save.error?.data?.code === "CONFLICT";
  const refusal = isConflict || isOvertaken ? undefined : errors["rule"];
  const offered = draft.found && !typed && draft.found.value.rule.trim() !== latest.rule ? draft.found : null;

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {offered ? (
        <div className="mb-4">
          <DraftOffer what="An edit of this rule" draft={offered} onTake={() => setTyped(draft.take())} onDrop={draft.drop}>
            {offered.value.rule.slice(0, 160)}
          </DraftOffer>
        </div>
      ) : null}
      {isOvertaken ? (
        <Banner
          tone="warn"
          live
          className="mb-4"
          title={`${latest.createdBy ?? "Somebody"} saved version ${latest.number} while you were editing version ${edit.basedOnVersion}`}
          actions={
            <>
              <Button size="small" onClick={() => change({ basedOnVersion: latest.number })}>
                Keep mine, as a change to version {latest.number}
              </Button>
              <Button size="small" variant="plain" onClick={() => change({ rule: latest.rule, basedOnVersion: latest.number })}>
                Take version {latest.number} instead
              </Button>
            </>
          }
        >
          <p>Your text is untouched and nothing is lost. Their reason: {latest.reason || "none given"}. Their rule:</p>
          <ShownRule source={latest.rule} className="mt-1.5 max-h-60 overflow-y-auto border-l-2 border-rule-strong pl-3" />
        </Banner>
      ) : null}
      <RuleWorkbench source={edit.rule} first={first} onChange={(rule) => change({ rule })} onSubmit={submit} themeId={theme.id} markIndex={theme.markIndex} isSaved={!isChanged} refusal={refusal}>
        {typed ? (
          <>
            <Field label="Why does the rule change?" hint="One line for the theme's history." required error={isReasonMissing ? "Say in one line why the rule changes; it stays in the theme's history." : errors["reason"]}>
              <TextInput value={edit.reason} maxLength={300} autoComplete="off" onChange={(event) => change({ reason: event.target.value })} />
            </Field>
            {save.error && !refusal && !errors["reason"] && !isOvertaken ? (
              isSignedOut(save.error) ? (
                <SignInAgain />
              ) : (
                <Banner tone="danger" live>
                  {explainError(save.error)}
                </Banner>
              )
            ) : null}
            <div className="flex flex-wrap items-center gap-2">
              <Button type="submit" variant="primary" pending={save.isPending} pendingLabel="Saving" disabled={!isChanged || isOvertaken}>
                Save as version {latest.number + 1}
              </Button>
              <Button
                variant="plain"
                onClick={() => {
                  forget();
                  save.reset();
                }}
              >
                Discard the edit
              </Button>
              {isChanged ? null : <span className="text-sm text-ink-soft">The rule is the same as in version {latest.number}.</span>}
            </div>
          </>
        ) : null}
      </RuleWorkbench>
    </form>
  );
}
