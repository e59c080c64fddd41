import { toastProblem } from "@/components/ui/toaster";

/** Ends the session on the server and goes to the sign-in page, or back to `to` where somebody else is to sign in. */
export async function leave(to = "/sign-in"): Promise<void> {
  try {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: to });
  } catch {
    toastProblem("You are not signed out: the server cannot be reached just now.", "Try again in a moment.");
  }
}
