"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RuleForm } from "@/components/alerts/rule-form";
import { sayRule } from "@/components/alerts/say-rule";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

export type Rule = Outputs["alerts"]["rules"]["rules"][number];

interface RuleListProps {
  rules: readonly Rule[];
  canMail: boolean;
  themes: { id: string; name: string }[];
  feeds: { id: string; name: string }[];
}

/** The rules in words, each with what can be done about it. */
export function RuleList({ rules, canMail, themes, feeds }: RuleListProps) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const mayEdit = useMayEdit();
  const [editing, setEditing] = useState<string | null>(null);
  const common = { onSettled: () => queries.invalidateQueries(api.alerts.rules.pathFilter()), onError: (error: Parameters<typeof explainError>[0]) => toastProblem(explainError(error)) };
  const pause = useMutation(api.alerts.pause.mutationOptions(common));
  const watch = useMutation(api.alerts.watch.mutationOptions(common));
  const restore = useMutation(api.alerts.restore.mutationOptions(common));
  const remove = useMutation(api.alerts.delete.mutationOptions(common));
  const takeAway = (rule: Rule) => remove.mutate({ workspace, ruleId: rule.id }, { onSuccess: () => toastUndo({ message: `“${rule.name}” is removed.`, onUndo: () => restore.mutate({ workspace, ruleId: rule.id }) }) });
  return (
    <ul className="m-0 grid list-none p-0">
      {rules.map((rule) =>
        editing === rule.id ? (
          <li key={rule.id} className="border-t border-rule py-4">
            <RuleForm rule={rule} themes={themes} feeds={feeds} onEnd={() => setEditing(null)} />
          </li>
        ) : (
          <li key={rule.id} className="flex flex-wrap items-start gap-x-6 gap-y-2 border-t border-rule py-3">
            <div className="min-w-0 flex-1 basis-72">
              <p className="font-semibold [overflow-wrap:anywhere]">
                {rule.name} {rule.isPaused ? <Badge tone="warn">paused</Badge> : null}
              </p>
              <p className="text-sm [overflow-wrap:anywhere] text-ink-soft">
                {sayRule(rule.rule)} {rule.watches.length > 0 ? `${rule.watches.map(([what, words]) => `${what}: ${words}`).join(" · ")}.` : "All themes, all coverage."}
                {rule.createdBy ? ` Made by ${rule.createdBy}.` : ""}
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              {canMail ? <Checkbox label={<>Letters to me<span className="sr-only"> about {rule.name}</span></>} checked={rule.isWatched} onChange={(event) => watch.mutate({ workspace, ruleId: rule.id, isWatched: event.target.checked })} /> : null}
              {mayEdit ? (
                <>
                  <Button size="small" onClick={() => setEditing(rule.id)}>
                    Edit<span className="sr-only"> {rule.name}</span>
                  </Button>
                  <Button size="small" pending={pause.isPending && pause.variables.ruleId === rule.id} onClick={() => pause.mutate({ workspace, ruleId: rule.id, isPaused: !rule.isPaused })}>
                    {rule.isPaused ? "Wake" : "Pause"}
                    <span className="sr-only"> {rule.name}</span>
                  </Button>
                  <Button size="small" pending={remove.isPending && remove.variables.ruleId === rule.id} onClick={() => takeAway(rule)}>
                    Remove<span className="sr-only"> {rule.name}</span>
                  </Button>
                </>
              ) : null}
            </div>
          </li>
        ),
      )}
    </ul>
  );
}
