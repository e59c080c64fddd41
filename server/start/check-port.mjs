import { readFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Orphans of a killed start notice within a second; anything that stays longer is there to stay. */
const patienceMs = 5000;

/** Where a browser on this machine reaches a server that listens on `host`. */
export function buildAddress(host, port) {
  const reachable = host === "0.0.0.0" || host === "" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${reachable}:${port}`;
}

function tryListen(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code ?? "UNKNOWN"));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve("free")));
  });
}

/**
 * Asks `/api/health` at an address whether Themeline answers there.
 * @param {string} address
 * @returns {Promise<boolean>}
 */
export function isThemeline(address) {
  return new Promise((resolve) => {
    const request = get(`${address}/api/health`, { timeout: 2000 }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (body = (body + chunk).slice(0, 10_000)));
      response.on("error", () => resolve(false));
      response.on("end", () => {
        try {
          resolve(JSON.parse(body)?.app === "themeline");
        } catch {
          resolve(false);
        }
      });
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

/** Whether the start that last noted itself in this data directory, on this address, still runs. */
function isNotedStartAlive(dataDir, address) {
  try {
    const noted = JSON.parse(readFileSync(join(dataDir, "start.json"), "utf8"));
    process.kill(noted.pid, 0);
    return noted.address === address;
  } catch {
    return false;
  }
}

/**
 * Judges a port before anything is installed, built or started.
 * @param {{ host: string, port: number, dataDir: string }} wanted
 * @returns {Promise<"free" | "themeline" | "taken" | "forbidden" | "unknown-host">}
 */
export async function checkPort({ host, port, dataDir }) {
  const address = buildAddress(host, port);
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const outcome = await tryListen(host, port);
    if (outcome === "free") return "free";
    if (outcome === "EACCES") return "forbidden";
    if (outcome === "EADDRNOTAVAIL" || outcome === "ENOTFOUND" || outcome === "EAI_AGAIN") return "unknown-host";
    const answers = await isThemeline(address);
    if (answers && isNotedStartAlive(dataDir, address)) return "themeline";
    if (Date.now() > deadline) return answers ? "themeline" : "taken";
    await sleep(250);
  }
}
