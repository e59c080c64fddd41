import { Client } from "undici";
import { checkTarget, isPublicAddress, parseAllowHosts } from "@/server/ingest/safe-fetch/check-target";
import { explainFailure } from "@/server/ingest/safe-fetch/explain-failure";
import { FetchRefusal } from "@/server/ingest/safe-fetch/fetch-outcome";
import { pinConnector, type Resolve, resolveWithSystem, vetAddresses } from "@/server/ingest/safe-fetch/vet-addresses";

export interface PostDoor {
  /** The operator's exact `host:port` pairs: the only way to anything but public addresses on ports 80 and 443. */
  allowHosts: readonly string[];
  userAgent: string;
  resolve?: Resolve;
  patienceMs?: number;
}

export type PostOutcome = { ok: true; status: number } | { ok: false; reason: string; retryable: boolean; status: number | null };

const PATIENCE_MS = 10_000;
const MOST_ANSWER_BYTES = 65_536;
/** These say that the address or the message is wrong, and stay so; others may pass. */
const isLasting = (status: number): boolean => status >= 300 && status < 500 && ![408, 425, 429].includes(status);

/**
 * Sends JSON through the one outgoing door: the same judgement of addresses as for reading, no redirects, and nothing
 * of the answer but its status. Never throws for what the other side does.
 */
export async function postSafely(door: PostDoor, address: string, headers: Record<string, string>, body: string): Promise<PostOutcome> {
  const patienceMs = door.patienceMs ?? PATIENCE_MS;
  let host = "the address";
  let client: Client | undefined;
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const target = checkTarget(address, { allowHosts: parseAllowHosts(door.allowHosts), ports: new Set([80, 443]) });
    host = target.host;
    if (target.url.protocol !== "https:" && !target.allowListed) throw new FetchRefusal("scheme", "Messages go to addresses that begin with https:// only.");
    const addresses = await Promise.race([vetAddresses(target, door.resolve ?? resolveWithSystem, isPublicAddress), rejectOn(signal)]);
    client = new Client(target.url.origin, { connect: pinConnector(addresses, patienceMs), headersTimeout: patienceMs, bodyTimeout: patienceMs, maxHeaderSize: 32_768, pipelining: 1, allowH2: false, maxResponseSize: MOST_ANSWER_BYTES });
    const answer = await client.request({ method: "POST", path: target.url.pathname + target.url.search, headers: { ...headers, "content-type": "application/json", "user-agent": door.userAgent }, body, signal, reset: true });
    answer.body.on("error", () => {});
    answer.body.destroy();
    const { statusCode: status } = answer;
    if (status >= 200 && status < 300) return { ok: true, status };
    return { ok: false, reason: `${host} answered with status ${status}.`, retryable: !isLasting(status), status };
  } catch (reason) {
    const failure = explainFailure(signal.aborted ? new FetchRefusal("timeout", `${host} took too long to answer.`, true) : reason, host);
    return { ok: false, reason: failure.message, retryable: failure.retryable, status: failure.status ?? null };
  } finally {
    client?.destroy().catch(() => {});
  }
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true }));
}
