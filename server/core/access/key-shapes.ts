import { z } from "zod";
import { KEY_LIFETIMES, KEY_SCOPES } from "@/server/core/access/key-choices";

export const keyScopeShape = z.enum(KEY_SCOPES);

export const newKeyShape = z.strictObject({
  name: z.string().trim().min(1, "Say what will use the key.").max(80, "Keep the name to 80 characters."),
  scope: keyScopeShape,
  lifetimeDays: z.literal(KEY_LIFETIMES),
});
export const keyIdShape = z.strictObject({ keyId: z.uuid() });

/** A key as machines send it: what it is, what it may do, and 256 random bits. */
export const keyPattern = /^tl_(?:read|write)_[A-Za-z0-9_-]{43}$/;
