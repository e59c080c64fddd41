import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { adminProcedure, createRouter } from "@/server/api/procedures";
import { keyIdShape, newKeyShape } from "@/server/core/access/key-shapes";
import { createKey, listKeys, revokeKey } from "@/server/services/keys/keys";

export const keysRouter = createRouter({
  list: adminProcedure.input(onlyWorkspace).query(({ ctx }) => listKeys(ctx.scope)),
  create: adminProcedure.input(inWorkspace(newKeyShape)).mutation(({ ctx, input }) => createKey(ctx.scope, verbInput(input))),
  revoke: adminProcedure.input(inWorkspace(keyIdShape)).mutation(({ ctx, input }) => revokeKey(ctx.scope, verbInput(input))),
});
