import { afterEach, describe, expect, it, vi } from "vitest";
import { askThrough, CallError, changeThrough } from "@/components/api/call-procedure";

afterEach(() => vi.unstubAllGlobals());

/** Stands for the server; answers each request with what `answer` makes of its address. */
function serve(answer: (address: URL, init: RequestInit | undefined) => unknown) {
  const fetched = vi.fn((address: string, init?: RequestInit) => Promise.resolve(Response.json(answer(new URL(address, "http://here"), init))));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

const inputsOf = (address: URL) => JSON.parse(address.searchParams.get("input")!) as Record<string, unknown>;

describe("calling a procedure", () => {
  it("sends questions of one moment together, at most ten and no address beyond 8 KB", async () => {
    const fetched = serve((address) => Object.values(inputsOf(address)).map((data) => ({ result: { data } })));
    const inputs = Array.from({ length: 25 }, (_, n) => ({ n, text: "ü".repeat(n % 5 === 0 ? 300 : 3) }));
    expect(await Promise.all(inputs.map((input) => askThrough("things.list", input)))).toEqual(inputs);
    const addresses = fetched.mock.calls.map(([address]) => address);
    expect(addresses.length).toBeLessThan(10);
    for (const address of addresses) {
      expect(address.length).toBeLessThanOrEqual(8_000);
      expect(address.split("?")[0]!.split(",").length).toBeLessThanOrEqual(10);
    }
  });

  it("gives each question its own answer or refusal", async () => {
    serve(() => [{ result: { data: 1 } }, { error: { message: "Not yours.", code: -32_003, data: { code: "FORBIDDEN", httpStatus: 403 } } }, { result: {} }]);
    const [one, two, three] = await Promise.allSettled([askThrough("a.b", {}), askThrough("a.c", {}), askThrough("a.d", undefined)]);
    expect(one).toMatchObject({ value: 1 });
    expect(two).toMatchObject({ reason: { message: "Not yours.", data: { code: "FORBIDDEN" } } });
    expect(three).toMatchObject({ value: undefined });
  });

  it("sends a question with a text in it, and every change, as a body", async () => {
    const fetched = serve((_, init) => ({ result: { data: JSON.parse(init?.body as string) } }));
    const long = { text: "x".repeat(900) };
    expect(await askThrough("a.find", long)).toEqual(long);
    expect(await changeThrough("a.add", { n: 1 })).toEqual({ n: 1 });
    expect(fetched.mock.calls.map(([address, init]) => [address, init?.method, init?.headers])).toEqual([
      ["/api/trpc/a.find", "POST", { "content-type": "application/json" }],
      ["/api/trpc/a.add", "POST", { "content-type": "application/json" }],
    ]);
  });

  it("says of a call that never arrived, or was answered by something else, that it has no data", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(changeThrough("a.add", {})).rejects.toEqual(new CallError("Failed to fetch", null));
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<h1>502</h1>", { status: 502 })));
    const failures = await Promise.allSettled([askThrough("a.b", {}), askThrough("a.c", {})]);
    for (const failure of failures) expect(failure).toMatchObject({ status: "rejected", reason: { data: null } });
  });
});
