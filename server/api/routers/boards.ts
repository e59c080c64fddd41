import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { createRouter, viewerProcedure } from "@/server/api/procedures";
import { boardChangeShape, boardIdShape, newBoardShape } from "@/server/core/boards/board-shapes";
import { changeBoard, createBoard, deleteBoard, getBoard, listBoards, restoreBoard } from "@/server/services/boards/boards";

/** Whoever reads may arrange a board for themselves; the verbs ask for more where everybody sees it. */
export const boardsRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listBoards(ctx.scope)),
  get: viewerProcedure.input(inWorkspace(boardIdShape)).query(({ ctx, input }) => getBoard(ctx.scope, verbInput(input))),
  create: viewerProcedure.input(inWorkspace(newBoardShape)).mutation(({ ctx, input }) => createBoard(ctx.scope, verbInput(input))),
  change: viewerProcedure.input(inWorkspace(boardChangeShape)).mutation(({ ctx, input }) => changeBoard(ctx.scope, verbInput(input))),
  delete: viewerProcedure.input(inWorkspace(boardIdShape)).mutation(({ ctx, input }) => deleteBoard(ctx.scope, verbInput(input))),
  restore: viewerProcedure.input(inWorkspace(boardIdShape)).mutation(({ ctx, input }) => restoreBoard(ctx.scope, verbInput(input))),
});
