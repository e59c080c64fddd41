import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { FetchRefusal } from "./fetch-outcome";

const DEFAULT_PORTS: Record<string, number> = { "http:": 80, "https:": 443 };
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

export type TargetPolicy = { allowHosts: ReadonlySet<string>; ports: ReadonlySet<number> };
export type Target = { url: URL; host: string; port: number; literal: boolean; allowListed: boolean };

/** Parses the operator's list: exact `host:port` pairs, as a URL would spell them. Throws on an entry that is none. */
export function parseAllowHosts(entries: readonly string[]): Set<string> {
  return new Set(entries.map((entry) => {
    const match = /^(\[[0-9a-f:.]+\]|[^:/?#@*\s]+):(\d{1,5})$/i.exec(entry.trim());
    if (!match || !URL.canParse(`http://${match[1]}:${match[2]}/`)) throw new Error(`THEMELINE_ALLOW_HOSTS: "${entry}" is not host:port.`);
    return `${new URL(`http://${match[1]}/`).hostname}:${Number(match[2])}`;
  }));
}

/** Everything that an address itself can show: scheme, user name, host, port. Throws a FetchRefusal. */
export function checkTarget(address: string | URL, policy: TargetPolicy): Target {
  if (!URL.canParse(address)) throw new FetchRefusal("bad_address", "This is not a web address. It should look like https://example.com/article.");
  const url = new URL(address);
  url.hash = "";
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new FetchRefusal("scheme", "Only addresses that begin with http:// or https:// can be read.");
  if (url.username !== "" || url.password !== "") throw new FetchRefusal("credentials", "The address contains a user name or password. Remove everything before the @.");
  if (url.hostname === "") throw new FetchRefusal("bad_address", "The address names no site.");
  const port = url.port === "" ? DEFAULT_PORTS[url.protocol]! : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const allowListed = policy.allowHosts.has(`${url.hostname}:${port}`);
  if (!allowListed && !policy.ports.has(port)) throw new FetchRefusal("port", `Port ${port} is not open for reading; only the usual web ports 80 and 443 are.`);
  return { url, host, port, literal: isIP(host) !== 0, allowListed };
}

/**
 * True for an address on the public internet, decided by allow-list: IPv4 unicast, IPv6 unicast inside 2000::/3.
 * A v4-mapped IPv6 address is judged as the IPv4 address inside. Anything unreadable is not public.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = plainAddress(address);
  if (!parsed) return false;
  if (parsed.kind() === "ipv4") return parsed.range() === "unicast";
  return parsed.range() === "unicast" && (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST_V6);
}

/** One spelling per address, so that a vetted address and the one a socket reports can be compared. Null when unreadable. */
export function normaliseAddress(address: string): string | null {
  return plainAddress(address)?.toNormalizedString() ?? null;
}

function plainAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (isIP(address) === 0 || address.includes("%")) return null;
  const parsed = ipaddr.parse(address);
  return parsed.kind() === "ipv6" && (parsed as ipaddr.IPv6).isIPv4MappedAddress() ? (parsed as ipaddr.IPv6).toIPv4Address() : parsed;
}
