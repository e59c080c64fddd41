"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, useApi, useApiClient } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { useWorkspace } from "@/components/session/workspace-context";
import { toastProblem } from "@/components/ui/toaster";

export type Meeting = Outputs["meetings"]["get"];
type Changes = Omit<Inputs["meetings"]["change"], "workspace" | "meetingId" | "basedOnRevision">;

/** A meeting and its changes, one after the other; each shows at once and is read anew when it could not be kept. */
export function useMeeting(initialMeeting: Meeting) {
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const options = api.meetings.get.queryOptions({ workspace, meetingId: initialMeeting.id });
  const { data: meeting } = useQuery({ ...options, initialData: initialMeeting });
  const current = () => queries.getQueryData(options.queryKey) ?? meeting;
  const save = useMutation({
    scope: { id: `meeting-${initialMeeting.id}` },
    mutationFn: (changes: Changes) => client.meetings.change.mutate({ workspace, meetingId: meeting.id, basedOnRevision: current().revision, ...changes }),
    onSuccess: ({ revision }) => queries.setQueryData(options.queryKey, (now) => now && { ...now, revision }),
  });
  const change = async (changes: Changes): Promise<boolean> => {
    queries.setQueryData(options.queryKey, { ...current(), ...changes });
    try {
      await save.mutateAsync(changes);
      return true;
    } catch (error) {
      toastProblem("The meeting could not be changed", explainError(error));
      void queries.invalidateQueries(api.meetings.get.pathFilter());
      return false;
    }
  };
  return { meeting, isSaving: save.isPending, change, refresh: () => queries.invalidateQueries(api.meetings.pathFilter()) };
}
