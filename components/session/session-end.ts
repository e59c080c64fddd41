import { useSyncExternalStore } from "react";

interface SessionState {
  /** Nobody is signed in any more. */
  hasEnded: boolean;
  /** The question for the password stands over the page. */
  isAsking: boolean;
  /** Who was signed in when the page was made; null where nobody was. */
  email: string | null;
}

const UNKNOWN: SessionState = { hasEnded: false, isAsking: false, email: null };

let state = UNKNOWN;
const listeners = new Set<() => void>();

function change(next: Partial<SessionState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Says who is signed in, so that the person need not type the address again. */
export const noteSignedIn = (email: string): void => change({ email, hasEnded: false, isAsking: false });

/**
 * A call was refused because nobody is signed in any more: asks for the password without leaving the page. A person who
 * closed the question is asked again when a change of theirs is refused, and not for what the page reads by itself.
 */
export const reportSessionEnd = (cause: "reading" | "change"): void => change({ hasEnded: true, isAsking: state.isAsking || !state.hasEnded || cause === "change" });

/** The person looks at the page first; nothing is signed in. */
export const closeSignIn = (): void => change({ isAsking: false });

export const reopenSignIn = (): void => change({ isAsking: true });

export const resumeSession = (): void => change({ hasEnded: false, isAsking: false });

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSessionEnd = (): SessionState =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => UNKNOWN,
  );
