"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { goTo } from "@/components/session/go-to";
import { useMayManage, useWorkspace } from "@/components/session/workspace-context";
import type { OneTimeLink } from "@/components/settings/one-time-link-dialog";
import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { Menu } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { Table, type Column } from "@/components/ui/table";
import { toastProblem, toastUndo } from "@/components/ui/toaster";
import { ROLE_EXPLANATIONS, ROLES, type Role } from "@/server/core/access/roles";

type Member = Outputs["workspace"]["members"]["members"][number];

export interface MembersTableProps {
  members: readonly Member[];
  onLink: (link: OneTimeLink) => void;
}

/** Everybody in the workspace; administrators change roles, remove, and hand out reset links. */
export function MembersTable({ members, onLink }: MembersTableProps) {
  const mayManage = useMayManage();
  const { timeZone } = useWorkspace();
  const { setRole, remove, makeResetLink } = useMemberChanges(onLink);
  const person: Column<Member> = {
    key: "person",
    header: "Name",
    rowHeader: true,
    width: "9rem",
    renderCell: (member) => (
      <>
        <span className="inline-flex flex-wrap items-baseline gap-x-2">
          <span className="[overflow-wrap:anywhere]">{member.name}</span>
          {member.isSelf ? <Badge>you</Badge> : null}
        </span>
        {member.email ? <span className="block text-sm [overflow-wrap:anywhere] text-ink-soft">{member.email}</span> : null}
        <span className="block text-2xs text-ink-faint">since {sayMoment(member.joinedAt, timeZone)}</span>
      </>
    ),
  };
  const forReaders: Column<Member>[] = [person, { key: "role", header: "Role", renderCell: (member) => `${member.role}: ${ROLE_EXPLANATIONS[member.role]}` }];
  const forAdmins: Column<Member>[] = [
    person,
    {
      key: "role",
      header: "Role",
      width: "8rem",
      renderCell: (member) => (
        <Field label={`Role of ${member.name}`} hideLabel className="max-w-40">
          <Select value={member.role} onChange={(event) => setRole(member, ROLES.find((role) => role === event.target.value) ?? member.role)} options={ROLES.map((role) => ({ value: role, label: role }))} />
        </Field>
      ),
    },
    {
      key: "actions",
      header: <span className="sr-only">Actions</span>,
      numeric: true,
      renderCell: (member) => (
        <Menu
          trigger="More"
          label={`More for ${member.name}`}
          align="end"
          items={[
            { key: "reset", label: "Make a reset link", hint: "to choose a new password", onSelect: () => makeResetLink(member) },
            { key: "remove", label: member.isSelf ? "Leave the workspace" : "Remove from the workspace", danger: true, onSelect: () => remove(member) },
          ]}
        />
      ),
    },
  ];
  return <Table caption="Members" hideCaption columns={mayManage ? forAdmins : forReaders} rows={members} rowKey={(member) => member.userId} />;
}

function useMemberChanges(onLink: (link: OneTimeLink) => void) {
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const { slug: workspace } = useWorkspace();
  const shared = {
    onError: (error: unknown) => toastProblem(explainError(error)),
    onSettled: () => queries.invalidateQueries(api.workspace.members.pathFilter()),
  };
  const role = useMutation(api.workspace.setRole.mutationOptions(shared));
  const removal = useMutation(api.workspace.removeMember.mutationOptions(shared));
  const readmission = useMutation(api.workspace.readmitMember.mutationOptions(shared));
  const reset = useMutation(api.workspace.createResetLink.mutationOptions(shared));

  function setRole(member: Member, next: Role) {
    const change = (to: Role, onSuccess?: () => void) => role.mutate({ workspace, userId: member.userId, role: to }, { onSuccess });
    change(next, () => {
      // Whoever gave up the role of administrator cannot take that back.
      if (member.isSelf) router.refresh();
      else toastUndo({ message: `${member.name} is ${next} now.`, onUndo: () => change(member.role) });
    });
  }
  function remove(member: Member) {
    const onSuccess = () => (member.isSelf ? goTo("/") : void toastUndo({ message: `${member.name} is no member any more.`, onUndo: () => readmission.mutate({ workspace, userId: member.userId }) }));
    removal.mutate({ workspace, userId: member.userId }, { onSuccess });
  }
  function makeResetLink(member: Member) {
    const show = ({ token, expiresAt, isMailed }: Outputs["workspace"]["createResetLink"]) =>
      onLink({ title: `New password for ${member.name}`, purpose: `Whoever opens it chooses the password of ${member.email}.`, url: `${window.location.origin}/reset/${token}`, expiresAt, isMailed });
    reset.mutate({ workspace, userId: member.userId }, { onSuccess: show });
  }
  return { setRole, remove, makeResetLink };
}
