import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { normaliseAddress, type Target } from "./check-target";
import { FetchRefusal } from "./fetch-outcome";

export type Resolve = (hostname: string) => Promise<string[]>;

export const resolveWithSystem: Resolve = async (hostname) => (await lookup(hostname, { all: true, verbatim: true })).map((entry) => entry.address);

/**
 * Resolves a host once and refuses it when any of its addresses is not public: a name that also points inside is
 * not trusted with the outside either. Hosts of the operator's list are resolved and not judged.
 */
export async function vetAddresses(target: Target, resolve: Resolve, isPublic: (address: string) => boolean): Promise<string[]> {
  const addresses = target.literal ? [target.host] : await resolve(target.host);
  const readable = addresses.filter((address) => isIP(address) !== 0 && !address.includes("%"));
  if (readable.length === 0 || readable.length !== addresses.length) throw new FetchRefusal("unknown_host", `The site ${target.host} has no usable address.`);
  if (!target.allowListed && !readable.every(isPublic)) throw new FetchRefusal("private_address", "This address leads into a private network, which Themeline does not read. If it is meant, the operator can allow it by name.");
  return readable;
}

/**
 * A connector that can reach the vetted addresses and nothing else: names are answered from the list, and the
 * address that the socket really reached is compared with it before a byte is sent.
 */
export function pinConnector(addresses: readonly string[], connectMs: number): buildConnector.connector {
  const vetted = new Set(addresses.map(normaliseAddress));
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  const answer: LookupFunction = (_hostname, options, callback) => {
    const first = entries[0]!;
    if (options.all) callback(null, entries);
    else callback(null, first.address, first.family);
  };
  const connect = buildConnector({ timeout: connectMs, allowH2: false, maxCachedSessions: 0, rejectUnauthorized: true, autoSelectFamily: true, lookup: answer, keepAlive: false } as buildConnector.BuildOptions);
  return (options, callback) => {
    connect(options, (...result) => {
      const socket = result[1];
      if (!socket) return callback(result[0] ?? new Error("no socket"), null);
      const reached = socket.remoteAddress === undefined ? null : normaliseAddress(socket.remoteAddress);
      if (reached !== null && vetted.has(reached)) return callback(null, socket);
      socket.on("error", () => {});
      socket.destroy();
      return callback(new FetchRefusal("private_address", "The site answered from another address than its name gave."), null);
    });
  };
}
