"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Inputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { currentDecision, type Judge } from "@/components/articles/theme-judgement";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

/** Records judgements on an article, each with undo: a taken-back judgement brings the one before it back. */
export function useJudge(articleId: string): { judge: Judge; isPending: boolean } {
  const api = useApi();
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const decide = useMutation(
    api.articles.decide.mutationOptions({
      onSuccess: () => void queries.invalidateQueries(),
      onError: (error) => toastProblem("The judgement was not saved", explainError(error)),
    }),
  );
  const unanswered = useRef(new Map<string, string>());
  /** The same judgement made again after an answer was lost carries the same id, so that it counts once. */
  const send = async (judgement: Omit<Inputs["articles"]["decide"], "requestId">) => {
    const what = JSON.stringify(judgement);
    const requestId = unanswered.current.get(what) ?? crypto.randomUUID();
    unanswered.current.set(what, requestId);
    await decide.mutateAsync({ ...judgement, requestId });
    unanswered.current.delete(what);
  };
  const judge: Judge = (theme, verdict, more = {}) => {
    const before = currentDecision(theme);
    const at = { workspace: slug, articleId, themeId: theme.id };
    const takeBack = () =>
      void send(before ? { ...at, verdict: before.verdict as "relevant" | "not_relevant", stance: before.stance as "none", note: before.note } : { ...at, verdict: "withdrawn" }).catch(() => {});
    const message = verdict === "relevant" ? `${theme.name} accepted` : verdict === "not_relevant" ? `${theme.name} rejected` : `Judgement on ${theme.name} taken back`;
    // A promise and not a callback of the call: undo is offered even when the screen is left before the answer comes.
    send({ ...at, verdict, stance: verdict === "relevant" ? more.stance : undefined, note: more.note }).then(
      () => toastUndo({ message, onUndo: takeBack }),
      () => {},
    );
  };
  return { judge, isPending: decide.isPending };
}
