import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getFetch, requestFetch, retryFetch } from "@/server/services/fetches/fetches";
import { type AddressAnswer, readAddress } from "@/server/services/fetches/read-address";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

describe("an address whose site has a fault that may pass", () => {
  let house: TestHouse;
  beforeAll(async () => void (house = await openTestHouse(() => new Date("2025-03-20T12:00:00Z"))));
  afterAll(() => house.close());

  const down: AddressAnswer = { ok: false, code: "server_error", reason: "The site has a fault of its own just now (503).", retryable: true };
  const ask = async (url: string) => (await requestFetch(house.as("analyst"), { url })).fetchId!;
  const see = (fetchId: string) => getFetch(house.as("analyst"), { fetchId });
  /** Seconds until each waiting job is due, then all of them are. */
  async function pullForward(): Promise<number[]> {
    const rows = await house.db.execute<{ wait: number }>(sql`select extract(epoch from run_at - now())::float as wait from jobs order by run_at`);
    await house.db.execute(sql`update jobs set run_at = now()`);
    return rows.map((row) => Math.round(row.wait));
  }

  it("is tried again after longer and longer waits, then waits for a person, who may begin anew", async () => {
    const fetchId = await ask("https://outlet.example/a");
    const readPage = async () => down;
    await house.work({ readPage });
    expect(await see(fetchId)).toMatchObject({ state: "waiting", attempts: 1, reason: down.reason });
    expect(await pullForward()).toEqual([30]);
    await house.work({ readPage });
    expect(await pullForward()).toEqual([120]);
    await house.work({ readPage });
    expect(await see(fetchId)).toMatchObject({ state: "failed", attempts: 3 });
    expect(await pullForward()).toEqual([]);
    await retryFetch(house.as("analyst"), { fetchId });
    await house.work({ readPage });
    expect(await see(fetchId)).toMatchObject({ state: "waiting", attempts: 4 });
    await pullForward();
    await house.work({ readPage: async () => ({ ok: true, found: { url: "https://outlet.example/a", title: "A", author: "", outlet: "", language: "en", publishedAt: "", text: "Text.", sources: {} } }) });
    expect(await see(fetchId)).toMatchObject({ state: "found", reason: "" });
    expect(await pullForward()).toEqual([]);
  });

  it("waits as long as the site asks, unless that is longer than a person would", async () => {
    const fetchId = await ask("https://outlet.example/b");
    await house.work({ readPage: async () => ({ ...down, retryAfterMs: 600_000 }) });
    expect(await pullForward()).toEqual([600]);
    await house.work({ readPage: async () => ({ ...down, retryAfterMs: 86_400_000 }) });
    expect(await see(fetchId)).toMatchObject({ state: "failed", attempts: 2 });
  });

  it("is not tried again when another try cannot help", async () => {
    const fetchId = await ask("https://outlet.example/c");
    await house.work({ readPage: async () => ({ ok: false, code: "not_found", reason: "outlet.example has no page at this address.", retryable: false }) });
    expect(await see(fetchId)).toMatchObject({ state: "failed", attempts: 1 });
  });

  it("goes back to the queue uncounted when this side stops", async () => {
    const fetchId = await ask("https://outlet.example/d");
    const stopped = await readAddress(house.asSystem(), fetchId, async () => ({ ok: false, code: "cancelled", reason: "Reading was stopped.", retryable: true }));
    expect(stopped).toBe("interrupted");
    expect(await see(fetchId)).toMatchObject({ state: "waiting", attempts: 0 });
  });
});
