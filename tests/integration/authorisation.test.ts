import { TRPCError } from "@trpc/server";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { members, users } from "@/db/schema";
import type { ProcedureMeta } from "@/server/api/procedures";
import { appRouter } from "@/server/api/root";
import { roleAllows, type Role } from "@/server/core/access/roles";
import type { Person } from "@/server/services/installation";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { digestRows, fillPlace, type PlaceIds, randomIds } from "@/tests/support/coverage-place";
import { addVisitor, callerFor, visitorAs } from "@/tests/support/people";
import { PROCEDURES, type ProcedureFixture } from "@/tests/support/procedure-fixtures";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

type CallerName = "anonymous" | "viewer" | "analyst" | "admin" | "outsider" | "removed";

const registered = appRouter._def.procedures as unknown as Record<string, { _def: { meta?: ProcedureMeta } }>;
const fixtures = PROCEDURES as Record<string, ProcedureFixture | undefined>;
const paths = Object.keys(registered).sort();
const authzOf = (path: string) => registered[path]!._def.meta?.authz;
const NOW = new Date("2025-03-20T12:00:00Z");

interface Outcome {
  code: string;
  message: string;
  result: unknown;
}

class Undo extends Error {}

describe("who may call what", () => {
  let house: TestHouse;
  let own: PlaceIds;
  let foreign: PlaceIds;
  let otherId: string;
  /** What the other workspace's rows are before anybody does anything. */
  let others: Record<string, string>;
  const people: Record<CallerName, Person | null> = { anonymous: null, viewer: null, analyst: null, admin: null, outsider: null, removed: null };

  beforeAll(async () => {
    house = await openTestHouse(() => NOW);
    for (const role of ["viewer", "analyst", "admin"] as const) people[role] = await (await visitorAs(house, house.workspace.id, role)).person();
    const outsider = await addVisitor(house, house.workspace.id, null, { name: "OTHER admin" });
    const other = await house.db.transaction((tx) => createWorkspace(tx, { name: "Other", slug: "other", actor: { kind: "system", name: "test" }, now: house.now }));
    otherId = other.id;
    await house.db.insert(members).values({ workspaceId: other.id, userId: outsider.userId, role: "admin" });
    people.outsider = await outsider.person();
    const removed = await addVisitor(house, house.workspace.id, "admin", { name: "Removed" });
    await house.db.update(members).set({ removedAt: NOW }).where(eq(members.userId, removed.userId));
    people.removed = await removed.person();
    own = await fillPlace(house.as("admin"), house.work, "MAIN");
    foreign = await fillPlace({ ...house.as("admin"), workspace: other, actor: { kind: "system", name: "test" } }, house.work, "OTHER");
    await house.db.update(users).set({ name: "MAIN admin" }).where(eq(users.id, people.admin!.userId));
    others = await digestRows(house.db, otherId);
  });
  afterAll(() => house.close());

  /** Calls a procedure and tells how it ended. */
  async function attempt(db: Database, who: CallerName, path: string, input: unknown): Promise<Outcome> {
    const [router, name] = path.split(".") as [string, string];
    const caller = callerFor({ db, now: house.now }, people[who]) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    try {
      return { code: "ok", message: "", result: await caller[router]![name]!(input) };
    } catch (reason) {
      if (!(reason instanceof TRPCError)) throw reason;
      return { code: reason.code, message: reason.message, result: null };
    }
  }

  /** Does something in a transaction that is taken back. */
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

  /** Whether the transaction wrote or locked anything at all: PostgreSQL numbers one with its first change only. */
  const hasWritten = async (db: Database): Promise<boolean> => {
    const [row] = await db.execute<{ xid: string | null }>(sql`select pg_current_xact_id_if_assigned()::text as xid`);
    return row!.xid !== null;
  };

  const mayCall = (who: CallerName, path: string): boolean => {
    const authz = authzOf(path);
    if (authz === "anyone") return true;
    if (who === "anonymous") return false;
    if (authz === "signed-in") return true;
    return who !== "outsider" && who !== "removed" && roleAllows(who as Role, authz!);
  };
  const lowestCaller = (path: string): CallerName => (["anonymous", "viewer", "analyst", "admin"] as const).find((who) => mayCall(who, path))!;
  const everybody = Object.keys(people) as CallerName[];
  const refusalOf = (who: CallerName): string => (who === "anonymous" ? "UNAUTHORIZED" : who === "outsider" || who === "removed" ? "NOT_FOUND" : "FORBIDDEN");
  const spell = (outcome: Outcome): string => JSON.stringify(outcome);

  it("is said at every procedure, and every procedure has a fixture", () => {
    expect(paths.filter((path) => authzOf(path) === undefined)).toEqual([]);
    expect(paths.filter((path) => !fixtures[path])).toEqual([]);
    expect(Object.keys(fixtures).filter((path) => !registered[path])).toEqual([]);
  });

  describe.each(paths)("%s", (path) => {
    const fixture = fixtures[path];
    if (!fixture) return;

    it("works for the least of those who may", async () => {
      const outcome = await undone((db) => attempt(db, lowestCaller(path), path, fixture.input(own, "main")));
      expect(outcome.code, outcome.message).toBe(fixture.outcome ?? "ok");
    });

    it("is refused to everybody else, changes nothing and tells nothing", async () => {
      await undone(async (db) => {
        for (const who of everybody.filter((name) => !mayCall(name, path))) {
          for (const ids of [own, foreign, randomIds()]) {
            const outcome = await attempt(db, who, path, fixture.input(ids, "main"));
            expect(`${who}: ${outcome.code}`).toBe(`${who}: ${refusalOf(who)}`);
            expect(outcome.message).not.toMatch(/MAIN|OTHER/);
          }
        }
        expect(await hasWritten(db)).toBe(false);
      });
    });

    it("treats another workspace's ids as ids that do not exist", async () => {
      if (fixture.byToken) return;
      const who: CallerName = authzOf(path) === "anyone" ? "anonymous" : "admin";
      // One after the other: two that write the same row would wait for each other's end.
      const seen: Outcome[] = [];
      for (const ids of [foreign, randomIds()]) {
        seen.push(
          await undone(async (db) => {
            const outcome = await attempt(db, who, path, fixture.input(ids, "main"));
            if (await hasWritten(db)) expect(await digestRows(db, otherId)).toEqual(others);
            return outcome;
          }),
        );
      }
      expect(spell(seen[0]!)).not.toContain("OTHER");
      if (!fixture.ownWork) expect(anonymise(seen[0]!)).toEqual(anonymise(seen[1]!));
    });

    it("treats another workspace as one that does not exist", async () => {
      const who: CallerName = authzOf(path) === "anyone" ? "anonymous" : "admin";
      const ask = (slug: string) =>
        undone(async (db) => {
          const outcome = await attempt(db, who, path, fixture.input(foreign, slug));
          if (!fixture.byToken && (await hasWritten(db))) expect(await digestRows(db, otherId)).toEqual(others);
          return outcome;
        });
      const theirs = await ask("other");
      const nobodys = await ask("no-such-workspace");
      if (!["anyone", "signed-in"].includes(authzOf(path)!)) {
        expect(theirs).toEqual(nobodys);
        expect(theirs.code).toBe("NOT_FOUND");
      }
      if (!fixture.byToken) expect(spell(theirs)).not.toContain("OTHER");
    });

    it("answers every shape with a refusal that can be read, never with a surprise", async () => {
      const valid = fixture.input(own, "main");
      for (const [place, input] of misshapen(valid)) {
        const { code, message } = await undone((db) => attempt(db, lowestCaller(path), path, input));
        expect(`${place}: ${code} ${code === "INTERNAL_SERVER_ERROR" ? message : ""}`).not.toContain("INTERNAL_SERVER_ERROR");
      }
    });
  });

  it("would notice: the naive check by slug alone finds a leak", async () => {
    const outcome = await attempt(house.db, "outsider", "workspace.members", { workspace: "other" });
    expect(spell(outcome)).toContain("OTHER");
    await undone(async (db) => {
      await attempt(db, "outsider", "articles.delete", { workspace: "other", articleIds: [foreign.article] });
      expect(await hasWritten(db)).toBe(true);
      expect(await digestRows(db, otherId)).not.toEqual(others);
    });
  });
});

/** Ids, moments and tokens differ between two calls; what is compared is everything else. */
function anonymise(outcome: Outcome): unknown {
  return JSON.parse(JSON.stringify(outcome).replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "id"));
}

const SHAPES: readonly (readonly [string, unknown])[] = [
  ["number", 7],
  ["array", ["a"]],
  ["object", { a: "b" }],
  ["null", null],
  ["very long", "x".repeat(300_000)],
  ["empty", ""],
  ["NUL", "a\u0000b"],
  ["lone surrogate", "a\ud800b"],
];

/** A valid input with each of its strings, in turn, in each of the wrong shapes. */
function misshapen(valid: unknown): [string, unknown][] {
  const places: (string | number)[][] = [];
  const walk = (value: unknown, at: (string | number)[]) => {
    if (typeof value === "string") places.push(at);
    else if (Array.isArray(value)) value.forEach((item, index) => walk(item, [...at, index]));
    else if (value && typeof value === "object") for (const [key, item] of Object.entries(value)) walk(item, [...at, key]);
  };
  walk(valid, []);
  return places.flatMap((place) => SHAPES.map(([name, shape]): [string, unknown] => [`${place.join(".")} as ${name}`, replaceAt(valid, place, shape)]));
}

function replaceAt(value: unknown, [first, ...rest]: (string | number)[], shape: unknown): unknown {
  if (first === undefined) return shape;
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replaceAt(item, rest, shape) : item));
  return { ...(value as object), [first]: replaceAt((value as Record<string, unknown>)[first], rest, shape) };
}
