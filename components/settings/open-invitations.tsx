"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import type { OneTimeLink } from "@/components/settings/one-time-link-dialog";
import { useInvite } from "@/components/settings/use-invite";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

type Invitation = Outputs["workspace"]["members"]["invitations"][number];

/** Links that nobody has used yet. */
export function OpenInvitations({ invitations, onLink }: { invitations: readonly Invitation[]; onLink: (link: OneTimeLink) => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug, timeZone } = useWorkspace();
  const invite = useInvite();
  const withdraw = useMutation(
    api.workspace.withdrawInvitation.mutationOptions({
      onError: (error) => toastProblem(explainError(error)),
      onSettled: () => queries.invalidateQueries(api.workspace.members.pathFilter()),
    }),
  );
  const renew = ({ email, role }: Invitation) => invite(email, role).then(onLink, (reason: unknown) => toastProblem(explainError(reason)));
  const remove = (invitation: Invitation) =>
    withdraw.mutate(
      { workspace: slug, invitationId: invitation.id },
      { onSuccess: () => toastUndo({ message: `The invitation of ${invitation.email} is withdrawn.`, undoLabel: "Invite again", onUndo: () => void renew(invitation) }) },
    );
  if (invitations.length === 0) return <p className="text-ink-soft">None. An invitation stands here until it is used, withdrawn or two weeks old.</p>;
  return (
    <Table
      caption="Open invitations"
      hideCaption
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      columns={[
        {
          key: "email",
          header: "For",
          rowHeader: true,
          renderCell: (invitation) => (
            <>
              <span className="[overflow-wrap:anywhere]">{invitation.email}</span>
              <span className="block text-sm text-ink-soft">
                as {invitation.role}, until {sayMoment(invitation.expiresAt, timeZone)}
              </span>
            </>
          ),
        },
        {
          key: "actions",
          header: <span className="sr-only">Actions</span>,
          renderCell: (invitation) => (
            <span className="flex flex-wrap justify-end gap-2">
              <Button size="small" onClick={() => void renew(invitation)}>
                New link<span className="sr-only"> for {invitation.email}</span>
              </Button>
              <Button size="small" pending={withdraw.isPending && withdraw.variables.invitationId === invitation.id} onClick={() => remove(invitation)}>
                Withdraw<span className="sr-only"> the invitation of {invitation.email}</span>
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}
