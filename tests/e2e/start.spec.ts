import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isThemeline } from "@/server/start/check-port.mjs";
import { findFreePort } from "@/tests/support/app-server";
import { expect, startOwnServer, test, world } from "./support/world";

interface Outcome {
  code: number | null;
  output: string;
}

function runStart(environment: Record<string, string>): Promise<Outcome> {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, "..", "..", "server", "start", "main.mjs")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", ...environment },
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

test("a second start says which address is up and ends well", async () => {
  const { port } = new URL(world.origin());
  const outcome = await runStart({ PORT: port });
  expect(outcome).toEqual({ code: 0, output: `Themeline is already up at ${world.origin()}\n` });
});

test("a port that another program holds is refused with a way out", async () => {
  const port = await findFreePort();
  const stranger = createServer((_, response) => response.end("I am somebody else."));
  await new Promise<void>((resolve) => stranger.listen(port, "127.0.0.1", resolve));
  const outcome = await runStart({ PORT: String(port) });
  stranger.close();
  expect(outcome.code).toBe(1);
  expect(outcome.output).toContain(`Another program uses port ${port}`);
  expect(outcome.output).toContain(`PORT=${port + 1} npm start`);
});

test("SIGTERM lets a request under way finish, stops pages and worker and ends with 0", { tag: "@long" }, async () => {
  const server = await startOwnServer();
  expect(await isThemeline(server.origin)).toBe(true);
  const body = JSON.stringify({ workspace: "main" });
  const slow = request(`${server.origin}/api/trpc/articles.add`, { method: "POST", headers: { expect: "100-continue", "content-type": "application/json", "content-length": body.length, "sec-fetch-site": "same-origin" } });
  const answered = new Promise<number>((resolve, reject) => slow.once("error", reject).once("response", (answer) => resolve(answer.resume().statusCode ?? 0)));
  const underWay = new Promise((resolve) => slow.once("continue", resolve));
  slow.flushHeaders();
  await underWay;
  const stopping = server.stop();
  await expect.poll(() => isThemeline(server.origin), { timeout: 60_000 }).toBe(false);
  slow.end(body);
  expect(await answered).toBe(401);
  expect(await stopping).toBe(0);
  expect(await isThemeline(server.origin)).toBe(false);
  expect(server.output()).toMatch(/Stopped\.\n$/);
});

test("pages and worker do not outlive a killed start, and it starts again on the same port", { tag: "@long" }, async () => {
  const server = await startOwnServer();
  process.kill(server.pid, "SIGKILL");
  const again = await startOwnServer({ PORT: new URL(server.origin).port });
  expect(again.origin).toBe(server.origin);
  expect(await again.stop()).toBe(0);
  await server.stop();
});

test("a crashed web server comes back by itself", { tag: "@long" }, async () => {
  const server = await startOwnServer();
  const children = execFileSync("pgrep", ["-P", String(server.pid)], { encoding: "utf8" }).trim().split("\n").map(Number);
  expect(children.length).toBe(2);
  for (const child of children) process.kill(child, "SIGKILL");
  const deadline = Date.now() + 120_000;
  await sleep(300);
  while (!(await isThemeline(server.origin)) && Date.now() < deadline) await sleep(100);
  expect(await isThemeline(server.origin)).toBe(true);
  expect(server.output()).toContain("is started again");
  await server.stop();
});
