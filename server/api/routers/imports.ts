import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { finishUploadShape, importIdShape, planImportShape, startImportShape } from "@/server/core/imports/import-shapes";
import { getImport, listImports } from "@/server/services/imports/list-imports";
import { beginImport, previewImport, replanImport } from "@/server/services/imports/plan-import";
import { bringBackImport, cancelImport, pauseImport, resumeImport, undoImport } from "@/server/services/imports/steer-import";
import { finishUpload, startImport } from "@/server/services/imports/upload-import";

export const importsRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listImports(ctx.scope)),
  get: viewerProcedure.input(inWorkspace(importIdShape)).query(({ ctx, input }) => getImport(ctx.scope, verbInput(input))),
  start: analystProcedure.input(inWorkspace(startImportShape)).mutation(({ ctx, input }) => startImport(ctx.scope, verbInput(input))),
  finishUpload: analystProcedure.input(inWorkspace(finishUploadShape)).mutation(({ ctx, input }) => finishUpload(ctx.scope, verbInput(input))),
  preview: viewerProcedure.input(inWorkspace(planImportShape)).query(({ ctx, input }) => previewImport(ctx.scope, verbInput(input))),
  replan: analystProcedure.input(inWorkspace(planImportShape)).mutation(({ ctx, input }) => replanImport(ctx.scope, verbInput(input))),
  begin: analystProcedure.input(inWorkspace(planImportShape)).mutation(({ ctx, input }) => beginImport(ctx.scope, verbInput(input))),
  pause: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => pauseImport(ctx.scope, verbInput(input))),
  resume: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => resumeImport(ctx.scope, verbInput(input))),
  cancel: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => cancelImport(ctx.scope, verbInput(input))),
  undo: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => undoImport(ctx.scope, verbInput(input))),
  bringBack: analystProcedure.input(inWorkspace(importIdShape)).mutation(({ ctx, input }) => bringBackImport(ctx.scope, verbInput(input))),
});
