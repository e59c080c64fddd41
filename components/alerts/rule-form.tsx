"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { RuleSettings, type RuleValues, settingsOf, startValues } from "@/components/alerts/rule-settings";
import type { Rule } from "@/components/alerts/rule-list";
import { RulePreview } from "@/components/alerts/rule-preview";
import { type Inputs, useApi } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { CheckMenu } from "@/components/ui/check-menu";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastUndo } from "@/components/ui/toaster";
import { ALERT_KINDS, type AlertKind, KIND_WORDS } from "@/server/core/alerts/alert-words";

export interface RuleStart {
  /** The filter without days and themes, as an address carries it. */
  query: string;
  words: [what: string, words: string][];
  themes: string[];
  unit: "articles" | "stories";
}

interface RuleFormProps {
  start?: RuleStart;
  /** The rule that is edited; absent for a new one. */
  rule?: Rule;
  themes: { id: string; name: string }[];
  feeds: { id: string; name: string }[];
  onEnd?: () => void;
}

/** What to watch and when to tell; a preview says of which days it would have told. */
export function RuleForm({ start, rule, themes, feeds, onEnd }: RuleFormProps) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const [values, setValues] = useState<RuleValues>(() => startValues(rule, start));
  const requestId = useRef<string>(undefined);
  const onSettled = () => queries.invalidateQueries(api.alerts.rules.pathFilter());
  const create = useMutation(api.alerts.create.mutationOptions({ onSettled }));
  const edit = useMutation(api.alerts.edit.mutationOptions({ onSettled }));
  const remove = useMutation(api.alerts.delete.mutationOptions({ onSettled }));
  const problem = rule ? edit.error : create.error;
  const errors = fieldErrors(problem);
  const change = (changed: Partial<RuleValues>) => setValues((before) => ({ ...before, ...changed }));
  const wanted = settingsOf(values) as Inputs["alerts"]["create"]["rule"];
  const others = start?.words ?? rule?.watches.filter(([what]) => what !== "Themes" && what !== "Feed") ?? [];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (rule) {
      edit.mutate(
        { workspace, ruleId: rule.id, rule: wanted },
        {
          onSuccess: ({ before }) => {
            onEnd?.();
            toastUndo({ message: `“${wanted.name}” is changed.`, onUndo: () => edit.mutate({ workspace, ruleId: rule.id, rule: before }) });
          },
        },
      );
      return;
    }
    requestId.current ??= crypto.randomUUID();
    create.mutate(
      { workspace, requestId: requestId.current, rule: wanted },
      {
        onSuccess: ({ ruleId }) => {
          requestId.current = undefined;
          change({ name: "" });
          toastUndo({ message: `“${wanted.name}” is watched from now on.`, onUndo: () => remove.mutate({ workspace, ruleId }) });
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="grid max-w-4xl gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Tell when">
          <Select value={values.kind} onChange={(event) => change({ kind: event.target.value as AlertKind })} options={ALERT_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind], disabled: kind === "silence" && feeds.length === 0 }))} />
        </Field>
        <Field label="Name" error={errors.name}>
          <TextInput value={values.name} onChange={(event) => change({ name: event.target.value })} maxLength={80} required autoComplete="off" />
        </Field>
      </div>
      {values.kind === "silence" ? null : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <CheckMenu label="Themes" none="Each theme" noun="themes" options={themes.map(({ id, name }) => ({ value: id, label: name }))} values={values.themes} onChange={(chosen) => change({ themes: chosen })} />
          <p className="text-sm text-ink-soft">
            {others.length > 0 ? `In the coverage of the chart you came from: ${others.map(([what, words]) => `${what}: ${words}`).join(" · ")}.` : "In all coverage. To narrow it, set a filter on Trends and choose “Alert me” there."}
          </p>
        </div>
      )}
      <RuleSettings values={values} errors={errors} feeds={feeds} onChange={change} />
      {problem && Object.keys(errors).length === 0 ? (
        <p role="alert" className="text-danger">
          {explainError(problem)}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={create.isPending || edit.isPending}>
          {rule ? "Save" : "Watch this"}
        </Button>
        {onEnd ? <Button onClick={onEnd}>Cancel</Button> : null}
      </div>
      <RulePreview key={JSON.stringify(wanted)} rule={wanted} />
    </form>
  );
}
