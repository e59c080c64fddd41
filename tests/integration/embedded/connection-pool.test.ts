import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isConnectionLoss, openConnectionPool } from "@/db/connection-pool";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";

describe("a connection that ends while it is being opened", () => {
  let database: TestDatabase;
  let between: Server;
  let url: URL;
  /** After how many bytes from the server each connection is cut; the last number holds for all further ones. */
  let cuts: number[] = [];
  let opened = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
    const { hostname, port } = new URL(database.url);
    between = createServer((near) => {
      opened += 1;
      relay(near, connect(Number(port), hostname), cuts.length > 1 ? cuts.shift()! : cuts[0]!);
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    url = new URL(database.url);
    url.port = String((between.address() as { port: number }).port);
  });
  afterAll(async () => {
    between.close();
    await database.drop();
  });

  const openDriver = (connect_timeout: number) => postgres(url.href, { max: 2, connect_timeout, onnotice: () => {} });
  const openPool = (limit: number) => openConnectionPool(openDriver(limit).options, 2);

  it("is refused at the connect time-out, where the plain driver goes on without an end, and the next one is used", async () => {
    cuts = [0];
    const plain = openDriver(2);
    const silence = plain`select 1`.then(() => "answered", () => "refused");
    const pool = openPool(2);
    const lost = [pool.unsafe("select 1"), pool.begin((tx) => tx.unsafe("select 1")), pool.unsafe("select 1")];
    for (const one of await Promise.allSettled(lost)) expect(one.status === "rejected" && isConnectionLoss(one.reason)).toBe(true);
    expect(await Promise.race([silence, sleep(0, "silent")])).toBe("silent");
    await plain.end({ timeout: 0 });
    cuts = [Infinity];
    expect(await pool.unsafe("select array[1, 2] as two")).toEqual([{ two: [1, 2] }]);
    const settled = opened;
    await sleep(300);
    expect(opened).toBe(settled);
    await pool.end(1_000);
  });

  it("is answered or refused wherever it ends, and nothing of it reaches the next one", async () => {
    for (let cut = 1; cut < 1_200; cut += 60) {
      cuts = [cut, cut, Infinity];
      const pool = openPool(20);
      const answers = Array.from({ length: 4 }, (_, n) => pool.unsafe("select $1::int as n, array['a']::text[] as list", [n]).then((rows) => expect(rows).toEqual([{ n, list: ["a"] }]), (reason: unknown) => expect(isConnectionLoss(reason)).toBe(true)));
      await Promise.all(answers);
      expect(await pool.begin((tx) => tx.unsafe("select array['b']::text[] as list"))).toEqual([{ list: ["b"] }]);
      await pool.end(1_000);
    }
  });
});

/** Passes bytes on in both directions until so many came from the far side, then hangs up on both. */
function relay(near: Socket, far: Socket, cutAfter: number): void {
  let passed = 0;
  const hangUp = () => {
    near.end();
    far.destroy();
  };
  near.on("error", hangUp).on("close", hangUp).on("data", (bytes) => far.write(bytes));
  far.on("error", hangUp).on("close", hangUp).on("data", (bytes) => {
    const rest = cutAfter - passed;
    passed += bytes.length;
    if (rest > 0) near.write(bytes.subarray(0, rest));
    if (bytes.length >= rest) hangUp();
  });
  if (cutAfter === 0) hangUp();
}
