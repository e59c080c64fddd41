import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { openDatabase } from "@/db/client";
import { readPostmasterPid } from "@/db/embedded/cluster";
import { newId } from "@/db/new-id";
import { members, users } from "@/db/schema";
import { hashPassword } from "@/server/services/access/hash-password";
import { foldCounts } from "@/server/services/trends/fold-counts";
import { startAppServer } from "@/tests/support/app-server";
import { fillFiveYears } from "@/tests/support/five-years";
import { seeded } from "@/tests/support/generated-coverage";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";

/*
 * 500 viewers and 20 writers on the pages, their database and the worker, then three times as many. A viewer asks for
 * one thing (a chart's numbers, a page of the list, the whole page) and reads for ten seconds; a writer adds an article
 * every five. Whoever is refused waits as long as the refusal says. Everything, the askers too, runs on this machine.
 * Run with: npx tsx tests/bench/load.ts [SECONDS] [ARTICLES]   (builds the pages first when they are stale)
 */
const SECONDS = Number(process.argv[2] ?? 60);
const ARTICLES = Number(process.argv[3] ?? 20_000);
const VIEWERS = 500;
const WRITERS = 20;
const READING_MS = 10_000;
const WRITING_MS = 5_000;
const TARGET_MS = 1_500;
const PASSWORD = "a phrase that only benches know";

interface Answer {
  kind: string;
  status: number;
  tookMs: number;
  isPolite: boolean;
}

const random = seeded(29);
const about = (ms: number) => ms * (0.5 + random());
const day = () => `20${20 + Math.floor(random() * 5)}-0${1 + Math.floor(random() * 9)}-01`;

async function signIn(origin: string, email: string, agent: Agent): Promise<string> {
  const first = await request(`${origin}/api/auth/csrf`, { dispatcher: agent });
  const { csrfToken } = (await first.body.json()) as { csrfToken: string };
  const cookiesOf = (headers: Record<string, string | string[] | undefined>) => [headers["set-cookie"] ?? []].flat().map((line) => line.split(";")[0]!);
  const cookies = cookiesOf(first.headers);
  const second = await request(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    dispatcher: agent,
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookies.join("; ") },
    body: new URLSearchParams({ csrfToken, json: "true", email, password: PASSWORD }).toString(),
  });
  await second.body.dump();
  if (second.statusCode !== 200) throw new Error(`Signing in answered ${second.statusCode}.`);
  return [...cookies, ...cookiesOf(second.headers)].join("; ");
}

/** Seconds of processor time that a process and its descendants had so far (Linux, whose clock ticks 100 times a second). */
function processorSeconds(root: number): number {
  const all = new Map<number, { parent: number; seconds: number }>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
      all.set(Number(name), { parent: fields[1]!, seconds: (fields[11]! + fields[12]!) / 100 });
    } catch {
      continue;
    }
  }
  const belongs = (pid: number): boolean => pid === root || (all.has(pid) && belongs(all.get(pid)!.parent));
  return [...all].reduce((sum, [pid, { seconds }]) => sum + (belongs(pid) ? seconds : 0), 0);
}

const percentile = (values: number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

/** Lets so many people work for a while; answers every answer they got. */
async function work(origin: string, slug: string, people: { viewer: string; writer: string }, times: number, seconds = SECONDS): Promise<Answer[]> {
  const agent = new Agent({ connections: 4_000, headersTimeout: 60_000, bodyTimeout: 60_000 });
  const answers: Answer[] = [];
  const endMs = Date.now() + seconds * 1_000;
  const ask = async (kind: string, path: string, cookie: string, body?: unknown) => {
    const askedMs = performance.now();
    const headers = { cookie, origin, "sec-fetch-site": "same-origin", ...(body !== undefined && { "content-type": "application/json" }) };
    const [status, after] = await request(`${origin}${path}`, { dispatcher: agent, method: body === undefined ? "GET" : "POST", headers, body: body === undefined ? null : JSON.stringify(body) }).then(
      async (response) => {
        await response.body.dump({ limit: 100_000_000 });
        return [response.statusCode, Number(response.headers["retry-after"] ?? 0)] as const;
      },
      () => [0, 0] as const,
    );
    answers.push({ kind, status, tookMs: performance.now() - askedMs, isPolite: after > 0 });
    if (after > 0) await sleep(Math.min(about(after * 1_000), Math.max(0, endMs - Date.now())));
  };
  const question = (procedure: string, input: unknown) => `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const view = async () => {
    const which = random();
    const filter = { from: day(), to: "2024-12-31" };
    if (which < 0.5) await ask("a chart's numbers", question("trends.series", { workspace: slug, filter }), people.viewer);
    else if (which < 0.75) await ask("a page of the list", question("articles.list", { workspace: slug, filter }), people.viewer);
    else await ask("a whole page", `/w/${slug}/trends?from=${filter.from}&to=${filter.to}`, people.viewer);
  };
  const write = async () => {
    const requestId = newId();
    const draft = { url: `https://form.example/${requestId}`, title: `Form ${requestId}`, outlet: "Form", author: "", language: "", publishedAt: "2024-03-04", text: `Rain ${requestId}.` };
    await ask("an article added", "/api/trpc/articles.add", people.writer, { workspace: slug, requestId, draft });
  };
  const live = async (act: () => Promise<void>, pauseMs: number) => {
    await sleep(random() * pauseMs);
    while (Date.now() < endMs) {
      await act();
      await sleep(Math.min(about(pauseMs), Math.max(0, endMs - Date.now())));
    }
  };
  await Promise.all([...Array.from({ length: VIEWERS * times }, () => live(view, READING_MS)), ...Array.from({ length: WRITERS * times }, () => live(write, WRITING_MS))]);
  await agent.close();
  return answers;
}

const cluster = await startThrowawayCluster();
try {
  await createFromTemplate(cluster.adminUrl, "load");
  const url = cluster.buildUrl("load");
  const database = openDatabase(url, { statementTimeoutMs: 0 });
  const { scope } = await fillFiveYears(database, ARTICLES);
  const passwordHash = await hashPassword(PASSWORD);
  for (const role of ["viewer", "analyst"] as const) {
    const userId = newId();
    await database.db.insert(users).values({ id: userId, email: `${role}@example.org`, name: role, passwordHash });
    await database.db.insert(members).values({ workspaceId: scope.workspace.id, userId, role });
  }
  await foldCounts(database.db);
  await database.client.unsafe("vacuum analyze");

  const app = await startAppServer({ databaseUrl: url });
  let isKept = true;
  try {
    const { slug } = scope.workspace;
    const agent = new Agent();
    const people = { viewer: await signIn(app.origin, "viewer@example.org", agent), writer: await signIn(app.origin, "analyst@example.org", agent) };
    console.log(`${ARTICLES.toLocaleString("en")} articles; ${cpus().length} cores of ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; ${SECONDS} s each\n`);
    console.log("| people | asked for | answers | median | p99 | refused, p99 | failed |\n|---|---|---|---|---|---|---|");
    const spent: string[] = [];
    let written = (await work(app.origin, slug, people, 0.1, 8)).filter(({ kind, status }) => kind === "an article added" && status === 200).length;
    for (const times of [1, 3]) {
      const had = [app.pid, readPostmasterPid(cluster.cluster)].map(processorSeconds);
      const answers = await work(app.origin, slug, people, times);
      const [program, postgres] = [app.pid, readPostmasterPid(cluster.cluster)].map((pid, at) => processorSeconds(pid) - had[at]!);
      spent.push(`${(VIEWERS * times).toLocaleString("en")} viewers: ${program!.toFixed(1)} s of the program and ${postgres!.toFixed(1)} s of PostgreSQL for ${answers.filter(({ status }) => status === 200).length} answers`);
      for (const kind of [...new Set(answers.map((answer) => answer.kind)), "all"]) {
        const own = answers.filter((answer) => kind === "all" || answer.kind === kind);
        const good = own.filter(({ status }) => status === 200).map(({ tookMs }) => tookMs);
        const refused = own.filter(({ status, isPolite }) => status === 503 && isPolite).map(({ tookMs }) => tookMs);
        const failed = own.length - good.length - refused.length;
        console.log(`| ${(VIEWERS * times).toLocaleString("en")} and ${WRITERS * times} | ${kind} | ${good.length} | ${percentile(good, 0.5).toFixed(0)} ms | ${percentile(good, 0.99).toFixed(0)} ms | ${refused.length}, ${percentile(refused, 0.99).toFixed(0)} ms | ${failed} |`);
        if (kind === "an article added") written += good.length;
        isKept &&= failed === 0 && (times > 1 ? percentile(refused, 0.99) <= TARGET_MS : refused.length === 0 && percentile(good, 0.99) <= TARGET_MS);
      }
    }
    const [row] = await database.client`select count(*)::int as stored from articles where origin = 'form'`;
    const lost = written - (row!["stored"] as number);
    console.log(`\n${written} articles were acknowledged, ${row!["stored"]} are stored. Processor time with ${spent.join("; with ")}. Targets (no failure, p99 under ${TARGET_MS} ms, refusals as fast): ${isKept && lost === 0 ? "kept" : "missed"}`);
    if (!isKept || lost !== 0) process.exitCode = 1;
    await agent.close();
  } finally {
    await app.stop();
    await database.close();
  }
} finally {
  await cluster.stop();
}
