import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type ForgedAddress = { url: string; trick: string };

const LOOPBACK_V4 = [
  "127.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "2130706433", "0x7f000001", "0X7F000001", "017700000001", "0x7f.1", "0x7f.0x0.0x0.0x1", "0177.0.0.1", "0177.0.0.01", "00000177.0.0.1", "127.0x1", "127.0.0x0.1", "0177.0x0.1", "127.000.000.001",
  "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "127.0.0.1%00", "127.0.0.1%20", "127.0.\t0.1", "127.0.0\n.1", "\u00ad127.0.0.1",
  "127.127.127.127", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0", "0x0", "0.0.0.1", "6425673729", "127.0.0.1:0", "256.256.256.256", "o177.0.0.1",
];
const LOOPBACK_V6 = ["[::1]", "[0:0:0:0:0:0:0:1]", "[0000::1]", "[::0001]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:7F00:0001]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001::7f00:1]", "[fe80::1]", "[fe80::1%25lo]", "[::1%25lo]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[5f00::1]", "[100::1]"];
const PRIVATE_V4 = ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "100.64.0.1", "192.0.0.192", "198.18.0.1", "192.0.2.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.88.99.1", "[::ffff:169.254.169.254]", "[::ffff:a00:1]", "[2001:db8::1]", "[fd00:ec2::254]"];
/** Answered by the test's own resolver, always with a loopback address. */
const NAMES = ["localhost", "LOCALHOST", "localhost.", "sub.localhost", "ip6-localhost", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ", "inside.example", "127.0.0.1.nip.example", "metadata.google.internal", "router.local", "a.127-0-0-1.example", "xn--lcalhost-54a.example", "example.com"];
const SCHEMES = ["file:///etc/passwd", "file://HOST/etc/passwd", "ftp://HOST/", "gopher://HOST/_x", "dict://HOST/info", "ldap://HOST/", "jar:http://HOST!/", "data:text/html,x", "javascript:alert(1)", "blob:http://HOST/1", "ws://HOST/", "about:blank", "view-source:http://HOST/", "netdoc:///etc/passwd", "http+unix://%2fvar%2frun%2fdocker.sock/info", "HTTP\u0000://HOST/", "httpx://HOST/"];

/** Addresses that try to lead a fetcher to this machine or its network: every host spelling in every address spelling. */
export function forgeAddresses(port: number): ForgedAddress[] {
  const forged: ForgedAddress[] = [];
  const hosts = [...LOOPBACK_V4, ...LOOPBACK_V6, ...PRIVATE_V4, ...NAMES];
  const ways: [string, (host: string) => string][] = [
    ["plain", (host) => `http://${host}:${port}/`],
    ["usual port", (host) => `http://${host}/`],
    ["secure", (host) => `https://${host}:${port}/a`],
    ["upper-case scheme", (host) => `HTTP://${host}:${port}/`],
    ["no slashes", (host) => `http:${host}:${port}/`],
    ["one slash", (host) => `http:/${host}:${port}/`],
    ["many slashes", (host) => `http://///${host}:${port}/`],
    ["backslashes", (host) => `http:\\\\${host}:${port}\\`],
    ["no scheme", (host) => `//${host}:${port}/`],
    ["bare", (host) => `${host}:${port}/`],
    ["user name", (host) => `http://example.com@${host}:${port}/`],
    ["user and password", (host) => `http://example.com:80@${host}:${port}/`],
    ["at sign after a backslash", (host) => `http://${host}:${port}\\@example.com/`],
    ["hash before the at sign", (host) => `http://${host}:${port}#@example.com/`],
    ["question mark before the at sign", (host) => `http://${host}:${port}?@example.com/`],
    ["two at signs", (host) => `http://a@b@${host}:${port}/`],
    ["blanks around", (host) => `  \thttp://${host}:${port}/\n`],
    ["line break inside", (host) => `ht\ntp://${host}:${port}/`],
    ["padded port", (host) => `http://${host}:000${port}/`],
  ];
  for (const host of hosts) for (const [trick, write] of ways) forged.push({ url: write(host), trick: `${trick}, ${JSON.stringify(host)}` });
  for (const scheme of SCHEMES) forged.push({ url: scheme.replace("HOST", `127.0.0.1:${port}`), trick: `scheme ${JSON.stringify(scheme)}` });
  return forged;
}

export type Canary = { port: number; hits: () => number; close: () => Promise<void> };

/** A web server on loopback that nothing may ever reach; counts connections, before any request. Listens on ::1 too where that exists. */
export async function startCanary(): Promise<Canary> {
  let hits = 0;
  const servers: Server[] = [];
  const listen = (host: string, port: number) =>
    new Promise<Server>((ready, failed) => {
      const server = createServer((_request, response) => response.end("canary"));
      server.on("connection", () => {
        hits += 1;
      });
      server.once("error", failed);
      server.listen(port, host, () => ready(server));
    });
  servers.push(await listen("127.0.0.1", 0));
  const { port } = servers[0]!.address() as AddressInfo;
  servers.push(...(await listen("::1", port).then((server) => [server], () => [])));
  return {
    port,
    hits: () => hits,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      }
    },
  };
}
