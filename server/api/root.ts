import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { createCallerFactory, createRouter } from "@/server/api/procedures";
import { alertsRouter } from "@/server/api/routers/alerts";
import { archivesRouter } from "@/server/api/routers/archives";
import { articlesRouter } from "@/server/api/routers/articles";
import { boardsRouter } from "@/server/api/routers/boards";
import { feedsRouter } from "@/server/api/routers/feeds";
import { importsRouter } from "@/server/api/routers/imports";
import { keysRouter } from "@/server/api/routers/keys";
import { meetingsRouter } from "@/server/api/routers/meetings";
import { outletsRouter } from "@/server/api/routers/outlets";
import { personRouter } from "@/server/api/routers/person";
import { snapshotsRouter } from "@/server/api/routers/snapshots";
import { themesRouter } from "@/server/api/routers/themes";
import { trendsRouter } from "@/server/api/routers/trends";
import { viewsRouter } from "@/server/api/routers/views";
import { workspaceRouter } from "@/server/api/routers/workspace";

export const appRouter = createRouter({
  person: personRouter,
  workspace: workspaceRouter,
  articles: articlesRouter,
  imports: importsRouter,
  keys: keysRouter,
  alerts: alertsRouter,
  archives: archivesRouter,
  feeds: feedsRouter,
  outlets: outletsRouter,
  themes: themesRouter,
  trends: trendsRouter,
  views: viewsRouter,
  boards: boardsRouter,
  snapshots: snapshotsRouter,
  meetings: meetingsRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** Calls procedures without a network, with the same checks: pages on the server, and tests. */
export const createCaller = createCallerFactory(appRouter);
