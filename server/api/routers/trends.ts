import { inWorkspace, onlyWorkspace, verbInput } from "@/server/api/in-workspace";
import { analystProcedure, createRouter, viewerProcedure } from "@/server/api/procedures";
import { annotationIdShape, editedAnnotationFields, newAnnotationFields } from "@/server/core/trends/annotation-shape";
import { seriesRequestShape } from "@/server/core/trends/coverage-filter";
import { addAnnotation, editAnnotation, removeAnnotation, restoreAnnotation } from "@/server/services/trends/annotations";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { listOutlets } from "@/server/services/trends/list-outlets";
import { breakdownShape, outletBreakdown } from "@/server/services/trends/outlet-breakdown";
import { outletsThroughout } from "@/server/services/trends/outlets-throughout";
import { peakStories, peakStoriesShape } from "@/server/services/trends/peak-stories";
import { previousSeries, shownSeriesShape } from "@/server/services/trends/previous-series";
import { themePairs } from "@/server/services/trends/theme-pairs";

export const trendsRouter = createRouter({
  series: viewerProcedure.input(inWorkspace(seriesRequestShape)).query(({ ctx, input }) => coverageSeries(ctx.scope, verbInput(input))),
  previous: viewerProcedure.input(inWorkspace(shownSeriesShape)).query(({ ctx, input }) => previousSeries(ctx.scope, verbInput(input))),
  peaks: viewerProcedure.input(inWorkspace(peakStoriesShape)).query(({ ctx, input }) => peakStories(ctx.scope, verbInput(input))),
  outletBreakdown: viewerProcedure.input(inWorkspace(breakdownShape)).query(({ ctx, input }) => outletBreakdown(ctx.scope, verbInput(input))),
  themePairs: viewerProcedure.input(inWorkspace(breakdownShape)).query(({ ctx, input }) => themePairs(ctx.scope, verbInput(input))),
  outletsThroughout: viewerProcedure.input(inWorkspace(shownSeriesShape)).query(({ ctx, input }) => outletsThroughout(ctx.scope, verbInput(input))),
  outlets: viewerProcedure.input(onlyWorkspace).query(({ ctx }) => listOutlets(ctx.scope)),
  addAnnotation: analystProcedure.input(inWorkspace(newAnnotationFields)).mutation(({ ctx, input }) => addAnnotation(ctx.scope, verbInput(input))),
  editAnnotation: analystProcedure.input(inWorkspace(editedAnnotationFields)).mutation(({ ctx, input }) => editAnnotation(ctx.scope, verbInput(input))),
  removeAnnotation: analystProcedure.input(inWorkspace(annotationIdShape)).mutation(({ ctx, input }) => removeAnnotation(ctx.scope, verbInput(input))),
  restoreAnnotation: analystProcedure.input(inWorkspace(annotationIdShape)).mutation(({ ctx, input }) => restoreAnnotation(ctx.scope, verbInput(input))),
});
