import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { addFeedShape, chooseFeedsShape, feedIdShape, feedPagesShape } from "@/server/core/feeds/feed-shapes";
import { printOpml } from "@/server/ingest/feeds/print-opml";
import { addFeed, chooseFeeds } from "@/server/services/feeds/add-feed";
import { exportOpml } from "@/server/services/feeds/export-opml";
import { listFeeds } from "@/server/services/feeds/list-feeds";
import { removeFeed, requestPoll, restoreFeed } from "@/server/services/feeds/remove-feed";
import { setPages } from "@/server/services/feeds/set-pages";

export const feedsRouter = createRouter({
  list: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listFeeds(ctx.scope)),
  exportOpml: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => exportOpml(ctx.scope, printOpml)),
  add: analystProcedure.input(inWorkspace(addFeedShape)).mutation(({ ctx, input }) => addFeed(ctx.scope, verbInput(input))),
  choose: analystProcedure.input(inWorkspace(chooseFeedsShape)).mutation(({ ctx, input }) => chooseFeeds(ctx.scope, verbInput(input))),
  setPages: analystProcedure.input(inWorkspace(feedPagesShape)).mutation(({ ctx, input }) => setPages(ctx.scope, verbInput(input))),
  poll: analystProcedure.input(inWorkspace(feedIdShape)).mutation(({ ctx, input }) => requestPoll(ctx.scope, verbInput(input))),
  remove: analystProcedure.input(inWorkspace(feedIdShape)).mutation(({ ctx, input }) => removeFeed(ctx.scope, verbInput(input))),
  restore: analystProcedure.input(inWorkspace(feedIdShape)).mutation(({ ctx, input }) => restoreFeed(ctx.scope, verbInput(input))),
});
