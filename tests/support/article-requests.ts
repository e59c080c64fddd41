import { newId } from "@/db/new-id";
import { PIECE_BYTES } from "@/server/core/imports/import-limits";
import type { AddArticle } from "@/server/services/articles/add-article";
import { finishUpload, startImport, addPiece } from "@/server/services/imports/upload-import";
import type { Scope } from "@/server/services/scope";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import type { TestHouse } from "@/tests/support/workspace";

type Draft = AddArticle["draft"];

/** A request to add an article that is right in every field; what is given takes its place. */
export const articleRequest = (over: Partial<Draft> = {}): AddArticle & { draft: Required<Draft> } => ({
  requestId: newId(),
  draft: { url: "", title: "Ministers weigh loan", outlet: "Evening Ledger", author: "", language: "", publishedAt: "2025-03-04", text: "The ministers met.\nThey discussed the transfer of frozen Russian assets to Ukraine.", ...over },
});

/** An administrator of another workspace of the same installation: whatever is asked, nothing of ours may be there. */
export async function openOutsider(house: TestHouse, slug: string): Promise<Scope> {
  const actor = house.as("admin").actor;
  const workspace = await house.db.transaction((tx) => createWorkspace(tx, { name: slug, slug, actor, now: house.now }));
  return { db: house.db, now: house.now, workspace, actor };
}

/** Uploads a file as the browser does; the import, or the look through the file for review, then waits for the worker. */
export async function uploadText(scope: Scope, fileName: string, content: string | Uint8Array, review = false): Promise<string> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const { importId } = await startImport(scope, { importId: newId(), fileName, byteLength: bytes.length });
  for (let position = 0; position * PIECE_BYTES < bytes.length; position += 1) {
    await addPiece(scope, { importId, position, bytes: bytes.subarray(position * PIECE_BYTES, (position + 1) * PIECE_BYTES) });
  }
  await finishUpload(scope, { importId, review });
  return importId;
}
