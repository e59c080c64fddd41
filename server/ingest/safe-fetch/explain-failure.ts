import { FetchRefusal, type FetchFailure, type FetchFailureCode } from "./fetch-outcome";

type Explanation = { code: FetchFailureCode; message: string; retryable: boolean };

const BY_ERROR_CODE = new Map<string, (host: string) => Explanation>([
  ["ENOTFOUND", (host) => ({ code: "unknown_host", message: `There is no site called ${host}. Check the spelling.`, retryable: false })],
  ["ENODATA", (host) => ({ code: "unknown_host", message: `There is no site called ${host}. Check the spelling.`, retryable: false })],
  ["EAI_AGAIN", (host) => ({ code: "name_lookup", message: `The name ${host} could not be looked up just now.`, retryable: true })],
  ["ECONNREFUSED", (host) => ({ code: "refused_connection", message: `${host} does not accept connections just now.`, retryable: true })],
  ["UND_ERR_HEADERS_OVERFLOW", (host) => ({ code: "bad_answer", message: `${host} sent an answer that is not proper HTTP.`, retryable: false })],
]);
const UNREACHABLE = new Set(["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EACCES", "ENETDOWN", "UND_ERR_CONNECT_TIMEOUT"]);
const TIMED_OUT = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ABORT_ERR", "UND_ERR_ABORTED"]);
const BROKEN_OFF = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "ERR_STREAM_PREMATURE_CLOSE"]);

/** A network, TLS, HTTP or unpacking error in a person's words. What is not known keeps its text in `detail` for the log. */
export function explainFailure(error: unknown, host: string): FetchFailure {
  if (error instanceof FetchRefusal) return { ok: false, code: error.code, message: error.message, retryable: error.retryable };
  const code = errorCode(error);
  const known = BY_ERROR_CODE.get(code)?.(host);
  if (known) return { ok: false, ...known };
  if (UNREACHABLE.has(code)) return { ok: false, code: "unreachable", message: `${host} cannot be reached just now.`, retryable: true };
  if (TIMED_OUT.has(code)) return { ok: false, code: "timeout", message: `${host} took too long to answer.`, retryable: true };
  if (BROKEN_OFF.has(code)) return { ok: false, code: "broken_off", message: `${host} broke the connection off before the page was complete.`, retryable: true };
  if (code.startsWith("HPE_") || (error instanceof Error && error.name === "HTTPParserError")) return { ok: false, code: "bad_answer", message: `${host} sent an answer that is not proper HTTP.`, retryable: false };
  if (/^(?:Z_|ERR__ERROR|ERR_PADDING|ERR_BROTLI)/.test(code)) return { ok: false, code: "damaged", message: `What ${host} sent is damaged and cannot be unpacked.`, retryable: true };
  if (/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|UNABLE_TO_|SELF_SIGNED/.test(code)) return { ok: false, code: "certificate", message: `The secure connection to ${host} failed: its certificate is not valid.`, retryable: false, detail: code };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { ok: false, code: "failed", message: `The page could not be read from ${host}.`, retryable: true, detail };
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  // Trying IPv6 and IPv4 at once reports one error per address; the first one is as good as the others.
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : error.name === "AbortError" ? "ABORT_ERR" : "";
}

/** The outcome for an answer that is neither content nor a redirect. */
export function explainStatus(status: number, host: string): FetchFailure {
  const fail = (code: FetchFailureCode, message: string, retryable = false): FetchFailure => ({ ok: false, code, message, retryable, status });
  if (status === 404) return fail("not_found", `${host} has no page at this address.`);
  if (status === 410) return fail("gone", `${host} has removed this page.`);
  if (status === 401 || status === 402 || status === 407) return fail("login_needed", `${host} shows this page only to its subscribers. Paste the text instead.`);
  if (status === 403 || status === 451) return fail("forbidden", `${host} does not let Themeline read this page. Paste the text instead.`);
  if (status === 429) return fail("rate_limited", `${host} asks for fewer requests. It will be tried again later.`, true);
  if (status >= 500) return fail("server_error", `${host} has a fault of its own just now (${status}).`, true);
  return fail("http_error", `${host} refused the request (${status}).`, status === 408 || status === 425);
}
