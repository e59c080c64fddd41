import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { adminProcedure, analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { alertRuleIdShape, webhookIdShape, webhookShape } from "@/server/core/alerts/alert-shapes";
import { env } from "@/server/env";
import { createRule, deleteRule, editedRuleShape, editRule, listRules, newRuleShape, pauseRule, pauseShape, restoreRule, watchRule, watchShape } from "@/server/services/alerts/alert-rules";
import { previewAlert, previewRuleShape } from "@/server/services/alerts/judge-alerts";
import { countNewAlerts, listAlerts, listAlertsShape, markAlertsSeen } from "@/server/services/alerts/list-alerts";
import { addWebhook, listWebhooks, removeWebhook, restoreWebhook, tryWebhook } from "@/server/services/alerts/webhooks";

export const alertsRouter = createRouter({
  list: viewerProcedure.input(inWorkspace(listAlertsShape)).query(({ ctx, input }) => listAlerts(ctx.scope, verbInput(input))),
  countNew: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => countNewAlerts(ctx.scope)),
  markSeen: viewerProcedure.input(onlyWorkspace).mutation(({ ctx }) => markAlertsSeen(ctx.scope)),
  rules: viewerProcedure.input(onlyWorkspace).query(async ({ ctx }) => ({ rules: await listRules(ctx.scope), canMail: env().THEMELINE_SMTP_URL !== undefined })),
  preview: analystProcedure.input(inWorkspace(previewRuleShape)).query(({ ctx, input }) => previewAlert(ctx.scope, verbInput(input))),
  create: analystProcedure.input(inWorkspace(newRuleShape)).mutation(({ ctx, input }) => createRule(ctx.scope, verbInput(input))),
  edit: analystProcedure.input(inWorkspace(editedRuleShape)).mutation(({ ctx, input }) => editRule(ctx.scope, verbInput(input))),
  pause: analystProcedure.input(inWorkspace(pauseShape)).mutation(({ ctx, input }) => pauseRule(ctx.scope, verbInput(input))),
  delete: analystProcedure.input(inWorkspace(alertRuleIdShape)).mutation(({ ctx, input }) => deleteRule(ctx.scope, verbInput(input))),
  restore: analystProcedure.input(inWorkspace(alertRuleIdShape)).mutation(({ ctx, input }) => restoreRule(ctx.scope, verbInput(input))),
  watch: viewerProcedure.input(inWorkspace(watchShape)).mutation(({ ctx, input }) => watchRule(ctx.scope, verbInput(input))),
  webhooks: adminProcedure.input(onlyWorkspace).query(({ ctx }) => listWebhooks(ctx.scope)),
  addWebhook: adminProcedure.input(inWorkspace(webhookShape)).mutation(({ ctx, input }) => addWebhook(ctx.scope, verbInput(input))),
  removeWebhook: adminProcedure.input(inWorkspace(webhookIdShape)).mutation(({ ctx, input }) => removeWebhook(ctx.scope, verbInput(input))),
  restoreWebhook: adminProcedure.input(inWorkspace(webhookIdShape)).mutation(({ ctx, input }) => restoreWebhook(ctx.scope, verbInput(input))),
  tryWebhook: adminProcedure.input(inWorkspace(webhookIdShape)).mutation(({ ctx, input }) => tryWebhook(ctx.scope, verbInput(input))),
});
