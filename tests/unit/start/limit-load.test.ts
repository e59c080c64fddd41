import { EventEmitter } from "node:events";
import { afterEach, expect, it, vi } from "vitest";
import { createLoadLimit } from "@/server/start/limit-load.mjs";

class Answer extends EventEmitter {
  status = 0;
  headers: Record<string, string> = {};
  body = "";
  writeHead(status: number, headers: Record<string, string>) {
    Object.assign(this, { status, headers });
  }
  end(body: string) {
    this.body = body;
    this.emit("close");
  }
}

afterEach(() => vi.useRealTimers());

it("lets so many requests be under way, refuses the next in the form that its asker reads, and goes on", () => {
  const mayPass = createLoadLimit(2);
  const ask = (url: string) => {
    const answer = new Answer();
    return { answer, passes: mayPass({ url }, answer as never) };
  };
  const [first] = [ask("/w/main/trends"), ask("/api/trpc/trends.series")];
  for (const [url, type, shape] of [
    ["/api/trpc/trends.series?batch=1", "application/json", /"httpStatus":503/],
    ["/api/v1/articles", "application/json", /"code":"BUSY"/],
    ["/w/main/trends", "text/html; charset=utf-8", /by itself/],
  ] as const) {
    const { passes, answer } = ask(url);
    expect([passes, answer.status, answer.headers["retry-after"], answer.headers["content-type"]]).toEqual([false, 503, "5", type]);
    expect(answer.body).toMatch(shape);
  }
  expect([ask("/api/health").passes, ask("/_next/static/a.js").passes]).toEqual([true, true]);
  first!.answer.end("done");
  expect([ask("/w/main/trends").passes, ask("/w/main/trends").passes]).toEqual([true, false]);
});

it("counts nobody who is slow for long, and nobody twice", () => {
  vi.useFakeTimers();
  const mayPass = createLoadLimit(1);
  const slow = new Answer();
  expect([mayPass({ url: "/api/trpc/articles.add" }, slow as never), mayPass({ url: "/" }, new Answer() as never)]).toEqual([true, false]);
  vi.advanceTimersByTime(20_000);
  expect(mayPass({ url: "/" }, new Answer() as never)).toBe(true);
  slow.end("late");
  expect(mayPass({ url: "/" }, new Answer() as never)).toBe(false);
});
