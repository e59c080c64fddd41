import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { newId } from "@/db/new-id";
import { apiKeys, auditEntries, rateLimits } from "@/db/schema";
import { answerRest } from "@/server/api/rest/answer-rest";
import { describeRest } from "@/server/api/rest/describe-rest";
import { REST_ROUTES } from "@/server/api/rest/rest-routes";
import { printFilterUrl } from "@/server/core/trends/filter-address";
import { listArticles } from "@/server/services/articles/list-articles";
import { setRole } from "@/server/services/access/members";
import { createKey, listKeys, revokeKey } from "@/server/services/keys/keys";
import { REQUESTS_PER_MINUTE } from "@/server/services/keys/open-by-key";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { deleteWorkspace } from "@/server/services/workspaces/delete-workspace";
import { digestRows, fillPlace, type PlaceIds, randomIds } from "@/tests/support/coverage-place";
import { addVisitor } from "@/tests/support/people";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const NOW = new Date("2025-03-20T12:00:00Z");
const ORIGIN = "https://themeline.example";

interface Answer {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  body: any;
}

/** How each route is called with somebody's ids. */
const CALLS: Record<string, (ids: PlaceIds) => { path: string; body?: unknown; headers?: Record<string, string>; ownWork?: boolean }> = {
  "GET /workspace": () => ({ path: "/workspace", ownWork: true }),
  "GET /themes": () => ({ path: "/themes", ownWork: true }),
  "GET /outlets": () => ({ path: "/outlets", ownWork: true }),
  "GET /series": (ids) => ({ path: `/series?theme=${ids.theme}&outlet=${ids.outlet}&from=2025-03-01&to=2025-03-09&bucket=day` }),
  "GET /articles": (ids) => ({ path: `/articles?theme=${ids.theme}&outlet=${ids.outlet}` }),
  "POST /articles": () => ({ path: "/articles", body: { url: "https://fixture.example/rest", title: "Fixture", outlet: "Fixture Ledger", publishedAt: "2025-03-05", text: "A text." }, ownWork: true }),
  "GET /articles/{articleId}": (ids) => ({ path: `/articles/${ids.article}` }),
};

class Undo extends Error {}

describe("REST", () => {
  let house: TestHouse;
  let own: PlaceIds;
  let foreign: PlaceIds;
  let otherId: string;
  const keys: Record<"read" | "write" | "foreign" | "revoked" | "expired" | "gone" | "none" | "random" | "malformed", string> = { read: "", write: "", foreign: "", revoked: "", expired: "", gone: "", none: "", random: `tl_write_${"x".repeat(43)}`, malformed: "tl_write_ä" };

  beforeAll(async () => {
    house = await openTestHouse(() => NOW);
    const other = await house.db.transaction((tx) => createWorkspace(tx, { name: "Other", slug: "other", actor: { kind: "system", name: "test" }, now: house.now }));
    otherId = other.id;
    const doomed = await house.db.transaction((tx) => createWorkspace(tx, { name: "Doomed", slug: "doomed", actor: { kind: "system", name: "test" }, now: house.now }));
    const otherScope = { ...house.asSystem(), workspace: other };
    own = await fillPlace(house.as("admin"), house.work, "MAIN");
    foreign = await fillPlace(otherScope, house.work, "OTHER");
    const make = async (scope: Parameters<typeof createKey>[0], kind: "read" | "write", name: string) => createKey(scope, { name, scope: kind, lifetimeDays: 30 });
    keys.read = (await make(house.as("admin"), "read", "MAIN reader")).key;
    keys.write = (await make(house.as("admin"), "write", "MAIN writer")).key;
    keys.foreign = (await make(otherScope, "write", "OTHER writer")).key;
    const revoked = await make(house.as("admin"), "write", "MAIN revoked");
    keys.revoked = revoked.key;
    await revokeKey(house.as("admin"), { keyId: revoked.keyId });
    const expired = await make(house.as("admin"), "write", "MAIN expired");
    keys.expired = expired.key;
    await house.db.update(apiKeys).set({ expiresAt: new Date(NOW.getTime() - 1_000) }).where(eq(apiKeys.id, expired.keyId));
    const doomedScope = { ...house.asSystem(), workspace: doomed };
    keys.gone = (await make(doomedScope, "write", "gone")).key;
    await deleteWorkspace(doomedScope, { confirm: "Doomed" });
    // What the key was last used at is noted once a minute; here it would look like a change.
    await house.db.update(apiKeys).set({ lastUsedAt: NOW });
  });
  afterAll(() => house.close());

  async function ask(key: string, method: string, path: string, { body, headers = {}, db = house.db }: { body?: unknown; headers?: Record<string, string>; db?: Database } = {}): Promise<Answer> {
    const request = new Request(`${ORIGIN}/api/v1${path}`, {
      method,
      headers: { ...(key ? { authorization: `Bearer ${encodeURI(key)}` } : {}), ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    const answer = await answerRest({ db, now: house.now }, request);
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }

  async function undone<T>(work: (db: Database) => Promise<T>): Promise<T> {
    let value: { is: T } | undefined;
    await house.db
      .transaction(async (tx) => {
        value = { is: await work(tx as unknown as Database) };
        throw new Undo();
      })
      .catch((reason: unknown) => {
        if (!(reason instanceof Undo)) throw reason;
      });
    return value!.is;
  }

  it("has a call for every route, and every route is in the document", () => {
    const routes = REST_ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(CALLS).sort()).toEqual([...routes].sort());
    const document = describeRest() as { openapi: string; paths: Record<string, Record<string, { parameters: unknown[] }>>; components: { schemas: Record<string, unknown> } };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)).sort()).toEqual([...routes].sort());
    for (const name of JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)) expect(document.components.schemas).toHaveProperty(name[1]!);
    expect(JSON.stringify(document.paths["/series"]!.get!.parameters)).toContain('"theme"');
  });

  it("gives the document to anybody", async () => {
    const { status, body } = await ask("", "GET", "/openapi.json");
    expect(status).toBe(200);
    expect(body.paths["/articles/{articleId}"].get.operationId).toBe("getArticlesArticleId");
  });

  describe.each(REST_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))("%s", (name, route) => {
    const call = CALLS[name]!;

    it("works with a key of its scope, and not with a lesser one", async () => {
      const { path, body } = call(own);
      for (const kind of ["read", "write"] as const) {
        const answer = await undone((db) => ask(keys[kind], route.method, path, { body, db }));
        const expected = route.scope === "write" && kind === "read" ? 403 : route.created ? 201 : 200;
        expect(`${kind}: ${answer.status} ${JSON.stringify(answer.body.error ?? "")}`).toMatch(new RegExp(`^${kind}: ${expected}`));
        expect(answer.headers.get("cache-control")).toBe("no-store");
      }
    });

    it("refuses every key that does not work in one way, tells nothing and changes nothing", async () => {
      const before = await digestRows(house.db);
      const told = new Set<string>();
      for (const kind of ["none", "revoked", "expired", "gone", "random", "malformed"] as const) {
        for (const ids of [own, foreign, randomIds()]) {
          const { path, body } = call(ids);
          const answer = await ask(keys[kind], route.method, path, { body });
          expect(`${kind}: ${answer.status}`).toBe(`${kind}: 401`);
          told.add(JSON.stringify(answer.body));
        }
        await house.db.delete(rateLimits);
      }
      expect(told.size).toBe(1);
      expect([...told][0]).not.toMatch(/MAIN|OTHER/);
      expect(await digestRows(house.db)).toEqual(before);
    });

    it("answers another workspace's ids as ids that do not exist", async () => {
      const [theirs, nobodys] = await Promise.all(
        [foreign, randomIds()].map((ids) =>
          undone(async (db) => {
            const before = await digestRows(db, otherId);
            const { path, body } = call(ids);
            const answer = await ask(keys.write, route.method, path, { body, db });
            expect(await digestRows(db, otherId)).toEqual(before);
            return answer;
          }),
        ),
      );
      expect(JSON.stringify(theirs!.body)).not.toContain("OTHER");
      expect(theirs!.status).toBe(nobodys!.status);
      if (!call(own).ownWork) expect(anonymise(theirs!.body)).toEqual(anonymise(nobodys!.body));
    });

    it("shows another workspace's key nothing of this one", async () => {
      const { path, body } = call(own);
      const answer = await undone((db) => ask(keys.foreign, route.method, path, { body, db }));
      expect(JSON.stringify(answer.body)).not.toContain("MAIN");
      if (name === "GET /articles/{articleId}") expect(answer.status).toBe(404);
    });
  });

  it("would notice: with its own key the foreign article is there", async () => {
    expect((await ask(keys.foreign, "GET", `/articles/${foreign.article}`)).status).toBe(200);
  });

  it("holds the first law: series = chart, articles = list, page by page", async () => {
    for (const filter of [{}, { themes: [own.theme] }, { from: "2025-03-01", to: "2025-03-09", outlets: [own.outlet] }, { q: "frozen assets" }, { noThemes: [own.theme] }]) {
      for (const unit of ["articles", "stories"] as const) {
        const series = await coverageSeries(house.as("viewer"), { filter, unit });
        const { body } = await ask(keys.read, "GET", `/series?${printFilterUrl({ filter, unit })}`);
        expect(body.buckets).toEqual(JSON.parse(JSON.stringify(series.buckets)));
        expect(body.themes.map(({ id, points }: { id: string; points: unknown }) => [id, points])).toEqual(series.lines.map(({ theme, points }) => [theme.id, points]));
        expect(body.method).toEqual(JSON.parse(JSON.stringify(series.method)));
        expect(body.annotations).toEqual(series.annotations);
        const list = await listArticles(house.as("viewer"), { filter, unit });
        const rest = await ask(keys.read, "GET", `/articles?${printFilterUrl({ filter, unit })}`);
        expect(rest.body.total).toBe(list.total);
        expect(rest.body.articles.map(({ id }: { id: string }) => id)).toEqual(list.articles.map(({ id }) => id));
      }
    }
  });

  it("pages through a list by cursor without losing or repeating one", async () => {
    for (let i = 0; i < 60; i++) await ask(keys.write, "POST", "/articles", { body: { url: `https://many.example/${i}`, title: `Many ${i}`, publishedAt: `2025-02-${String((i % 28) + 1).padStart(2, "0")}`, text: `Text ${i}` } });
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body }: Answer = await ask(keys.read, "GET", `/articles?from=2025-02-01&to=2025-02-28${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
      seen.push(...body.articles.map(({ id }: { id: string }) => id));
      expect(body.total).toBe(60);
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it("adds an article once, however often the request is repeated", async () => {
    const body = { url: "https://once.example/a", title: "Once", outlet: "Once Ledger", publishedAt: "2025-03-05", text: "A text that comes once." };
    const requestId = newId();
    const answers = await Promise.all([1, 2, 3].map(() => ask(keys.write, "POST", "/articles", { body, headers: { "idempotency-key": requestId } })));
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
    const again = await ask(keys.write, "POST", "/articles", { body });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id: answers[0]!.body.id, outcome: "existing" });
    await house.work();
    const opened = await ask(keys.read, "GET", `/articles/${again.body.id}`);
    expect(opened.body).toMatchObject({ title: "Once", processed: true, published: { day: "2025-03-05" }, origin: "api" });
    expect((await ask(keys.read, "GET", "/articles?origin=api")).body.articles.map(({ id }: { id: string }) => id)).toContain(again.body.id);
    expect((await ask(keys.read, "GET", "/articles?origin=form")).body.articles.map(({ id }: { id: string }) => id)).not.toContain(again.body.id);
    const [entry] = await house.db.select().from(auditEntries).where(eq(auditEntries.subjectId, again.body.id));
    expect(entry).toMatchObject({ actor: "key “MAIN writer”", verb: "article.add" });
  });

  it("says every error in one form and names the field", async () => {
    const cases: [string, string, unknown, number, string | null][] = [
      ["GET", "/series?from=2025-02-30", undefined, 400, "from"],
      ["GET", "/series?theme=nonsense", undefined, 400, "theme"],
      ["GET", "/series?colour=red", undefined, 400, "colour"],
      ["GET", "/series?from=1925-01-01&to=2025-01-01&bucket=day", undefined, 400, "bucket"],
      ["GET", "/articles?cursor=nonsense", undefined, 400, "cursor"],
      ["GET", "/articles?q=a%00b", undefined, 200, null],
      ["GET", "/articles/nonsense", undefined, 404, null],
      ["GET", "/nothing", undefined, 404, null],
      ["DELETE", "/articles", undefined, 405, "method"],
      ["POST", "/articles", "{", 400, "body"],
      ["POST", "/articles", { title: "No outlet" }, 400, "outlet"],
      ["POST", "/articles", { title: "Extra", colour: "red" }, 400, null],
      ["POST", "/articles", { title: "x".repeat(4_300_000) }, 400, "body"],
      ["POST", "/articles", { title: "a\u0000b", outlet: "O" }, 201, null],
    ];
    for (const [method, path, body, status, field] of cases) {
      const answer = await ask(keys.write, method, path, { body });
      expect(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`).toContain(`: ${status} `);
      if (status < 400) continue;
      expect(Object.keys(answer.body)).toEqual(["error"]);
      expect(Object.keys(answer.body.error).sort()).toEqual(["code", "field", "message", "reference"]);
      if (field) expect(answer.body.error.field).toBe(field);
    }
    const wrongType = await ask(keys.write, "POST", "/articles", { body: "title=a", headers: { "content-type": "application/x-www-form-urlencoded" } });
    expect(wrongType.status).toBe(400);
    expect((await ask(keys.write, "POST", "/articles", { body: { title: "a", outlet: "b" }, headers: { "idempotency-key": "7" } })).body.error.field).toBe("idempotency-key");
  });

  it("limits the requests of a key and the wrong keys of an address, and says when to come back", async () => {
    await house.db.delete(rateLimits);
    const { id } = (await listKeys(house.as("admin"))).find(({ name }) => name === "MAIN reader")!;
    await house.db.insert(rateLimits).values({ key: `key:${id}`, windowStart: new Date(NOW.getTime()), count: REQUESTS_PER_MINUTE });
    const answer = await ask(keys.read, "GET", "/workspace");
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("60");
    expect((await ask(keys.write, "GET", "/workspace")).status).toBe(200);
    let status = 401;
    for (let tries = 0; tries < 150 && status === 401; tries++) status = (await ask(keys.random, "GET", "/workspace")).status;
    expect(status).toBe(429);
    await house.db.delete(rateLimits);
  });

  it("keeps only a hash, notes the last use, and loses a key with its maker's rights", async () => {
    const admin = await addVisitor(house, house.workspace.id, "admin", { name: "Second admin" });
    const caller = await admin.call();
    const { key, keyId } = await caller.keys.create({ workspace: "main", name: "Sheet", scope: "read", lifetimeDays: 0 });
    const [row] = await house.db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
    expect(JSON.stringify(row)).not.toContain(key);
    expect(row).toMatchObject({ beginning: key.slice(0, 14), expiresAt: null, lastUsedAt: null });
    expect((await ask(key, "GET", "/workspace")).body).toMatchObject({ slug: "main" });
    expect((await listKeys(house.as("admin"))).find(({ id }) => id === keyId)?.lastUsedAt).toBe(NOW.toISOString());
    await setRole(house.as("admin"), { userId: admin.userId, role: "analyst" });
    expect((await ask(key, "GET", "/workspace")).status).toBe(401);
  });
});

/** Ids and moments differ between two calls; what is compared is everything else. */
const anonymise = (body: unknown): unknown => JSON.parse(JSON.stringify(body).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id"));
