import { env } from "@/server/env";

/**
 * Whether a request that changes something comes from our own pages. Browsers say where a request starts; a request
 * that says neither site nor origin is no browser's and carries no cookie that it did not earn.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = headers.get("origin");
  if (!origin) return true;
  const expected = env().THEMELINE_ORIGIN;
  if (expected) return origin === expected;
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}
