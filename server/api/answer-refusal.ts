import { ZodError } from "zod";
import { Refusal, type RefusalCode } from "@/server/core/access/refusal";
import { log } from "@/server/log";

/** The status of a refusal, for routes outside tRPC. */
export const STATUS: Record<RefusalCode, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, INVALID: 400, TOO_MANY: 429, BUSY: 503 };

/** For routes outside tRPC: a refusal becomes its status and sentence, a surprise a reference and a log line. */
export async function answerRefusal(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (reason) {
    if (reason instanceof Refusal) return Response.json({ message: reason.message }, { status: STATUS[reason.code] });
    if (reason instanceof ZodError) return Response.json({ message: reason.issues[0]?.message ?? "The request is not right." }, { status: 400 });
    const reference = crypto.randomUUID().slice(0, 8);
    log.error({ err: reason, reference }, "a route failed");
    return Response.json({ message: `Something went wrong on our side; name the reference ${reference} if it stays.` }, { status: 500 });
  }
}
