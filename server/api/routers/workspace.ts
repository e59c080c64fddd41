import { z } from "zod";
import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { mailLink } from "@/server/api/mail-link";
import { adminProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { invitationShape } from "@/server/core/access/credentials";
import { workspaceSettingsShape } from "@/server/core/workspaces/settings-shape";
import { createResetLink, inviteMember } from "@/server/services/access/links";
import { listMembers, memberIdShape, readmitMember, removeMember, setRole, setRoleShape, withdrawInvitation } from "@/server/services/access/members";
import { listAudit, listAuditShape } from "@/server/services/audit/list-audit";
import { deleteWorkspace } from "@/server/services/workspaces/delete-workspace";
import { changeSettings } from "@/server/services/workspaces/settings";

export const workspaceRouter = createRouter({
  get: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => ({ ...ctx.scope.workspace, role: ctx.scope.actor.kind === "member" ? ctx.scope.actor.role : ("admin" as const) })),
  changeSettings: adminProcedure.input(inWorkspace(workspaceSettingsShape)).mutation(({ ctx, input }) => changeSettings(ctx.scope, verbInput(input))),
  delete: adminProcedure.input(inWorkspace(z.strictObject({ confirm: z.string().max(200) }))).mutation(({ ctx, input }) => deleteWorkspace(ctx.scope, verbInput(input))),
  members: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listMembers(ctx.scope)),
  invite: adminProcedure.input(inWorkspace(invitationShape)).mutation(async ({ ctx, input }) => {
    const link = await inviteMember(ctx.scope, verbInput(input));
    return { ...link, isMailed: await mailLink(ctx.scope, { kind: "invite", to: input.email, ...link }) };
  }),
  withdrawInvitation: adminProcedure.input(inWorkspace(z.strictObject({ invitationId: z.uuid() }))).mutation(({ ctx, input }) => withdrawInvitation(ctx.scope, verbInput(input))),
  createResetLink: adminProcedure.input(inWorkspace(memberIdShape)).mutation(async ({ ctx, input }) => {
    const { email, ...link } = await createResetLink(ctx.scope, verbInput(input));
    return { ...link, isMailed: await mailLink(ctx.scope, { kind: "reset", to: email, ...link }) };
  }),
  setRole: adminProcedure.input(inWorkspace(setRoleShape)).mutation(({ ctx, input }) => setRole(ctx.scope, verbInput(input))),
  removeMember: adminProcedure.input(inWorkspace(memberIdShape)).mutation(({ ctx, input }) => removeMember(ctx.scope, verbInput(input))),
  readmitMember: adminProcedure.input(inWorkspace(memberIdShape)).mutation(({ ctx, input }) => readmitMember(ctx.scope, verbInput(input))),
  audit: adminProcedure.input(inWorkspace(listAuditShape)).query(({ ctx, input }) => listAudit(ctx.scope, verbInput(input))),
});
