import { describe, expect, it } from "vitest";
import type { SafeFetch } from "@/server/ingest/safe-fetch/create-safe-fetch";
import type { FetchOutcome } from "@/server/ingest/safe-fetch/fetch-outcome";
import { isAllowed, openRobots, parseRobots } from "@/server/ingest/safe-fetch/robots";
import { leastProcessorMs } from "@/tests/support/processor-time";

const may = (text: string, path: string, token = "Themeline") => isAllowed(parseRobots(text, token), `https://outlet.example${path}`);

describe("groups of a robots.txt", () => {
  const text = "User-agent: *\nDisallow: /all\n\nUser-Agent: OtherBot\nuser-agent: themeline/0.1 # us\nDisallow: /ours\n\nUser-agent: themeline\nDisallow: /also-ours\n";
  it("are those that name the program, joined, and only else those for everybody", () => {
    expect([may(text, "/ours"), may(text, "/also-ours"), may(text, "/all")]).toEqual([false, false, true]);
    expect([may(text, "/ours", "Nobody"), may(text, "/all", "Nobody")]).toEqual([true, false]);
  });
  it("forbid nothing to a program that is named without rules, or by an empty line", () => {
    expect(may("User-agent: *\nDisallow: /\nUser-agent: themeline\nDisallow:\n", "/a")).toBe(true);
    expect(may("User-agent: *\nDisallow: /\nUser-agent: themeline\n", "/a")).toBe(true);
  });
  it("are read with any line ends, a byte order mark, other lines and nonsense between", () => {
    expect(may("\ufeffuser-agent:*\rCrawl-delay: 5\rSitemap: https://x.example/s.xml\r<html>\rDISALLOW : /a # why\r", "/a/b")).toBe(false);
    expect(may("Disallow: /\n", "/a")).toBe(true);
    expect(may("", "/a")).toBe(true);
  });
});

describe("patterns", () => {
  it.each([
    ["/fish", "/fish.html", true],
    ["/fish", "/Fish", false],
    ["/fish/", "/fish", false],
    ["/fish*.php", "/fishheads/catfish.php?id=1", true],
    ["/*.php$", "/filename.php?parameters", false],
    ["/*.php$", "/folder/filename.php", true],
    ["/a$", "/a", true],
    ["/a$", "/ab", false],
    ["*/print", "/2024/print", true],
    ["/a*b*a$", "/aba", true],
    ["/a*ba*a$", "/aba", false],
    ["/%7ejoe", "/~joe/x", true],
    ["/caf%C3%A9", "/café", true],
    ["/café", "/caf%c3%a9", true],
    ["/a%3cb", "/a%3Cb", true],
    ["/search?q=", "/search?q=x", true],
  ])("%s and %s: %s", (pattern, path, fits) => expect(may(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(!fits));

  it("decide by length, and for the reader where two are equally long", () => {
    const text = "User-agent: *\nDisallow: /\nAllow: /news\nDisallow: /news/paid\nAllow: /same\nDisallow: /same\n";
    expect([may(text, "/x"), may(text, "/news/1"), may(text, "/news/paid/1"), may(text, "/same"), may(text, "/robots.txt")]).toEqual([false, true, false, true, true]);
  });

  it("of many stars cost no more than their length", () => {
    expect(leastProcessorMs(() => may(`User-agent: *\nDisallow: ${"/*a".repeat(2_000)}$`, `/${"a".repeat(8_000)}`), 1_000)).toBeLessThan(1_000);
  });
});

describe("asking sites", () => {
  const answer = (text: string): FetchOutcome => ({ ok: true, status: 200, finalUrl: "", redirects: [], contentType: "text/plain", bytes: Buffer.from(text), etag: null, lastModified: null, notModified: false });
  const failure = (code: "not_found" | "server_error" | "unreachable" | "too_large", status?: number): FetchOutcome => ({ ok: false, code, message: "", retryable: false, status });
  const open = (outcomes: FetchOutcome[]) => {
    const clock = { ms: 0 };
    const asked: string[] = [];
    const door: SafeFetch = { fetchPage: async (url) => (asked.push(url), outcomes[Math.min(asked.length, outcomes.length) - 1]!) };
    const admit = openRobots(door, "Themeline", () => clock.ms);
    const mayRead = async (url: string) => (await admit(url)) === null;
    return { clock, asked, admit, mayRead };
  };

  it("asks each site once a day, also when asked for two pages at once", async () => {
    const { clock, asked, mayRead } = open([answer("User-agent: *\nDisallow: /paid")]);
    expect(await Promise.all([mayRead("https://a.example/paid/1"), mayRead("https://a.example/free")])).toEqual([false, true]);
    expect(asked).toEqual(["https://a.example/robots.txt"]);
    await mayRead("https://b.example/x");
    clock.ms = 86_400_001;
    await mayRead("https://a.example/free");
    expect(asked).toHaveLength(3);
  });

  it.each([
    ["has none", failure("not_found", 404), true],
    ["wants a login for it", failure("not_found", 403), true],
    ["has far too much of it", failure("too_large"), true],
    ["has a fault", failure("server_error", 503), false],
    ["is rate limiting", failure("server_error", 429), false],
    ["cannot be reached", failure("unreachable"), false],
  ])("a site that %s", async (_, outcome, expected) => {
    const { mayRead } = open([outcome]);
    expect(await mayRead("https://a.example/x")).toBe(expected);
  });

  it("asks again an hour after a fault", async () => {
    const { clock, asked, mayRead } = open([failure("server_error", 503), answer("")]);
    expect(await mayRead("https://a.example/x")).toBe(false);
    clock.ms = 3_500_000;
    expect(await mayRead("https://a.example/x")).toBe(false);
    expect(asked).toHaveLength(1);
    clock.ms = 3_600_001;
    expect(await mayRead("https://a.example/x")).toBe(true);
  });

  it("says that it may be tried again where the site could not be asked, and not where it forbids", async () => {
    const { clock, admit } = open([failure("unreachable")]);
    clock.ms = 5_000;
    expect(await admit("https://a.example/x")).toMatchObject({ code: "robots", retryable: true, retryAfterMs: 3_600_000 });
    expect(await open([answer("User-agent: *\nDisallow: /")]).admit("https://a.example/x")).toMatchObject({ code: "robots", retryable: false });
  });

  it("reads nothing at what is no address", async () => {
    expect(await open([]).mayRead("no address")).toBe(false);
  });
});
