import type { Readable } from "node:stream";
import { Client, type Dispatcher } from "undici";
import { checkContentBytes, checkContentType } from "./check-content";
import { checkTarget, isPublicAddress, parseAllowHosts, type Target } from "./check-target";
import { explainFailure, explainStatus } from "./explain-failure";
import { FetchRefusal, type FetchFailure, type FetchKind, type FetchOutcome } from "./fetch-outcome";
import { HostPace, type Turn } from "./host-pace";
import { readBody, readContentEncoding } from "./read-body";
import { pinConnector, resolveWithSystem, vetAddresses, type Resolve } from "./vet-addresses";

const MB = 1_048_576;
const DAY_MS = 86_400_000;

export type FetchLimits = {
  connectMs: number;
  headersMs: number;
  /** From the moment the host's turn has come to the last byte, redirects included. */
  totalMs: number;
  /** How long a request may wait for its host's turn before it is told to come back. */
  queueMs: number;
  paceMs: number;
  redirects: number;
  headerBytes: number;
  wireBytes: Record<FetchKind, number>;
  decodedBytes: Record<FetchKind, number>;
};

const DEFAULT_LIMITS: FetchLimits = { connectMs: 5_000, headersMs: 5_000, totalMs: 15_000, queueMs: 30_000, paceMs: 1_000, redirects: 5, headerBytes: 32_768, wireBytes: { page: 2 * MB, feed: 10 * MB }, decodedBytes: { page: 5 * MB, feed: 20 * MB } };

export type SafeFetchOptions = {
  /** The operator's exact `host:port` pairs: the only way to anything but public addresses on ports 80 and 443. */
  allowHosts: readonly string[];
  /** Honest, with a contact. */
  userAgent: string;
  /** Wall clock in milliseconds, for Retry-After dates. */
  now: () => number;
  resolve?: Resolve;
  limits?: Partial<FetchLimits>;
  /** Tests show with these that each check holds without the others. */
  ports?: readonly number[];
  isPublic?: (address: string) => boolean;
};

export type FetchPageOptions = {
  kind: FetchKind;
  etag?: string | null;
  lastModified?: string | null;
  signal?: AbortSignal;
  /** Asked before every request, redirects included, while no host's turn is held; what it answers ends the reading. */
  admit?: (url: string, signal?: AbortSignal) => Promise<FetchFailure | null>;
};
export type SafeFetch = { fetchPage(url: string, options: FetchPageOptions): Promise<FetchOutcome> };

type Hop = { redirectTo: string } | { outcome: FetchOutcome };

/**
 * The one door to the outside: reads a page or feed from the public internet, politely and within limits.
 * Refusals, dead sites and hostile answers are outcomes; it throws only when it was built with an unreadable list.
 */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const limits: FetchLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const policy = { allowHosts: parseAllowHosts(options.allowHosts), ports: new Set(options.ports ?? [80, 443]) };
  const door = { ...options, limits, policy, resolve: options.resolve ?? resolveWithSystem, isPublic: options.isPublic ?? isPublicAddress, pace: new HostPace(limits.paceMs) };
  return { fetchPage: (url, request) => followAddress(door, url, request) };
}

type Door = Omit<SafeFetchOptions, "limits" | "resolve" | "isPublic"> & { limits: FetchLimits; policy: Parameters<typeof checkTarget>[1]; resolve: Resolve; isPublic: (address: string) => boolean; pace: HostPace };

async function followAddress(door: Door, given: string, request: FetchPageOptions): Promise<FetchOutcome> {
  const visited: string[] = [];
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let endsAtMs = 0;
  let address = given;
  let host = "the site";
  let turn = null as { host: string; release: (closedForMs?: number) => void } | null;
  const signal = request.signal ? AbortSignal.any([deadline.signal, request.signal]) : deadline.signal;
  try {
    for (;;) {
      const target = checkTarget(address, door.policy);
      host = target.host;
      if (visited.includes(target.url.href)) throw new FetchRefusal("redirect_loop", "The page sends its readers round in a circle. Paste the text instead.");
      if (visited.length > door.limits.redirects) throw new FetchRefusal("too_many_redirects", `The page sent its reader on more than ${door.limits.redirects} times. Paste the text instead.`);
      visited.push(target.url.href);
      if (request.admit) {
        turn?.release();
        turn = null;
        const refusal = await withinDeadline(request.admit(target.url.href, request.signal), signal);
        if (refusal) return finish(refusal, visited);
      }
      if (turn?.host !== host) {
        turn?.release();
        turn = null;
        const next = await takeTurn(door, host, timer ? Math.max(0, endsAtMs - performance.now()) : door.limits.queueMs, request.signal);
        if (!next.granted) return { ok: false, code: "busy", message: `Other pages of ${host} are being read; this one has to wait.`, retryable: true, retryAfterMs: Math.ceil(next.waitMs) };
        turn = { host, release: next.release };
      }
      if (!timer) {
        endsAtMs = performance.now() + door.limits.totalMs;
        timer = setTimeout(() => deadline.abort(new FetchRefusal("timeout", `${host} took too long to answer.`, true)), door.limits.totalMs);
      }
      const hop = await withinDeadline(requestOnce(door, target, request, signal), signal);
      if ("outcome" in hop) {
        if (!hop.outcome.ok) turn.release(hop.outcome.retryAfterMs);
        return finish(hop.outcome, visited);
      }
      address = hop.redirectTo;
    }
  } catch (error) {
    const cause = signal.aborted ? (signal.reason instanceof FetchRefusal ? signal.reason : new FetchRefusal("cancelled", "Reading was stopped.", true)) : error;
    return finish(explainFailure(cause, host), visited);
  } finally {
    if (timer) clearTimeout(timer);
    turn?.release();
  }
}

function finish(outcome: FetchOutcome, visited: string[]): FetchOutcome {
  if (outcome.ok) return { ...outcome, redirects: visited.length > 1 ? visited : [] };
  return visited.length > 1 ? { ...outcome, finalUrl: visited.at(-1)! } : outcome;
}

/** Waits for the host's turn; a turn that comes after the caller has given up goes to the next one. */
async function takeTurn(door: Door, host: string, maxWaitMs: number, signal: AbortSignal | undefined): Promise<Turn> {
  const turn = door.pace.take(host, maxWaitMs);
  if (!signal) return turn;
  return withinDeadline(turn, signal).catch((reason: unknown) => {
    void turn.then((late) => late.granted && late.release());
    throw reason;
  });
}

/** Name lookups cannot be aborted, so the deadline has to overtake them. */
function withinDeadline<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

async function requestOnce(door: Door, target: Target, request: FetchPageOptions, signal: AbortSignal): Promise<Hop> {
  const addresses = await vetAddresses(target, door.resolve, door.isPublic);
  signal.throwIfAborted();
  const client = new Client(target.url.origin, { connect: pinConnector(addresses, door.limits.connectMs), headersTimeout: door.limits.headersMs, bodyTimeout: door.limits.totalMs, maxHeaderSize: door.limits.headerBytes, pipelining: 1, allowH2: false });
  let body: Readable | null = null;
  try {
    const answer = await client.request({ method: "GET", path: target.url.pathname + target.url.search, headers: requestHeaders(door, request), signal, reset: true, highWaterMark: MB });
    body = answer.body;
    // An unread body that is destroyed emits an error, and without a listener the process would end.
    body.on("error", () => {});
    return await readAnswer(door, target, request, answer);
  } finally {
    body?.destroy();
    client.destroy().catch(() => {});
  }
}

function requestHeaders(door: Door, request: FetchPageOptions): Record<string, string> {
  const headers: Record<string, string> = {
    "user-agent": door.userAgent,
    accept: request.kind === "feed" ? "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5" : "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    "accept-encoding": "gzip, deflate, br",
  };
  // They came from a stranger's answer and go back only when they are plain header text.
  const plain = (value: string | null | undefined) => (value && value.length <= 1_000 && /^[\x20-\x7e]+$/.test(value) ? value : null);
  const etag = plain(request.etag);
  const lastModified = plain(request.lastModified);
  if (etag) headers["if-none-match"] = etag;
  if (lastModified) headers["if-modified-since"] = lastModified;
  return headers;
}

async function readAnswer(door: Door, target: Target, request: FetchPageOptions, answer: Dispatcher.ResponseData): Promise<Hop> {
  const { statusCode: status, headers } = answer;
  const header = (name: string) => [headers[name] ?? []].flat()[0] ?? null;
  const common = { status, finalUrl: target.url.href, redirects: [], contentType: header("content-type"), etag: header("etag"), lastModified: header("last-modified") };
  if (status === 304) return { outcome: { ok: true, ...common, bytes: new Uint8Array(), notModified: true } };
  if (status >= 300 && status < 400) {
    const location = header("location");
    if (!location || !URL.canParse(location, target.url)) throw new FetchRefusal("redirect_without_target", `${target.host} sends its readers on without saying where.`);
    return { redirectTo: new URL(location, target.url).href };
  }
  if (status < 200 || status >= 300) return { outcome: withRetryAfter(explainStatus(status, target.host), header("retry-after"), door.now()) };
  checkContentType(common.contentType, request.kind);
  const encoding = readContentEncoding(headers["content-encoding"]);
  const wireBytes = door.limits.wireBytes[request.kind];
  if (Number(header("content-length") ?? 0) > wireBytes) throw new FetchRefusal("too_large", `The page is larger than ${Math.round(wireBytes / MB)} MB. Paste the text instead.`);
  const bytes = await readBody(answer.body, encoding, { wireBytes, decodedBytes: door.limits.decodedBytes[request.kind] });
  checkContentBytes(bytes);
  return { outcome: { ok: true, ...common, bytes, notModified: false } };
}

/** Retry-After is seconds or a date; a day is the longest that is believed. */
function withRetryAfter(failure: FetchFailure, header: string | null, nowMs: number): FetchFailure {
  if (!failure.retryable || header === null) return failure;
  const waitMs = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - nowMs;
  return waitMs > 0 ? { ...failure, retryAfterMs: Math.min(waitMs, DAY_MS) } : failure;
}
