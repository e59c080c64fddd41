import { inWorkspace, verbInput } from "@/server/api/in-workspace";
import { createRouter, viewerProcedure } from "@/server/api/procedures";
import { newViewShape, viewChangeShape, viewIdShape } from "@/server/core/views/view-shapes";
import { changeView, deleteView, listViews, listViewsShape, restoreView, saveView } from "@/server/services/views/views";

/** Whoever reads may save for themselves; the verbs ask for more where everybody sees it. */
export const viewsRouter = createRouter({
  list: viewerProcedure.input(inWorkspace(listViewsShape)).query(({ ctx, input }) => listViews(ctx.scope, verbInput(input))),
  save: viewerProcedure.input(inWorkspace(newViewShape)).mutation(({ ctx, input }) => saveView(ctx.scope, verbInput(input))),
  change: viewerProcedure.input(inWorkspace(viewChangeShape)).mutation(({ ctx, input }) => changeView(ctx.scope, verbInput(input))),
  delete: viewerProcedure.input(inWorkspace(viewIdShape)).mutation(({ ctx, input }) => deleteView(ctx.scope, verbInput(input))),
  restore: viewerProcedure.input(inWorkspace(viewIdShape)).mutation(({ ctx, input }) => restoreView(ctx.scope, verbInput(input))),
});
