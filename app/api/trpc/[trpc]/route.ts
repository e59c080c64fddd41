import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "@/server/api/context";
import { isUnexplained } from "@/server/api/procedures";
import { appRouter } from "@/server/api/root";
import { isSameOrigin } from "@/server/api/same-origin";
import { log } from "@/server/log";

const refuse = (status: number, message: string) => Response.json({ error: { message, code: status, data: { code: "FORBIDDEN", httpStatus: status } } }, { status });

function handle(request: Request): Promise<Response> | Response {
  if (request.method === "POST") {
    if (!isSameOrigin(request.headers)) return refuse(403, "This request comes from another site.");
    if (request.headers.get("content-type")?.split(";")[0]?.trim() !== "application/json") return refuse(415, "Procedures take JSON only.");
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
    maxBatchSize: 10,
    // A question with a whole text in it is too long for an address.
    allowMethodOverride: true,
    onError({ error, path }) {
      if (isUnexplained(error)) log.error({ err: error.cause ?? error, path }, "a request failed before its procedure");
    },
  });
}

export { handle as GET, handle as POST };
