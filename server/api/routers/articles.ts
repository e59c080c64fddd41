import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { decisionShape } from "@/server/core/review/decision-shape";
import { joinStoryShape, splitStoryShape, undoStoryShape } from "@/server/core/stories/story-shapes";
import { addArticle, addArticleShape } from "@/server/services/articles/add-article";
import { correctArticle, correctArticleShape } from "@/server/services/articles/correct-article";
import { articleIdShape, getArticle } from "@/server/services/articles/get-article";
import { listArticles, listArticlesShape } from "@/server/services/articles/list-articles";
import { articleIdsShape, deleteArticles, listTrash, restoreArticles } from "@/server/services/articles/trash-articles";
import { dismissFetch, fetchIdShape, getFetch, listFetches, requestFetch, requestFetchShape, retryFetch } from "@/server/services/fetches/fetches";
import { findAlike, findAlikeShape } from "@/server/services/stories/find-alike";
import { decide } from "@/server/services/review/decide";
import { joinStory } from "@/server/services/stories/join-story";
import { splitStory } from "@/server/services/stories/split-story";
import { undoStory } from "@/server/services/stories/undo-story";

export const articlesRouter = createRouter({
  list: viewerProcedure.input(inWorkspace(listArticlesShape)).query(({ ctx, input }) => listArticles(ctx.scope, verbInput(input))),
  get: viewerProcedure.input(inWorkspace(articleIdShape)).query(({ ctx, input }) => getArticle(ctx.scope, verbInput(input))),
  findAlike: analystProcedure.input(inWorkspace(findAlikeShape)).query(({ ctx, input }) => findAlike(ctx.scope, verbInput(input))),
  add: analystProcedure.input(inWorkspace(addArticleShape)).mutation(({ ctx, input }) => addArticle(ctx.scope, verbInput(input))),
  correct: analystProcedure.input(inWorkspace(correctArticleShape)).mutation(({ ctx, input }) => correctArticle(ctx.scope, verbInput(input))),
  delete: analystProcedure.input(inWorkspace(articleIdsShape)).mutation(({ ctx, input }) => deleteArticles(ctx.scope, verbInput(input))),
  restore: analystProcedure.input(inWorkspace(articleIdsShape)).mutation(({ ctx, input }) => restoreArticles(ctx.scope, verbInput(input))),
  trash: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listTrash(ctx.scope)),
  decide: analystProcedure.input(inWorkspace(decisionShape)).mutation(({ ctx, input }) => decide(ctx.scope, verbInput(input))),
  joinStory: analystProcedure.input(inWorkspace(joinStoryShape)).mutation(({ ctx, input }) => joinStory(ctx.scope, verbInput(input))),
  splitStory: analystProcedure.input(inWorkspace(splitStoryShape)).mutation(({ ctx, input }) => splitStory(ctx.scope, verbInput(input))),
  undoStory: analystProcedure.input(inWorkspace(undoStoryShape)).mutation(({ ctx, input }) => undoStory(ctx.scope, verbInput(input))),
  requestFetch: analystProcedure.input(inWorkspace(requestFetchShape)).mutation(({ ctx, input }) => requestFetch(ctx.scope, verbInput(input))),
  getFetch: analystProcedure.input(inWorkspace(fetchIdShape)).query(({ ctx, input }) => getFetch(ctx.scope, verbInput(input))),
  listFetches: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listFetches(ctx.scope)),
  retryFetch: analystProcedure.input(inWorkspace(fetchIdShape)).mutation(({ ctx, input }) => retryFetch(ctx.scope, verbInput(input))),
  dismissFetch: analystProcedure.input(inWorkspace(fetchIdShape)).mutation(({ ctx, input }) => dismissFetch(ctx.scope, verbInput(input))),
});
