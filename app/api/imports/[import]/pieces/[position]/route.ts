import { createContext } from "@/server/api/context";
import { isSameOrigin } from "@/server/api/same-origin";
import { answerRefusal } from "@/server/api/answer-refusal";
import { Refusal } from "@/server/core/access/refusal";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import { addPiece } from "@/server/services/imports/upload-import";
import { openWorkspace } from "@/server/services/workspaces/open-workspace";

/** Takes one piece of a file, as raw bytes; tRPC speaks JSON only. */
export async function PUT(request: Request, context: { params: Promise<{ import: string; position: string }> }): Promise<Response> {
  return answerRefusal(async () => {
    if (!isSameOrigin(request.headers)) throw new Refusal("FORBIDDEN", "This request comes from another site.");
    const at = await createContext(request.headers);
    if (!at.person) throw new Refusal("UNAUTHENTICATED", "Your session has ended. Sign in again; the upload goes on where it stood.");
    // A length that is said is also kept to by the server; without one there would be no bound on what is read here.
    const length = Number(request.headers.get("content-length") ?? Number.NaN);
    if (!(length <= PIECE_BYTES)) throw new Refusal("INVALID", "A piece of a file says its length, which is at most 4 MB.");
    const scope = await openWorkspace(at, at.person, new URL(request.url).searchParams.get("workspace") ?? "");
    const { import: importId, position } = await context.params;
    await addPiece(scope, { importId, position: Number(position), bytes: new Uint8Array(await request.arrayBuffer()) });
    return Response.json({ taken: Number(position) });
  });
}
