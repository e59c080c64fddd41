import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { adminProcedure, createRouter } from "@/server/api/procedures";
import { archiveIdShape, deleteArchive, listArchives, requestArchive, requestArchiveShape } from "@/server/services/archives/archives";

export const archivesRouter = createRouter({
  list: adminProcedure.input(onlyWorkspace).query(({ ctx }) => listArchives(ctx.scope)),
  request: adminProcedure.input(inWorkspace(requestArchiveShape)).mutation(({ ctx, input }) => requestArchive(ctx.scope, verbInput(input))),
  delete: adminProcedure.input(inWorkspace(archiveIdShape)).mutation(({ ctx, input }) => deleteArchive(ctx.scope, verbInput(input))),
});
