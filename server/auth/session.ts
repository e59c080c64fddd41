import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { authSecret, sessionCookie } from "@/server/auth/cookie";
import { findPerson } from "@/server/services/access/sessions";
import type { Installation, Person } from "@/server/services/installation";

/**
 * The person behind the request's cookie, or null. The cookie's token is only a pointer: the session's row decides, on
 * every request. A malformed, foreign or outdated cookie is nobody, never an error.
 */
export async function findSignedIn(at: Installation): Promise<Person | null> {
  const jar = await cookies();
  const { name } = sessionCookie();
  const chunks = jar.getAll().filter((cookie) => cookie.name === name || cookie.name.startsWith(`${name}.`));
  const raw = chunks.length === 1 ? chunks[0]!.value : chunks.sort((a, b) => a.name.localeCompare(b.name)).map(({ value }) => value).join("");
  if (!raw) return null;
  const token = await decode({ token: raw, secret: authSecret() }).catch(() => null);
  return typeof token?.sid === "string" ? findPerson(at, token.sid) : null;
}
