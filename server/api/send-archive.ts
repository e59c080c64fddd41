import { createContext } from "@/server/api/context";
import { streamParts } from "@/server/api/stream-parts";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { archiveIdShape, openArchive } from "@/server/services/archives/archives";
import { openWorkspace } from "@/server/services/workspaces/open-workspace";

/** Answers a finished archive of the workspace that the address names, sent a piece at a time. */
export async function sendArchive(request: Request, archiveId: string): Promise<Response> {
  const at = await createContext(request.headers);
  if (!at.person) throw new Refusal("UNAUTHENTICATED", "Your session has ended. Sign in again.");
  const scope = await openWorkspace(at, at.person, new URL(request.url).searchParams.get("workspace") ?? "");
  const wanted = archiveIdShape.safeParse({ archiveId });
  if (!wanted.success) throw notFound("archive");
  const { fileName, byteLength, parts } = await openArchive(scope, wanted.data);
  return new Response(streamParts(parts), {
    headers: { "content-type": "application/zip", "content-length": String(byteLength), "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`, "cache-control": "no-store" },
  });
}
