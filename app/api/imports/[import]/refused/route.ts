import { answerRefusal } from "@/server/api/answer-refusal";
import { createContext } from "@/server/api/context";
import { Refusal } from "@/server/core/access/refusal";
import { exportRefused } from "@/server/services/imports/export-refused";
import { openWorkspace } from "@/server/services/workspaces/open-workspace";

/** The refused rows of an import as CSV, sent while they are read. */
export async function GET(request: Request, context: { params: Promise<{ import: string }> }): Promise<Response> {
  return answerRefusal(async () => {
    const at = await createContext(request.headers);
    if (!at.person) throw new Refusal("UNAUTHENTICATED", "Your session has ended. Sign in again.");
    const scope = await openWorkspace(at, at.person, new URL(request.url).searchParams.get("workspace") ?? "");
    const { fileName, rows } = await exportRefused(scope, { importId: (await context.params).import });
    return new Response(streamText(rows), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`, "cache-control": "no-store" },
    });
  });
}

function streamText(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
