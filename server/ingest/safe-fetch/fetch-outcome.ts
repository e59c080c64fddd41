/** What a request is for decides its size limits and what counts as readable content. */
export type FetchKind = "page" | "feed";

export type FetchFailureCode =
  // the door's own policy
  | "bad_address" | "scheme" | "credentials" | "port" | "private_address" | "robots" | "redirect_loop" | "too_many_redirects" | "redirect_without_target" | "busy" | "cancelled"
  // the way there
  | "unknown_host" | "name_lookup" | "unreachable" | "refused_connection" | "certificate" | "timeout"
  // the answer
  | "broken_off" | "bad_answer" | "too_large" | "encoding" | "damaged" | "double_encoded" | "empty" | "pdf" | "image" | "media" | "document" | "archive" | "not_text"
  | "not_found" | "gone" | "login_needed" | "forbidden" | "rate_limited" | "server_error" | "http_error"
  // what nobody foresaw; `detail` carries it for the log
  | "failed";

export type FetchFailure = {
  ok: false;
  code: FetchFailureCode;
  /** One or two plain sentences for the person who gave the address. */
  message: string;
  retryable: boolean;
  /** How long to wait before another try, where the other side or the pacing said so. */
  retryAfterMs?: number;
  status?: number;
  /** The address that failed, when redirects led away from the one that was given. */
  finalUrl?: string;
  detail?: string;
};

export type FetchSuccess = {
  ok: true;
  status: number;
  finalUrl: string;
  /** Every address on the way, the given one first; empty when nothing redirected. */
  redirects: string[];
  contentType: string | null;
  bytes: Uint8Array;
  etag: string | null;
  lastModified: string | null;
  /** True for a 304: the copy that `etag` or `lastModified` named is still current, `bytes` is empty. */
  notModified: boolean;
};

export type FetchOutcome = FetchSuccess | FetchFailure;

/** A refusal on its way up through streams and sockets; `fetchPage` turns it into an outcome. */
export class FetchRefusal extends Error {
  constructor(readonly code: FetchFailureCode, message: string, readonly retryable = false) {
    super(message);
    this.name = "FetchRefusal";
  }
}
