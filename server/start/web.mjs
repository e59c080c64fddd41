import { createServer } from "node:http";
import next from "next";
import { notePeer, readTrustedProxies } from "../auth/peer-address.mjs";
import { createLoadLimit } from "./limit-load.mjs";

const idlePollMs = 50;

/** Serves the pages. The pages trust one header for where a request comes from, so nobody but this server writes it. */
async function serve() {
  const isDev = process.env.NODE_ENV === "development";
  const hostname = process.env.HOST ?? "127.0.0.1";
  const port = Number(process.env.PORT);
  const isTrusted = readTrustedProxies(process.env.THEMELINE_TRUSTED_PROXIES ?? "");
  const server = createServer();
  const pages = next({ dev: isDev, hostname, port, httpServer: server });
  await pages.prepare();
  const handle = pages.getRequestHandler();
  const mayPass = createLoadLimit();
  server.on("request", (request, response) => {
    if (!mayPass(request, response)) return;
    notePeer(request, isTrusted);
    handle(request, response).catch((error) => fail(error, response));
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, hostname, resolve));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop(server, isDev));
}

/** The pages answer for their own failures; what still gets here must not end the process. */
function fail(error, response) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
  response.end("Something went wrong on our side.");
}

/** Takes no new requests, lets those under way finish, and ends; whoever started us limits how long that may take. */
function stop(server, isDev) {
  server.close(() => process.exit(0));
  // The development pages keep a socket open for as long as a browser shows them.
  if (isDev) process.exit(0);
  setInterval(() => server.closeIdleConnections(), idlePollMs);
}

serve().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
