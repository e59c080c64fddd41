import { peerOf } from "@/server/auth/peer";
import { findSignedIn } from "@/server/auth/session";
import { webDatabase } from "@/server/database";
import type { Installation, Person } from "@/server/services/installation";

export interface ApiContext extends Installation {
  /** Who is signed in; null for the anonymous. */
  person: Person | null;
  /** The network address that the request really came from. */
  peer: string;
}

/** The context of one request: who is signed in is looked up once, in the database. */
export async function createContext(headers: Headers): Promise<ApiContext> {
  const at: Installation = { db: webDatabase().db, now: () => new Date() };
  return { ...at, person: await findSignedIn(at), peer: peerOf(headers) };
}
