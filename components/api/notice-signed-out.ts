import type { CallError } from "@/components/api/call-procedure";
import { reportSessionEnd } from "@/components/session/session-end";

const noticeSignedOut = (cause: "reading" | "change") => (error: unknown) => {
  if ((error as CallError).data?.code === "UNAUTHORIZED") reportSessionEnd(cause);
};

/** Wherever a call finds that nobody is signed in any more, the same question appears over the page. */
export const reportFailedQuestion = noticeSignedOut("reading");
export const reportFailedChange = noticeSignedOut("change");
