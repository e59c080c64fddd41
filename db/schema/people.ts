import { index, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "@/db/schema/columns";
import { workspaces } from "@/db/schema/workspaces";

export const memberRole = pgEnum("member_role", ["viewer", "analyst", "admin"]);
export const linkKind = pgEnum("link_kind", ["setup", "invitation", "reset"]);
export const keyScope = pgEnum("key_scope", ["read", "write"]);

export const users = pgTable(
  "users",
  {
    id: id(),
    /** Lower case; what a person signs in with. */
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    passwordChangedAt: createdAt(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email").on(t.email)],
);

export const members = pgTable(
  "members",
  {
    workspaceId: uuid().notNull().references(() => workspaces.id),
    userId: uuid().notNull().references(() => users.id),
    role: memberRole().notNull(),
    createdAt: createdAt(),
    removedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index("members_user").on(t.userId)],
);

/** A signed-in browser. The cookie carries a random token; only its hash is kept, and a revoked row ends it at once. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    tokenHash: text().notNull(),
    userId: uuid().notNull().references(() => users.id),
    userAgent: text().notNull().default(""),
    createdAt: createdAt(),
    lastSeenAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [uniqueIndex("sessions_token").on(t.tokenHash), index("sessions_user").on(t.userId)],
);

/** Setup, invitation and reset links; each works once. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    id: id(),
    kind: linkKind().notNull(),
    tokenHash: text().notNull(),
    workspaceId: uuid().references(() => workspaces.id),
    userId: uuid().references(() => users.id),
    email: text(),
    role: memberRole(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [uniqueIndex("one_time_links_token").on(t.tokenHash), index("one_time_links_workspace").on(t.workspaceId)],
);

/** Keys for machines. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    name: text().notNull(),
    keyHash: text().notNull(),
    /** The key's first signs, by which people know it again. */
    beginning: text().notNull().default(""),
    scope: keyScope().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    lastUsedAt: moment(),
    expiresAt: moment(),
    revokedAt: moment(),
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.keyHash), index("api_keys_workspace").on(t.workspaceId)],
);

/** Attempts per key and window; one statement counts and answers. */
export const rateLimits = pgTable(
  "rate_limits",
  { key: text().notNull(), windowStart: moment().notNull(), count: integer().notNull() },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] })],
);
