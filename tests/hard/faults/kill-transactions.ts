import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { openDatabase } from "@/db/client";

/**
 * A process of its own, because the plain driver may end it. Arguments: `ours` or `driver`, how many runs, the address
 * of a database and the superuser's. In each run the backend of a transaction is ended between two statements while
 * other queries queue. Prints one line of JSON.
 */
const [kind, runs, url, adminUrl] = process.argv.slice(2) as [string, string, string, string];

interface Victim {
  begin(run: (say: (text: string) => Promise<readonly Record<string, unknown>[]>) => Promise<void>): Promise<unknown>;
  read(): Promise<unknown>;
  close(): Promise<unknown>;
}

function openOurs(): Victim {
  const { db, close } = openDatabase(url, { max: 2, name: "victim" });
  return { begin: (run) => db.transaction((tx) => run((text) => tx.execute(sql.raw(text)))), read: () => db.execute(sql`select pg_sleep(0.005)`), close };
}

function openDriver(): Victim {
  const client = postgres(url, { max: 2, connection: { application_name: "victim" }, onnotice: () => {} });
  return { begin: (run) => client.begin((tx) => run((text) => tx.unsafe(text))), read: () => client`select pg_sleep(0.005)`, close: () => client.end({ timeout: 0 }) };
}

/** Ours gets the time that a busy machine needs, and less than the connect time-out, at which it must not answer; the driver's silence shows soon. */
const patienceMs = kind === "ours" ? 8_000 : 1_500;
const crashes: string[] = [];
process.on("uncaughtException", (error) => crashes.push(String(error)));
process.on("unhandledRejection", (reason) => crashes.push(String(reason)));

const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
await admin.unsafe("create table if not exists halves (id text, part int); grant all on halves to public");
const counted = { kind, runs: Number(runs), refused: 0, acknowledged: 0, stuck: 0 };
for (let run = 0; run < counted.runs; run++) {
  const victim = kind === "ours" ? openOurs() : openDriver();
  const id = `${kind}-${run}`;
  let isRunning = true;
  const reading = Array.from({ length: 12 }, async () => {
    while (isRunning) await victim.read().catch(() => sleep(1));
  });
  const transaction = victim.begin(async (say) => {
    const [backend] = await say("select pg_backend_pid() as pid");
    await say(`insert into halves values ('${id}', 1)`);
    await admin`select pg_terminate_backend(${backend!["pid"] as number})`;
    // Long enough for the connection to be opened again for one of the queries that wait.
    await sleep(20 + (run % 5) * 10);
    await say(`insert into halves values ('${id}', 2)`);
    await say(`insert into halves values ('${id}', 3)`);
  });
  const outcome = await Promise.race([transaction.then(() => "acknowledged" as const, () => "refused" as const), sleep(patienceMs, "stuck" as const)]);
  counted[outcome] += 1;
  isRunning = false;
  const answered = await Promise.race([Promise.all([victim.read().catch(() => {}), ...reading]).then(() => true), sleep(patienceMs, false)]);
  if (!answered) counted.stuck += 1;
  await Promise.race([victim.close().catch(() => {}), sleep(500)]);
}
await sleep(50);
const halves = await admin`select id from halves where id like ${`${kind}-%`} group by id having count(*) < 3`;
process.stdout.write(`${JSON.stringify({ ...counted, halves: halves.length, crashes: crashes.length, firstCrash: crashes[0] ?? null })}\n`);
process.exit(0);
