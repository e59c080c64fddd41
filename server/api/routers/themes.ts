import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { adminProcedure, analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { newThemeShape, ruleEditShape } from "@/server/core/themes/theme-shapes";
import { compareVersions, compareVersionsShape } from "@/server/services/themes/compare-versions";
import { previewRule, previewRuleShape } from "@/server/services/themes/preview-rule";
import { createTheme, saveRule } from "@/server/services/themes/save-rule";
import { archiveTheme, askStance, askStanceShape, getTheme, listThemes, renameTheme, renameThemeShape, reviveTheme, themeIdShape } from "@/server/services/themes/themes";

export const themesRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listThemes(ctx.scope)),
  get: viewerProcedure.input(inWorkspace(themeIdShape)).query(({ ctx, input }) => getTheme(ctx.scope, verbInput(input))),
  // A mutation in name only: a rule of 20,000 characters does not fit into an address.
  preview: viewerProcedure.input(inWorkspace(previewRuleShape)).mutation(({ ctx, input }) => previewRule(ctx.scope, verbInput(input))),
  compare: viewerProcedure.input(inWorkspace(compareVersionsShape)).query(({ ctx, input }) => compareVersions(ctx.scope, verbInput(input))),
  create: analystProcedure.input(inWorkspace(newThemeShape)).mutation(({ ctx, input }) => createTheme(ctx.scope, verbInput(input))),
  saveRule: analystProcedure.input(inWorkspace(ruleEditShape)).mutation(({ ctx, input }) => saveRule(ctx.scope, verbInput(input))),
  rename: analystProcedure.input(inWorkspace(renameThemeShape)).mutation(({ ctx, input }) => renameTheme(ctx.scope, verbInput(input))),
  askStance: analystProcedure.input(inWorkspace(askStanceShape)).mutation(({ ctx, input }) => askStance(ctx.scope, verbInput(input))),
  archive: adminProcedure.input(inWorkspace(themeIdShape)).mutation(({ ctx, input }) => archiveTheme(ctx.scope, verbInput(input))),
  revive: adminProcedure.input(inWorkspace(themeIdShape)).mutation(({ ctx, input }) => reviveTheme(ctx.scope, verbInput(input))),
});
