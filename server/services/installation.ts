import type { Database } from "@/db/client";

/** For verbs that stand above workspaces: signing in, claiming links, listing one's workspaces. */
export interface Installation {
  db: Database;
  now: () => Date;
}

/** A signed-in person, before any workspace is chosen. */
export interface Person {
  userId: string;
  sessionId: string;
  name: string;
  email: string;
}
