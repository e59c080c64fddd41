import { eq, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Visibility } from "@/server/core/views/view-shapes";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

interface Owned {
  visibility: PgColumn;
  createdBy: PgColumn;
}

/** What is the workspace's, and what is the actor's own. A private row of somebody else is as if it were not there. */
export function visibleTo(scope: Scope, table: Owned): SQL {
  const userId = actorUserId(scope.actor);
  const shared = eq(table.visibility, "workspace");
  return userId ? or(shared, eq(table.createdBy, userId))! : shared;
}

/** Whoever reads may keep something for themselves; what everybody sees needs `analyst`. */
export function requireMayKeep(scope: Scope, ...visibilities: Visibility[]): void {
  requireRole(scope, visibilities.includes("workspace") ? "analyst" : "viewer");
}
