import { describe, expect, it } from "vitest";
import { peerOf } from "@/server/auth/peer";
import { findPeer, notePeer, PEER_HEADER, readTrustedProxies } from "@/server/auth/peer-address.mjs";

const nobody = readTrustedProxies("");
const proxies = readTrustedProxies("10.0.0.0/8, 127.0.0.1,fd00::1");

describe("where a request comes from", () => {
  it.each([
    ["the socket, whatever the header says", "203.0.113.9", "198.51.100.1", nobody, "203.0.113.9"],
    ["the last hop before a trusted proxy, not what the client wrote before it", "127.0.0.1", "1.1.1.1, 198.51.100.7", proxies, "198.51.100.7"],
    ["the last hop that is no proxy of ours", "::ffff:127.0.0.1", "1.1.1.1, 198.51.100.7, 10.2.3.4", proxies, "198.51.100.7"],
    ["the proxy itself when it names nobody", "10.2.3.4", "", proxies, "10.2.3.4"],
    ["the proxy itself when it names nonsense", "10.2.3.4", "unknown", proxies, "10.2.3.4"],
    ["IPv6 through a proxy", "fd00::1", "2001:db8::1", proxies, "2001:db8::1"],
    ["nobody when the socket is gone already", "", "1.1.1.1", proxies, "unknown"],
  ])("is %s", (_, socket, forwardedFor, isTrusted, peer) => {
    expect(findPeer(socket, forwardedFor, isTrusted)).toBe(peer);
  });

  it("overwrites what a client claims and drops its forwarding headers", () => {
    const request = { headers: { [PEER_HEADER]: "1.1.1.1", "x-forwarded-for": "2.2.2.2", "x-forwarded-host": "evil.example", accept: "*/*" }, socket: { remoteAddress: "203.0.113.9" } };
    notePeer(request, nobody);
    expect(request.headers).toEqual({ [PEER_HEADER]: "203.0.113.9", accept: "*/*" });
  });

  it("counts an IPv6 network as one and an IPv4 address as itself", () => {
    const at = (address: string) => peerOf(new Headers({ [PEER_HEADER]: address }));
    expect(at("2001:db8:1:2:aaaa::1")).toBe(at("2001:db8:1:2:bbbb::2"));
    expect(at("2001:db8:1:2::1")).not.toBe(at("2001:db8:1:3::1"));
    expect(at("203.0.113.9")).toBe("203.0.113.9");
    expect(peerOf(new Headers())).toBe("unknown");
  });
});
