import { and, asc, eq, gt } from "drizzle-orm";
import { importPieces } from "@/db/schema";
import type { Scope } from "@/server/services/scope";

/** The bytes of an import's file in their order, a piece at a time. */
export async function* readPieces(scope: Scope, importId: string): AsyncGenerator<Uint8Array> {
  for (let position = -1; ; ) {
    const [piece] = await scope.db.select().from(importPieces).where(and(eq(importPieces.importId, importId), gt(importPieces.position, position))).orderBy(asc(importPieces.position)).limit(1);
    if (!piece) return;
    yield piece.bytes;
    position = piece.position;
  }
}
