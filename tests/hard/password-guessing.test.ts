import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { createSetupLink, claimSetup } from "@/server/services/access/links";
import { type AppServer, startAppServer } from "@/tests/support/app-server";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";

const OWNER = { email: "owner@example.org", password: "a phrase that only the owner knows" };
const GUESSES = 10_000;
const AT_ONCE = 8;

interface Answer {
  status: number;
  body: string;
  cookies: string[];
}

/** A request to the program from one of this machine's loopback addresses. */
function send(origin: string, path: string, from: string, options: { headers?: Record<string, string>; form?: Record<string, string>; agent?: Agent } = {}): Promise<Answer> {
  const body = options.form ? new URLSearchParams(options.form).toString() : undefined;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${origin}${path}`,
      { method: body ? "POST" : "GET", localAddress: from, agent: options.agent, headers: { ...(body ? { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) } : {}), ...options.headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text, cookies: response.headers["set-cookie"] ?? [] }));
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Guesses a password many times over, each time under another forwarded address; answers how many were judged. */
async function guessMany(origin: string, from: string, count: number): Promise<{ judged: number; refused: number; other: string[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const csrf = await send(origin, "/api/auth/csrf", from, { agent });
  const cookie = csrf.cookies.map((line) => line.split(";")[0]).join("; ");
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const tally = { judged: 0, refused: 0, other: [] as string[] };
  let next = 0;
  const work = async () => {
    for (let guess = (next += 1); guess <= count; guess = next += 1) {
      const claimed = `${1 + (guess % 200)}.${guess >> 8}.${guess & 255}.7`;
      const answer = await send(origin, "/api/auth/callback/credentials", from, {
        agent,
        headers: { cookie, "x-forwarded-for": claimed, "x-real-ip": claimed, forwarded: `for=${claimed}`, "x-themeline-peer": claimed },
        form: { csrfToken, json: "true", email: OWNER.email, password: `guess number ${guess}` },
      });
      if (answer.body.includes("is%20not%20right")) tally.judged += 1;
      else if (answer.body.includes("Too%20many%20attempts")) tally.refused += 1;
      else tally.other.push(`${answer.status} ${answer.body.slice(0, 100)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  return tally;
}

async function signIn(origin: string, from: string): Promise<Answer> {
  const csrf = await send(origin, "/api/auth/csrf", from);
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  return send(origin, "/api/auth/callback/credentials", from, { headers: { cookie: csrf.cookies.map((line) => line.split(";")[0]).join("; ") }, form: { csrfToken, json: "true", ...OWNER } });
}

async function openInstallation(environment: Record<string, string> = {}): Promise<{ server: AppServer; test: TestDatabase }> {
  const test = await openTestDatabase();
  const database = openDatabase(test.url, { max: 1 });
  const at = { db: database.db, now: () => new Date() };
  await claimSetup(at, { token: (await createSetupLink(at)) ?? "", name: "Owner", ...OWNER });
  await database.close();
  return { server: await startAppServer({ databaseUrl: test.url, environment }), test };
}

describe("password guessing", () => {
  let installation: Awaited<ReturnType<typeof openInstallation>>;
  beforeAll(async () => {
    installation = await openInstallation();
  }, 300_000);
  afterAll(async () => {
    await installation?.server.stop();
    await installation?.test.drop();
  });

  it("reaches the hash at most twenty times in a quarter of an hour, whatever address it claims", async () => {
    const { origin } = installation.server;
    const startedMs = Date.now();
    const { judged, refused, other } = await guessMany(origin, "127.0.0.1", GUESSES);
    const quarters = Math.ceil((Date.now() - startedMs) / (15 * 60_000));
    process.stdout.write(`password guessing: ${judged} of ${GUESSES} guesses judged, ${refused} refused, in ${Math.round((Date.now() - startedMs) / 1000)} s\n`);
    expect(other).toEqual([]);
    expect(judged).toBeLessThanOrEqual(20 * quarters);
    expect(judged + refused).toBe(GUESSES);
    expect((await signIn(origin, "127.0.0.1")).body).toContain("Too%20many%20attempts");
    const owner = await signIn(origin, "127.0.0.2");
    expect(owner.status).toBe(200);
    expect(owner.cookies.some((cookie) => cookie.startsWith("themeline-session="))).toBe(true);
  });

  it("would get through where forwarded addresses are believed from anybody", async () => {
    const naive = await openInstallation({ THEMELINE_TRUSTED_PROXIES: "127.0.0.1" });
    const { judged } = await guessMany(naive.server.origin, "127.0.0.1", 60);
    await naive.server.stop();
    await naive.test.drop();
    expect(judged).toBe(60);
  });
});
