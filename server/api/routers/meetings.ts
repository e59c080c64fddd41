import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { decisionIdShape, meetingChangeShape, meetingIdShape, newDecisionShape, newMeetingShape } from "@/server/core/meetings/meeting-shapes";
import { addMeetingDecision, removeMeetingDecision, restoreMeetingDecision } from "@/server/services/meetings/decisions";
import { getMeeting } from "@/server/services/meetings/get-meeting";
import { changeMeeting, createMeeting, deleteMeeting, endMeeting, listMeetings, restoreMeeting, startMeeting } from "@/server/services/meetings/meetings";

export const meetingsRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listMeetings(ctx.scope)),
  get: viewerProcedure.input(inWorkspace(meetingIdShape)).query(({ ctx, input }) => getMeeting(ctx.scope, verbInput(input))),
  create: analystProcedure.input(inWorkspace(newMeetingShape)).mutation(({ ctx, input }) => createMeeting(ctx.scope, verbInput(input))),
  change: analystProcedure.input(inWorkspace(meetingChangeShape)).mutation(({ ctx, input }) => changeMeeting(ctx.scope, verbInput(input))),
  start: analystProcedure.input(inWorkspace(meetingIdShape)).mutation(({ ctx, input }) => startMeeting(ctx.scope, verbInput(input))),
  end: analystProcedure.input(inWorkspace(meetingIdShape)).mutation(({ ctx, input }) => endMeeting(ctx.scope, verbInput(input))),
  delete: analystProcedure.input(inWorkspace(meetingIdShape)).mutation(({ ctx, input }) => deleteMeeting(ctx.scope, verbInput(input))),
  restore: analystProcedure.input(inWorkspace(meetingIdShape)).mutation(({ ctx, input }) => restoreMeeting(ctx.scope, verbInput(input))),
  decide: analystProcedure.input(inWorkspace(newDecisionShape)).mutation(({ ctx, input }) => addMeetingDecision(ctx.scope, verbInput(input))),
  undecide: analystProcedure.input(inWorkspace(decisionIdShape)).mutation(({ ctx, input }) => removeMeetingDecision(ctx.scope, verbInput(input))),
  redecide: analystProcedure.input(inWorkspace(decisionIdShape)).mutation(({ ctx, input }) => restoreMeetingDecision(ctx.scope, verbInput(input))),
});
