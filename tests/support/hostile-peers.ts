import { createServer, type Server, type Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, gzipSync } from "node:zlib";

export type HostilePeer = { name: string; serve: (socket: Socket, path: string, draw: () => number) => void };

const MB = 1_048_576;
const zeros = Buffer.alloc(100 * MB);
/** Packed once and shared, so that the peers' own memory stays out of what the test measures. */
const gzipBomb = gzipSync(zeros, { level: 9 });
const gzipInGzip = gzipSync(gzipBomb);
const brotliBomb = brotliCompressSync(zeros.subarray(0, 20 * MB));
const deflateBomb = deflateRawSync(zeros);
const block = Buffer.alloc(65_536, 0x41);

const head = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`;
const whole = (socket: Socket, body: Buffer, ...lines: string[]) => {
  socket.write(head(`Content-Length: ${body.length}`, ...lines));
  socket.write(body);
};

/** Writes one piece after another for as long as the other side listens. */
function drip(socket: Socket, delayMs: number, next: () => string | Buffer | null): void {
  const timer = setInterval(() => {
    const piece = socket.destroyed ? null : next();
    if (piece === null) clearInterval(timer);
    else socket.write(piece);
  }, delayMs);
  socket.once("close", () => clearInterval(timer));
}

/** Writes as fast as the other side reads. */
function pour(socket: Socket, next: () => string | Buffer | null): void {
  const step = () => {
    while (!socket.destroyed) {
      const piece = next();
      if (piece === null) return socket.end();
      if (!socket.write(piece)) return socket.once("drain", step);
    }
  };
  step();
}

const times = (count: number, piece: () => string | Buffer) => {
  let left = count;
  return () => (left-- > 0 ? piece() : null);
};

export const HOSTILE_PEERS: HostilePeer[] = [
  { name: "silence", serve: () => {} },
  { name: "silence after the status line", serve: (socket) => void socket.write("HTTP/1.1 200 OK\r\n") },
  { name: "silence after the headers", serve: (socket) => void socket.write(head("Content-Length: 10")) },
  { name: "dripping headers", serve: (socket) => { socket.write("HTTP/1.1 200 OK\r\n"); drip(socket, 5, () => "x"); } },
  { name: "dripping body", serve: (socket) => { socket.write(head("Content-Type: text/html")); drip(socket, 5, () => "x"); } },
  { name: "dripping chunks", serve: (socket) => { socket.write(head("Transfer-Encoding: chunked")); drip(socket, 5, () => "1\r\nx\r\n"); } },
  { name: "endless headers", serve: (socket, _path, draw) => { socket.write("HTTP/1.1 200 OK\r\n"); pour(socket, () => `X-${Math.floor(draw() * 1e9)}: ${"v".repeat(100)}\r\n`); } },
  { name: "one endless header", serve: (socket) => { socket.write("HTTP/1.1 200 OK\r\nX: "); pour(socket, () => block); } },
  { name: "endless interim answers", serve: (socket) => pour(socket, () => "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") },
  { name: "endless 100 Continue", serve: (socket) => drip(socket, 2, () => "HTTP/1.1 100 Continue\r\n\r\n") },
  { name: "gzip bomb", serve: (socket) => whole(socket, gzipBomb, "Content-Encoding: gzip") },
  { name: "gzip bomb that hangs up", serve: (socket) => { socket.write(head("Content-Encoding: gzip", "Connection: close", `Content-Length: ${gzipBomb.length}`)); socket.end(gzipBomb); } },
  { name: "large body that hangs up", serve: (socket) => { socket.write(head("Content-Encoding: gzip", "Connection: close", `Content-Length: ${block.length * 25}`)); socket.end(Buffer.concat(Array.from({ length: 25 }, () => block))); } },
  { name: "gzip in gzip", serve: (socket) => whole(socket, gzipInGzip, "Content-Encoding: gzip") },
  { name: "gzip twice, declared", serve: (socket) => whole(socket, gzipInGzip, "Content-Encoding: gzip, gzip") },
  { name: "brotli bomb", serve: (socket) => whole(socket, brotliBomb, "Content-Encoding: br") },
  { name: "deflate bomb", serve: (socket) => whole(socket, deflateBomb, "Content-Encoding: deflate") },
  { name: "bomb without length", serve: (socket) => { socket.write(head("Content-Encoding: gzip")); pour(socket, () => gzipBomb); } },
  { name: "damaged gzip", serve: (socket, _path, draw) => { const body = Buffer.from(gzipBomb.subarray(0, 5_000)); body[Math.floor(20 + draw() * 4_000)]! ^= 0xff; whole(socket, body, "Content-Encoding: gzip"); } },
  { name: "cut gzip", serve: (socket, _path, draw) => whole(socket, gzipBomb.subarray(0, Math.floor(1 + draw() * 900)), "Content-Encoding: gzip") },
  { name: "redirect to itself", serve: (socket, path) => socket.end(`HTTP/1.1 302 Found\r\nLocation: ${path}\r\nContent-Length: 0\r\n\r\n`) },
  { name: "endless new redirects", serve: (socket, _path, draw) => socket.end(`HTTP/1.1 302 Found\r\nLocation: /${draw()}\r\nContent-Length: 0\r\n\r\n`) },
  { name: "redirect with 40 MB of body", serve: (socket, _path, draw) => { socket.write(`HTTP/1.1 302 Found\r\nLocation: /${draw()}\r\n\r\n`); pour(socket, times(640, () => block)); } },
  { name: "redirect to nonsense", serve: (socket) => socket.end("HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n") },
  { name: "redirect to a file", serve: (socket) => socket.end("HTTP/1.1 301 Moved\r\nLocation: file:///etc/passwd\r\n\r\n") },
  { name: "redirect without target", serve: (socket) => socket.end("HTTP/1.1 302 Found\r\n\r\n") },
  { name: "40 MB without length", serve: (socket) => { socket.write(head()); pour(socket, times(640, () => block)); } },
  { name: "40 MB with length", serve: (socket) => { socket.write(head(`Content-Length: ${40 * MB}`)); pour(socket, times(640, () => block)); } },
  { name: "40 MB in tiny chunks", serve: (socket) => { socket.write(head("Transfer-Encoding: chunked")); const many = "1\r\nx\r\n".repeat(2_000); pour(socket, () => many); } },
  { name: "endless chunk size line", serve: (socket) => { socket.write(`${head("Transfer-Encoding: chunked")}1;`); pour(socket, () => block); } },
  { name: "endless trailers", serve: (socket) => { socket.write(`${head("Transfer-Encoding: chunked")}2\r\nok\r\n0\r\n`); pour(socket, () => `X-T: ${"v".repeat(200)}\r\n`); } },
  { name: "length that promises more", serve: (socket) => { socket.write(head("Content-Length: 5000")); socket.end("short"); } },
  { name: "length that promises less", serve: (socket) => { socket.write(head("Content-Length: 2")); socket.end("much longer than that"); } },
  { name: "two lengths", serve: (socket) => { socket.write(head("Content-Length: 5", "Content-Length: 7")); socket.end("hello"); } },
  { name: "length and chunks", serve: (socket) => { socket.write(head("Content-Length: 5", "Transfer-Encoding: chunked")); socket.end("5\r\nhello\r\n0\r\n\r\n"); } },
  { name: "negative length", serve: (socket) => { socket.write(head("Content-Length: -5")); socket.end("hello"); } },
  { name: "not HTTP", serve: (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n") },
  { name: "random bytes", serve: (socket, _path, draw) => socket.end(Buffer.from(Array.from({ length: 2_000 }, () => Math.floor(draw() * 256)))) },
  { name: "NUL in a header", serve: (socket) => socket.end("HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 2\r\n\r\nok") },
  { name: "status 999", serve: (socket) => socket.end("HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n") },
  { name: "status 199", serve: (socket) => socket.end("HTTP/1.1 199 Odd\r\n\r\n") },
  { name: "protocol switch", serve: (socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n") },
  { name: "reset at once", serve: (socket) => void socket.resetAndDestroy() },
  { name: "reset in the body", serve: (socket) => { socket.write(head("Content-Length: 9000")); socket.write("part", () => socket.resetAndDestroy()); } },
  { name: "reset in a refused body", serve: (socket) => { socket.write("HTTP/1.1 500 No\r\nContent-Length: 9000\r\n\r\n"); socket.write("part", () => setTimeout(() => socket.resetAndDestroy(), 3)); } },
  { name: "end without a word", serve: (socket) => void socket.end() },
  { name: "answers on and on", serve: (socket) => pour(socket, () => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") },
  { name: "endless Retry-After", serve: (socket) => socket.end(`HTTP/1.1 503 No\r\nRetry-After: ${"9".repeat(300)}\r\nContent-Length: 0\r\n\r\n`) },
];

/** One server for all peers: the first part of the path chooses who answers. */
export async function startHostilePeers(draw: () => number): Promise<{ server: Server; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    let chosen = "";
    socket.on("data", (request) => {
      if (chosen !== "") return;
      chosen = request.toString("latin1").split(" ")[1] ?? "/";
      const cookie = /\r\nuser-agent: peer-(\d+)/i.exec(request.toString("latin1"));
      HOSTILE_PEERS[Number(cookie?.[1] ?? 0)]!.serve(socket, chosen, draw);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    server,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
