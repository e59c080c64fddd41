import { describe, expect, it, vi } from "vitest";
import { CallError } from "@/components/api/call-procedure";
import { keepEqual, type Query, QueryStore } from "@/components/api/query-store";

const watcher = (isAsking = true) => ({ notify: vi.fn(), isAsking });

/** A question whose answers the test gives by hand, in any order. */
function askable(key: readonly unknown[] = ["things"]) {
  const asked: { resolve: (answer: string) => void; reject: (error: unknown) => void; signal: AbortSignal | undefined }[] = [];
  const query = (extra: Partial<Query<string>> & { listens?: boolean } = {}): Query<string> => ({
    queryKey: key,
    queryFn: (call) => new Promise((resolve, reject) => asked.push({ resolve, reject, signal: extra.listens ? call.signal : undefined })),
    ...extra,
  });
  return { asked, query };
}

const refusal = () => new CallError("No.", { code: "FORBIDDEN", httpStatus: 403 } as CallError["data"]);

describe("the answers that a page holds", () => {
  it("asks once for all who look, whatever the order of what is asked for", async () => {
    const store = new QueryStore();
    const ask = vi.fn(() => Promise.resolve("answer"));
    const one = store.open({ queryKey: ["list", { a: 1, b: { c: 2, d: 3 } }], queryFn: ask });
    const other = store.open({ queryKey: ["list", { b: { d: 3, c: 2 }, a: 1 }], queryFn: ask });
    expect(other).toBe(one);
    await Promise.all([store.refresh(one), store.refresh(other)]);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(one.state).toEqual({ data: "answer", error: null, isFetching: false });
  });

  it("does not ask for what the page came with until it is old or untrue", async () => {
    const store = new QueryStore();
    const ask = vi.fn(() => Promise.resolve("new"));
    const entry = store.open({ queryKey: ["one"], queryFn: ask, initialData: "came along", staleTime: Number.POSITIVE_INFINITY });
    await store.refresh(entry);
    expect(ask).not.toHaveBeenCalled();
    await store.invalidateQueries({ queryKey: ["other"] });
    await store.refresh(entry);
    expect(ask).not.toHaveBeenCalled();
    await store.invalidateQueries();
    expect(ask, "nobody looks").not.toHaveBeenCalled();
    await store.refresh(entry);
    expect(entry.state.data).toBe("new");
  });

  it("asks anew for what is looked at, by the beginning of its name, and waits for it", async () => {
    const store = new QueryStore();
    const ask = vi.fn(() => Promise.resolve("new"));
    const entry = store.open({ queryKey: ["themes", "list", { input: 1 }], queryFn: ask, initialData: "old" });
    const seen = watcher();
    store.watch(entry, seen);
    await store.invalidateQueries({ queryKey: ["themes"] });
    expect(entry.state.data).toBe("new");
    await vi.waitFor(() => expect(seen.notify).toHaveBeenCalled());
    store.watch(store.open({ queryKey: ["themes", "get"], queryFn: ask, initialData: "old" }), watcher(false));
    ask.mockClear();
    await store.invalidateQueries({ queryKey: ["themes", "get"] });
    expect(ask, "who looks has nothing to ask").not.toHaveBeenCalled();
  });

  it("does not let an answer that was under way before a change stand for what came after it", async () => {
    const store = new QueryStore();
    const { asked, query } = askable();
    const entry = store.open(query({ initialData: "first" }));
    store.watch(entry, watcher());
    const before = store.fetch(entry);
    const after = store.invalidateQueries();
    asked[1]!.resolve("after");
    await after;
    asked[0]!.resolve("before");
    await before;
    expect(entry.state).toEqual({ data: "after", error: null, isFetching: false });
  });

  it("ends a request that listens when nobody looks any more", async () => {
    const store = new QueryStore();
    const { asked, query } = askable();
    const entry = store.open(query({ listens: true }));
    const leave = store.watch(entry, watcher());
    const answer = store.fetch(entry);
    leave();
    expect(asked[0]!.signal!.aborted).toBe(true);
    expect(entry.state.isFetching).toBe(false);
    asked[0]!.reject(new DOMException("gone", "AbortError"));
    await expect(answer).rejects.toThrow("gone");
    expect(entry.state.error).toBeNull();
  });

  it("keeps the data when asking anew is refused, says the refusal once and does not repeat it", async () => {
    const heard = vi.fn();
    const store = new QueryStore(heard);
    const ask = vi.fn(() => Promise.reject(refusal()));
    const entry = store.open<string>({ queryKey: ["one"], queryFn: ask, initialData: "old" });
    await expect(store.fetch(entry, { anew: true })).rejects.toThrow("No.");
    expect(entry.state).toMatchObject({ data: "old", error: { message: "No." }, isFetching: false });
    expect(ask).toHaveBeenCalledTimes(1);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it("repeats a question twice that never arrived", async () => {
    vi.useFakeTimers();
    try {
      const store = new QueryStore();
      const ask = vi.fn(() => Promise.reject(new CallError("Broken.", null)));
      const entry = store.open<string>({ queryKey: ["one"], queryFn: ask });
      const end = expect(store.fetch(entry)).rejects.toThrow("Broken.");
      await vi.advanceTimersByTimeAsync(10_000);
      await end;
      expect(ask).toHaveBeenCalledTimes(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it("shows what was set by hand, and says it once", async () => {
    const store = new QueryStore();
    const entry = store.open<number>({ queryKey: ["count"], queryFn: () => Promise.resolve(1), initialData: 1 });
    const seen = watcher();
    store.watch(entry, seen);
    store.setQueryData<number>(["count"], (now) => now && now + 1);
    store.setQueryData(["count"], 3);
    expect(store.getQueryData(["count"])).toBe(3);
    await vi.waitFor(() => expect(seen.notify).toHaveBeenCalledTimes(1));
  });

  it("keeps every part that says the same", () => {
    const before = { list: [{ id: 1 }, { id: 2 }], name: "n" };
    expect(keepEqual(before, structuredClone(before))).toBe(before);
    const after = keepEqual(before, { list: [{ id: 1 }, { id: 3 }], name: "n" });
    expect(after).toEqual({ list: [{ id: 1 }, { id: 3 }], name: "n" });
    expect(after.list[0]).toBe(before.list[0]);
    expect(keepEqual([1, 2], [1])).toEqual([1]);
    expect(keepEqual<unknown>({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
    expect(keepEqual<unknown>(null, { a: 1 })).toEqual({ a: 1 });
  });
});
