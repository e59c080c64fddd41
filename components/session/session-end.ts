import { useSyncExternalStore } from "react";

interface SessionState {
  hasEnded: boolean;
  /** Who was signed in when the page was made; null where nobody was. */
  email: string | null;
}

const UNKNOWN: SessionState = { hasEnded: false, email: null };

let state = UNKNOWN;
const listeners = new Set<() => void>();

function change(next: Partial<SessionState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Says who is signed in, so that the person need not type the address again. */
export const noteSignedIn = (email: string): void => change({ email, hasEnded: false });

/** A call was refused because nobody is signed in any more: asks for the password without leaving the page. */
export const reportSessionEnd = (): void => change({ hasEnded: true });

export const closeSessionEnd = (): void => change({ hasEnded: false });

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
