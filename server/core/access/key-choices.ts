import type { Role } from "@/server/core/access/roles";

export const KEY_SCOPES = ["read", "write"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** What a key of each scope may do, as the role that a person would need for it. */
export const ROLE_OF_SCOPE: Record<KeyScope, Role> = { read: "viewer", write: "analyst" };

export const SCOPE_EXPLANATIONS: Record<KeyScope, string> = { read: "reads everything", write: "reads everything and adds articles" };

/** Days that a key may live; 0 is until somebody revokes it. */
export const KEY_LIFETIMES = [30, 90, 365, 0] as const;
