import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api/api-provider";
import { useWorkspace } from "@/components/session/workspace-context";
import type { OneTimeLink } from "@/components/settings/one-time-link-dialog";
import type { Role } from "@/server/core/access/roles";

/** Invites an address and answers the link to hand over; only this browser knows the address that people come by. */
export function useInvite() {
  const api = useApi();
  const queries = useQueryClient();
  const { slug, name } = useWorkspace();
  const invite = useMutation(api.workspace.invite.mutationOptions({ onSettled: () => queries.invalidateQueries(api.workspace.members.pathFilter()) }));
  return async (email: string, role: Role): Promise<OneTimeLink> => {
    const { token, expiresAt, isMailed } = await invite.mutateAsync({ workspace: slug, email, role });
    return { title: `Invitation for ${email}`, purpose: `Whoever opens it as ${email} joins ${name} as ${role}.`, url: `${window.location.origin}/invite/${token}`, expiresAt, isMailed };
  };
}
