import { initTRPC, TRPCError } from "@trpc/server";
import { z, ZodError } from "zod";
import type { ApiContext } from "@/server/api/context";
import { isUnstorable, UNSTORABLE_TEXT } from "@/server/api/unstorable";
import { Refusal, type RefusalCode } from "@/server/core/access/refusal";
import { type Role, roleAllows } from "@/server/core/access/roles";
import { log } from "@/server/log";
import { openWorkspace } from "@/server/services/workspaces/open-workspace";

/** Who may call a procedure: said at every procedure, and checked by a test. */
export interface ProcedureMeta {
  authz: "anyone" | "signed-in" | Role;
}

/** What a client learns of an error besides its sentence. */
export interface ErrorDetail {
  /** The input that the sentence stands beside. */
  field: string | null;
  /** Finds the log line of a surprise. */
  reference: string | null;
  /** One sentence per field, from the shape. */
  fields: Record<string, string>;
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ shape, error }) => ({
      code: shape.code,
      message: isUnexplained(error) ? UNEXPLAINED : error.message,
      data: { code: error.code, httpStatus: shape.data.httpStatus, path: shape.data.path, detail: detailOf(error) },
    }),
  });

const UNEXPLAINED = "Something went wrong on our side. Nothing you typed is lost; try again in a moment.";

/**
 * Whether an error reached the client without passing a procedure, such as a database that is down while the session
 * is looked up. Its own words may hold a statement and its values, so they are for the log only.
 */
export function isUnexplained(error: TRPCError): boolean {
  return error.code === "INTERNAL_SERVER_ERROR" && !(error.cause instanceof Surprise);
}

const CODES: Record<RefusalCode, TRPCError["code"]> = {
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  INVALID: "BAD_REQUEST",
  TOO_MANY: "TOO_MANY_REQUESTS",
  BUSY: "SERVICE_UNAVAILABLE",
};

function detailOf(error: TRPCError): ErrorDetail {
  const cause = error.cause;
  if (cause instanceof Refusal) return { field: cause.field ?? null, reference: null, fields: cause.field ? { [cause.field]: cause.message } : {} };
  if (cause instanceof ZodError) {
    const fields = Object.fromEntries(cause.issues.toReversed().map((issue) => [String(issue.path.at(-1) ?? ""), issue.message]));
    return { field: String(cause.issues[0]?.path.at(-1) ?? "") || null, reference: null, fields };
  }
  return { field: null, reference: cause instanceof Surprise ? cause.reference : null, fields: {} };
}

class Surprise extends Error {
  constructor(readonly reference: string) {
    super("surprise");
  }
}

/** The one place where what a verb throws becomes what a person reads. */
const translateErrors = t.middleware(async ({ next, path, type }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof Refusal) throw new TRPCError({ code: CODES[cause.code], message: cause.message, cause });
  if (cause instanceof ZodError) throw new TRPCError({ code: "BAD_REQUEST", message: cause.issues[0]?.message ?? "Something in the form is not right.", cause });
  if (isUnstorable(cause)) throw new TRPCError({ code: "BAD_REQUEST", message: UNSTORABLE_TEXT });
  if (result.error.code !== "INTERNAL_SERVER_ERROR") throw result.error;
  const reference = crypto.randomUUID().slice(0, 8);
  log.error({ err: cause ?? result.error, path, type, reference }, "a procedure failed");
  throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: `Something went wrong on our side. Nothing you typed is lost; try again, and name the reference ${reference} if it stays.`, cause: new Surprise(reference) });
});

export const createRouter = t.router;
export const createCallerFactory = t.createCallerFactory;

const base = t.procedure.use(translateErrors);

/** Open to the anonymous: sign-in and link pages. */
export const publicProcedure = base.meta({ authz: "anyone" });

/** Any signed-in person, outside of a workspace. */
export const personProcedure = base.meta({ authz: "signed-in" }).use(({ ctx, next }) => {
  if (!ctx.person) throw new Refusal("UNAUTHENTICATED", "Your session has ended. Sign in again; what you typed is kept.");
  return next({ ctx: { ...ctx, person: ctx.person } });
});

const workspaceInput = z.looseObject({ workspace: z.string().min(1).max(80) });

const memberProcedure = (role: Role) =>
  base.meta({ authz: role }).use(async ({ ctx, next, getRawInput }) => {
    if (!ctx.person) throw new Refusal("UNAUTHENTICATED", "Your session has ended. Sign in again; what you typed is kept.");
    const input = workspaceInput.safeParse(await getRawInput());
    if (!input.success) throw new Refusal("INVALID", "The request names no workspace.", "workspace");
    const scope = await openWorkspace(ctx, ctx.person, input.data.workspace);
    if (scope.actor.kind === "member" && !roleAllows(scope.actor.role, role)) throw new Refusal("FORBIDDEN", `This needs the role ${role}; yours is ${scope.actor.role}.`);
    return next({ ctx: { ...ctx, person: ctx.person, scope } });
  });

/** Reads in a workspace. */
export const viewerProcedure = memberProcedure("viewer");
/** Adds and judges in a workspace. */
export const analystProcedure = memberProcedure("analyst");
/** Manages a workspace. */
export const adminProcedure = memberProcedure("admin");
