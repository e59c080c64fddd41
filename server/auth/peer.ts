import ipaddr from "ipaddr.js";
import { PEER_HEADER } from "@/server/auth/peer-address.mjs";

/** Whoever has one IPv6 address has the whole network around it. */
const IPV6_NETWORK_BITS = 64;

/** Where a request really came from, for limits to count by: an IPv4 address or an IPv6 network. */
export function peerOf(headers: Headers): string {
  const address = headers.get(PEER_HEADER) ?? "";
  if (!ipaddr.isValid(address)) return "unknown";
  return ipaddr.IPv6.isValid(address) ? `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${IPV6_NETWORK_BITS}`).toString()}/${IPV6_NETWORK_BITS}` : address;
}
