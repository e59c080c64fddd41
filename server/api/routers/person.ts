import { z } from "zod";
import { createRouter, personProcedure, publicProcedure } from "@/server/api/procedures";
import { claimShape, passwordChangeShape, resetShape, tokenShape } from "@/server/core/access/credentials";
import { Refusal } from "@/server/core/access/refusal";
import { countAttempt } from "@/server/services/access/limit-attempts";
import { acceptInvitation, claimInvitation, claimReset, claimSetup, hasAccounts, readLink } from "@/server/services/access/links";
import { changePassword } from "@/server/services/access/passwords";
import { listSessions, revokeSession } from "@/server/services/access/sessions";
import { createDemo } from "@/server/services/demo/create-demo";
import { listWorkspaces } from "@/server/services/workspaces/open-workspace";
import { mayStartWorkspace, startWorkspace } from "@/server/services/workspaces/start-workspace";

/** Links are guesses waiting to happen: each network address gets a few. */
const linkProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const allowed = await countAttempt(ctx.db, { key: `link:${ctx.peer}`, most: 60, windowMinutes: 15 }, ctx.now());
  if (!allowed) throw new Refusal("TOO_MANY", "Too many attempts from this network address. Wait a quarter of an hour and try again.");
  return next();
});

const onlyToken = z.strictObject({ token: tokenShape });

export const personRouter = createRouter({
  firstRun: publicProcedure.query(async ({ ctx }) => ({ isFirstRun: !(await hasAccounts(ctx.db)) })),
  readLink: linkProcedure.input(onlyToken).query(({ ctx, input }) => readLink(ctx, input.token)),
  claimSetup: linkProcedure.input(claimShape).mutation(({ ctx, input }) => claimSetup(ctx, input)),
  claimInvitation: linkProcedure.input(claimShape).mutation(({ ctx, input }) => claimInvitation(ctx, input)),
  claimReset: linkProcedure.input(resetShape).mutation(({ ctx, input }) => claimReset(ctx, input)),
  acceptInvitation: personProcedure.input(onlyToken).mutation(({ ctx, input }) => acceptInvitation(ctx, ctx.person, input.token)),
  me: personProcedure.query(({ ctx }) => ({ name: ctx.person.name, email: ctx.person.email })),
  mayCreateWorkspace: personProcedure.query(async ({ ctx }) => ({ mayCreate: await mayStartWorkspace(ctx.db, ctx.person) })),
  createWorkspace: personProcedure.mutation(({ ctx }) => startWorkspace(ctx, ctx.person)),
  workspaces: personProcedure.query(({ ctx }) => listWorkspaces(ctx, ctx.person)),
  changePassword: personProcedure.input(passwordChangeShape).mutation(({ ctx, input }) => changePassword(ctx, ctx.person, input)),
  sessions: personProcedure.query(({ ctx }) => listSessions(ctx, ctx.person)),
  revokeSession: personProcedure.input(z.strictObject({ sessionId: z.uuid() })).mutation(({ ctx, input }) => revokeSession(ctx, ctx.person, input.sessionId)),
  createDemo: personProcedure.mutation(async ({ ctx }) => ({ slug: (await createDemo(ctx, ctx.person)).slug })),
});
