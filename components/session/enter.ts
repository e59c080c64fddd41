import { getCsrfToken, signIn } from "next-auth/react";

const UNREACHABLE = "The server cannot be reached just now. What you typed is kept; try again in a moment.";

/** Opens a session with an e-mail address and a password. Answers null, or the sentence that says why not. */
export async function enter(email: string, password: string): Promise<string | null> {
  // next-auth leaves the page when it finds no server, and what was typed with it; so ask first.
  if (!(await getCsrfToken())) return UNREACHABLE;
  try {
    const result = await signIn("credentials", { email, password, redirect: false });
    return result?.ok ? null : (result?.error ?? UNREACHABLE);
  } catch {
    return UNREACHABLE;
  }
}
