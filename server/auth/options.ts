import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { authSecret, sessionCookie } from "@/server/auth/cookie";
import { peerOf } from "@/server/auth/peer";
import { Refusal } from "@/server/core/access/refusal";
import { webDatabase } from "@/server/database";
import { log } from "@/server/log";
import { signIn, signOut } from "@/server/services/access/sessions";

const SESSION_SECONDS = 30 * 86_400;

/** next-auth carries a random session token in its signed cookie and nothing else; what it means stands in the database. */
export function authOptions(): NextAuthOptions {
  const cookie = sessionCookie();
  const at = { db: webDatabase().db, now: () => new Date() };
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: cookie.secure,
    cookies: { sessionToken: { name: cookie.name, options: { httpOnly: true, sameSite: "lax", path: "/", secure: cookie.secure } } },
    providers: [
      CredentialsProvider({
        name: "Themeline",
        credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
        async authorize(credentials, request) {
          try {
            const headers = new Headers(request.headers as Record<string, string>);
            const { token, person } = await signIn(at, {
              email: String(credentials?.email ?? ""),
              password: String(credentials?.password ?? ""),
              peer: peerOf(headers),
              userAgent: headers.get("user-agent") ?? "",
            });
            return { id: person.userId, sid: token };
          } catch (reason) {
            if (reason instanceof Refusal) throw new Error(reason.message, { cause: reason });
            log.error({ err: reason }, "signing in failed");
            throw new Error("Signing in did not work just now. Your password was not judged; try again in a moment.", { cause: reason });
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && "sid" in user ? { sid: user.sid } : { sid: token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await signOut(at, token.sid);
      },
    },
  };
}
