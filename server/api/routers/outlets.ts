import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { adminProcedure, analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { mergeOutletsShape, outletFields } from "@/server/core/outlets/outlet-shapes";
import { gapFields, gapIdShape, judgeGapShape } from "@/server/core/trends/gap-shapes";
import { editOutlet } from "@/server/services/outlets/edit-outlet";
import { listOutletBook } from "@/server/services/outlets/list-outlets";
import { mergeOutlets } from "@/server/services/outlets/merge-outlets";
import { addGap, confirmGap, dismissGap, listGaps, removeGap, reopenGap } from "@/server/services/trends/gaps";

export const outletsRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listOutletBook(ctx.scope)),
  edit: analystProcedure.input(inWorkspace(outletFields)).mutation(({ ctx, input }) => editOutlet(ctx.scope, verbInput(input))),
  merge: adminProcedure.input(inWorkspace(mergeOutletsShape)).mutation(({ ctx, input }) => mergeOutlets(ctx.scope, verbInput(input))),
  gaps: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listGaps(ctx.scope)),
  addGap: analystProcedure.input(inWorkspace(gapFields)).mutation(({ ctx, input }) => addGap(ctx.scope, verbInput(input))),
  confirmGap: analystProcedure.input(inWorkspace(judgeGapShape)).mutation(({ ctx, input }) => confirmGap(ctx.scope, verbInput(input))),
  dismissGap: analystProcedure.input(inWorkspace(judgeGapShape)).mutation(({ ctx, input }) => dismissGap(ctx.scope, verbInput(input))),
  reopenGap: analystProcedure.input(inWorkspace(gapIdShape)).mutation(({ ctx, input }) => reopenGap(ctx.scope, verbInput(input))),
  removeGap: analystProcedure.input(inWorkspace(gapIdShape)).mutation(({ ctx, input }) => removeGap(ctx.scope, verbInput(input))),
});
