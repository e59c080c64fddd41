import ipaddr from "ipaddr.js";

/** The server that we start writes this header itself, over whatever a client sent. */
export const PEER_HEADER = "x-themeline-peer";

/** What a client may only say through a proxy that the operator named. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-real-ip"];

/**
 * Reads the operator's list of proxies: addresses or networks such as 10.0.0.0/8.
 * @param {string} list separated by commas
 * @returns {(address: string) => boolean} whether an address is one of them
 */
export function readTrustedProxies(list) {
  const networks = list
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      if (entry.includes("/")) return ipaddr.parseCIDR(entry);
      const address = ipaddr.process(entry);
      return [address, address.kind() === "ipv4" ? 32 : 128];
    });
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
  };
}

/**
 * The network address that a request came from: the socket's own, or, where that is a trusted proxy, the last address
 * of X-Forwarded-For that is none.
 * @param {string} socketAddress
 * @param {string} forwardedFor
 * @param {(address: string) => boolean} isTrusted
 */
export function findPeer(socketAddress, forwardedFor, isTrusted) {
  let peer = ipaddr.isValid(socketAddress) ? ipaddr.process(socketAddress).toString() : "unknown";
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  while (isTrusted(peer)) {
    const hop = hops.pop();
    if (hop === undefined || !ipaddr.isValid(hop)) break;
    peer = ipaddr.process(hop).toString();
  }
  return peer;
}

/**
 * Says in the request's headers where it came from and drops what a client made up.
 * @param {import("node:http").IncomingMessage} request
 * @param {(address: string) => boolean} isTrusted
 */
export function notePeer(request, isTrusted) {
  const socketAddress = request.socket.remoteAddress ?? "";
  request.headers[PEER_HEADER] = findPeer(socketAddress, [request.headers["x-forwarded-for"] ?? ""].flat().join(","), isTrusted);
  if (!isTrusted(socketAddress)) for (const name of FORWARDED) delete request.headers[name];
}
