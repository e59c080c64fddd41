import { env } from "@/server/env";

/** Signs the session cookie. Throws when the operator has set none and nothing made one. */
export function authSecret(): string {
  const secret = env().THEMELINE_SECRET;
  if (!secret) throw new Error("THEMELINE_SECRET is not set. `npm start` makes one; a container needs one of at least 32 characters.");
  return secret;
}

/** Over https the cookie is bound to the host by its name's prefix. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = env().THEMELINE_ORIGIN?.startsWith("https://") ?? false;
  return { name: secure ? "__Host-themeline-session" : "themeline-session", secure };
}
