import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTarget, isPublicAddress, normaliseAddress, parseAllowHosts } from "@/server/ingest/safe-fetch/check-target";
import { FetchRefusal } from "@/server/ingest/safe-fetch/fetch-outcome";
import { pinConnector } from "@/server/ingest/safe-fetch/vet-addresses";
import { forgeAddresses } from "@/tests/support/forged-addresses";

describe("isPublicAddress", () => {
  it.each(["93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001:80b::200e", "::ffff:8.8.8.8"])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each(["127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "::", "::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "100::1", "5f00::1", "4000::1", "", "localhost", "127.1", "2130706433"])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it("judges a mapped address as the address inside", () => {
    fc.assert(fc.property(fc.ipV4(), (address) => isPublicAddress(`::ffff:${address}`) === isPublicAddress(address)));
    expect(normaliseAddress("::ffff:8.8.8.8")).toBe(normaliseAddress("8.8.8.8"));
  });
});

describe("checkTarget", () => {
  const policy = { allowHosts: parseAllowHosts([]), ports: new Set([80, 443]) };
  it("lets no forged spelling through that is not a name, a literal or a refusal", () => {
    for (const { url, trick } of forgeAddresses(4_001)) {
      let target;
      try {
        target = checkTarget(url, policy);
      } catch (error) {
        expect(error, trick).toBeInstanceOf(FetchRefusal);
        continue;
      }
      if (target.literal) expect(isPublicAddress(target.host), trick).toBe(false);
    }
  });
});

describe("pinConnector", () => {
  it("hangs up when the socket reached another address than the vetted ones", async () => {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const port = String((server.address() as AddressInfo).port);
    const connect = (vetted: string[], hostname: string) => new Promise<string>((done) => pinConnector(vetted, 1_000)({ hostname, host: hostname, protocol: "http:", port }, (error, socket) => {
      socket?.destroy();
      done(error ? error.message : "connected");
    }));
    expect(await connect(["127.0.0.1"], "any.example")).toBe("connected");
    expect(await connect(["::ffff:127.0.0.1"], "127.0.0.1")).toBe("connected");
    expect(await connect(["93.184.216.34"], "127.0.0.1")).toMatch(/another address/);
    await new Promise((closed) => server.close(closed));
  });
});
