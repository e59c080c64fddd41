import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { importIdShape, startImportShape } from "@/server/core/imports/import-shapes";
import { getImport, listImports } from "@/server/services/imports/list-imports";
import { cancelImport, pauseImport, resumeImport, undoImport } from "@/server/services/imports/steer-import";
import { finishUpload, startImport } from "@/server/services/imports/upload-import";

export const importsRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listImports(ctx.scope)),
  get: viewerProcedure.input(inWorkspace(importIdShape)).query(({ ctx, input }) => getImport(ctx.scope, verbInput(input))),
  start: analystProcedure.input(inWorkspace(startImportShape)).mutation(({ ctx, input }) => startImport(ctx.scope, verbInput(input))),
  finishUpload: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => finishUpload(ctx.scope, verbInput(input))),
  pause: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => pauseImport(ctx.scope, verbInput(input))),
  resume: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => resumeImport(ctx.scope, verbInput(input))),
  cancel: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => cancelImport(ctx.scope, verbInput(input))),
  undo: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => undoImport(ctx.scope, verbInput(input))),
});
