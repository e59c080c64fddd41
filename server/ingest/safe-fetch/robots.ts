import type { SafeFetch } from "./create-safe-fetch";
import type { FetchFailure, FetchOutcome } from "./fetch-outcome";

/** One `Allow` or `Disallow` line: `pattern` as written, in one spelling of its escapes. */
export interface RobotsRule {
  allow: boolean;
  pattern: string;
}

/** RFC 9309 asks for at least 500 KiB; what stands beyond is not read. */
const PARSED_CHARS = 512 * 1_024;
const MAX_RULES = 5_000;
const DAY_MS = 86_400_000;
/** An unreachable site is asked again sooner than one that answered. */
const RETRY_MS = 3_600_000;
const MANY_SITES = 2_000;

/**
 * The rules of a robots.txt for one product token (RFC 9309): those of every group that names it, else those of the
 * groups for `*`. Lines that are none are passed over; an empty `Disallow` forbids nothing.
 */
export function parseRobots(text: string, productToken: string): RobotsRule[] {
  const token = productToken.toLowerCase();
  const groups = { own: [] as RobotsRule[], all: [] as RobotsRule[] };
  let isNamed = false;
  let agents = new Set<string>();
  let inRules = false;
  for (const line of text.replace(/^\ufeff/, "").slice(0, PARSED_CHARS).split(/\r\n?|\n/)) {
    const match = /^\s*(user-agent|allow|disallow)\s*:\s*([^#]*)/i.exec(line);
    if (!match) continue;
    const key = match[1]!.toLowerCase();
    const value = match[2]!.trim();
    if (key === "user-agent") {
      if (inRules) agents = new Set();
      inRules = false;
      agents.add(/^\*|^[a-z_-]+/i.exec(value)?.[0].toLowerCase() ?? "");
      isNamed ||= agents.has(token);
      continue;
    }
    inRules = true;
    if (value === "" || groups.own.length + groups.all.length >= MAX_RULES) continue;
    const rule = { allow: key === "allow", pattern: spell(value) };
    if (agents.has(token)) groups.own.push(rule);
    else if (agents.has("*")) groups.all.push(rule);
  }
  return isNamed ? groups.own : groups.all;
}

/** Whether the rules let an address be read: the longest pattern that fits decides, `Allow` where two are equally long. */
export function isAllowed(rules: readonly RobotsRule[], url: string): boolean {
  const { pathname, search } = new URL(url);
  const path = spell(pathname + search);
  if (path === "/robots.txt") return true;
  let best: RobotsRule | null = null;
  for (const rule of rules) {
    if (!fits(rule.pattern, path)) continue;
    if (best === null || rule.pattern.length > best.pattern.length || (rule.pattern.length === best.pattern.length && rule.allow)) best = rule;
  }
  return best?.allow ?? true;
}

/** `*` stands for any run of characters, a `$` at the end for the end. Linear in the path for each piece of the pattern. */
function fits(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith("$");
  const [first = "", ...pieces] = (anchored ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(first)) return false;
  const last = pieces.pop();
  if (last === undefined) return !anchored || path.length === first.length;
  let at = first.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) !== -1;
}

/** One spelling of escapes: letters and digits are plain, everything beyond ASCII is escaped, hexadecimal digits are capitals. */
function spell(path: string): string {
  return path
    .replace(/[^\x21-\x7e]+/g, (run) => encodeURIComponent(run.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, (escape) => {
      const char = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return /[\w.~-]/.test(char) ? char : escape.toUpperCase();
    });
}

/**
 * Null where the address may be read; else why not: the site asks programs like this one not to, or cannot be asked
 * just now, which passes.
 */
export type RobotsGate = (url: string, signal?: AbortSignal) => Promise<FetchFailure | null>;

const FORBIDDEN: FetchFailure = { ok: false, code: "robots", message: "The site does not let programs read this page (robots.txt). Open it and paste its text, or have this feed's pages left alone.", retryable: false };

/**
 * Asks each site once a day what programs may read, through the one outgoing door. A site without a robots.txt (any
 * 4xx) allows everything; one that fails or cannot be reached allows nothing for an hour (RFC 9309, 2.3.1).
 * `productToken` is the first word of the user agent; `now` is the wall clock in milliseconds.
 */
export function openRobots(door: SafeFetch, productToken: string, now: () => number): RobotsGate {
  const sites = new Map<string, { rules: Promise<RobotsRule[] | null>; askAgainAtMs: number }>();

  async function ask(origin: string, signal: AbortSignal | undefined): Promise<RobotsRule[] | null> {
    const outcome = await door.fetchPage(`${origin}/robots.txt`, { kind: "page", signal });
    const rules = rulesOf(outcome, productToken);
    const site = sites.get(origin);
    if (site && rules === null) site.askAgainAtMs = now() + (outcome.ok || outcome.code === "cancelled" ? 0 : outcome.code === "busy" ? (outcome.retryAfterMs ?? 0) : RETRY_MS);
    return rules;
  }

  return async (url, signal) => {
    if (!URL.canParse(url)) return FORBIDDEN;
    const { origin, host } = new URL(url);
    let site = sites.get(origin);
    if (!site || site.askAgainAtMs <= now()) {
      if (sites.size >= MANY_SITES) for (const [key, old] of sites) if (old.askAgainAtMs <= now() || sites.size >= MANY_SITES) sites.delete(key);
      site = { rules: Promise.resolve(null), askAgainAtMs: now() + DAY_MS };
      sites.set(origin, site);
      site.rules = ask(origin, signal);
    }
    const rules = await site.rules;
    if (rules) return isAllowed(rules, url) ? null : FORBIDDEN;
    return { ok: false, code: "robots", message: `What ${host} lets programs read (robots.txt) cannot be learnt just now.`, retryable: true, retryAfterMs: Math.max(0, site.askAgainAtMs - now()) };
  };
}

/** Null when the site cannot say. What is no text, or far too much of it, says nothing against reading. */
function rulesOf(outcome: FetchOutcome, productToken: string): RobotsRule[] | null {
  if (outcome.ok) return parseRobots(Buffer.from(outcome.bytes).toString("utf8"), productToken);
  if (outcome.status !== undefined) return outcome.status === 429 || outcome.status >= 500 ? null : [];
  const saysNothing = ["empty", "too_large", "too_many_redirects", "redirect_loop", "redirect_without_target", "pdf", "image", "media", "document", "archive", "not_text"];
  return saysNothing.includes(outcome.code) ? [] : null;
}
