import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";

const siteDirectory = join(import.meta.dirname, "..", "site");
const types: Record<string, string> = { ".html": "text/html; charset=utf-8", ".xml": "application/rss+xml", ".txt": "text/plain; charset=utf-8", ".json": "application/json" };

export interface LocalSite {
  /** host:port, as THEMELINE_ALLOW_HOSTS wants it. */
  host: string;
  stop(): Promise<void>;
}

/** A small publisher on loopback that serves the files of tests/e2e/site, for journeys that add by address; `{{now}}` in a feed is this moment. */
export async function startLocalSite(): Promise<LocalSite> {
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? "/", "http://site").pathname) || "index.html";
    readFile(join(siteDirectory, name)).then(
      (body) => response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream" }).end(extname(name) === ".xml" ? body.toString().replaceAll("{{now}}", new Date().toUTCString()) : body),
      () => response.writeHead(404, { "content-type": "text/plain" }).end("No such page."),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    host: `127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
