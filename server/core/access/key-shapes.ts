import { z } from "zod";
import type { Role } from "@/server/core/access/roles";

export const KEY_SCOPES = ["read", "write"] as const;
export const keyScopeShape = z.enum(KEY_SCOPES);
export type KeyScope = z.infer<typeof keyScopeShape>;

/** What a key of each scope may do, as the role that a person would need for it. */
export const ROLE_OF_SCOPE: Record<KeyScope, Role> = { read: "viewer", write: "analyst" };

export const SCOPE_EXPLANATIONS: Record<KeyScope, string> = { read: "reads everything", write: "reads everything and adds articles" };

/** Days that a key may live; 0 is until somebody revokes it. */
export const KEY_LIFETIMES = [30, 90, 365, 0] as const;

export const newKeyShape = z.strictObject({
  name: z.string().trim().min(1, "Say what will use the key.").max(80, "Keep the name to 80 characters."),
  scope: keyScopeShape,
  lifetimeDays: z.literal(KEY_LIFETIMES),
});
export const keyIdShape = z.strictObject({ keyId: z.uuid() });

/** A key as machines send it: what it is, what it may do, and 256 random bits. */
export const keyPattern = /^tl_(?:read|write)_[A-Za-z0-9_-]{43}$/;
