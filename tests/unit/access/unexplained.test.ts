import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { appRouter } from "@/server/api/root";

const ask = (router: typeof appRouter) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request("http://localhost/api/trpc/person.me"),
    router,
    createContext: () => {
      throw new DrizzleQueryError("select * from sessions where token_hash = $1", ["CANARY-hash"], new Error("connect ECONNREFUSED CANARY-address"));
    },
  });

describe("an error before any procedure", () => {
  it("reaches the client as one plain sentence", async () => {
    const response = await ask(appRouter);
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).toContain("Something went wrong on our side.");
    expect(body).not.toMatch(/CANARY|select|sessions/);
  });

  it("would tell the statement and its values without our formatter", async () => {
    const t = initTRPC.create();
    const naive = t.router({ person: t.router({ me: t.procedure.query(() => null) }) }) as unknown as typeof appRouter;
    expect(await (await ask(naive)).text()).toContain("CANARY-hash");
  });
});
