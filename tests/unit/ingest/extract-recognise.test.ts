import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readPage } from "@/server/ingest/extract/read-page";

const fixture = (name: string): Uint8Array => readFileSync(resolve(process.cwd(), "tests/support/pages", name));
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const codeOf = (content: Uint8Array, contentType: string | null, url = "https://paper.example/a"): string | null => {
  const reading = readPage(content, contentType, url);
  return reading.ok ? null : reading.reason.code;
};

describe("what is no page", () => {
  it.each([
    ["%PDF-1.7 ...", "text/html", "not_html_pdf"],
    ["\x89PNG\r\n\x1a\n", "text/html", "not_html_image"],
    ["\xff\xd8\xff\xe0", null, "not_html_image"],
    ["RIFF\0\0\0\0WEBPVP8 ", null, "not_html_image"],
    ["\0\0\0 ftypisom", null, "not_html_media"],
    ["PK\x03\x04....", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "not_html_document"],
    ["PK\x03\x04....", null, "not_html_archive"],
    ["\x1f\x8b\x08\0\0\0\0\0", "text/html", "not_html_archive"],
    ['{"a": 1}', "application/json", "not_html_data"],
    ['<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "text/html", "not_html_feed"],
    ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>', null, "not_html_image"],
    ["\x01\x02\x03\x04\x05\x06".repeat(50), null, "not_html"],
    ["anything", "video/mp4", "not_html_media"],
  ])("%j as %s is %s", (content, contentType, code) => expect(codeOf(bytes(content), contentType)).toBe(code));
});

describe("pages that stand where an article should", () => {
  it.each([
    ["nothing", bytes(""), "empty_page"],
    ["blanks", bytes(" \n\n "), "empty_page"],
    ["an empty body", bytes("<html><body></body></html>"), "empty_page"],
    ["a consent wall", fixture("consent-wall.html"), "consent_wall"],
    ["a login wall", fixture("login-wall.html"), "login_wall"],
    ["a robot check", bytes("<title>Just a moment...</title><body>Checking your browser before accessing the site.</body>"), "robot_check"],
    ["an error page", bytes("<title>404 Not Found</title><body><h1>404 Not Found</h1><p>The page you asked for is not here any more.</p></body>"), "error_page"],
    ["an empty shell", bytes('<html><head><title>App</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>'), "needs_script"],
    ["a bomb of elements", bytes("<b>".repeat(5_000)), "nested_too_deep"],
  ])("%s", (_, content, code) => {
    const reading = readPage(content, "text/html", "https://paper.example/a");
    expect(reading.ok ? null : reading.reason.code).toBe(code);
    expect(reading.ok ? "" : reading.reason.message).toMatch(/^The (?:page|publisher|address).+\.$/s);
  });
});

describe("a page of dialogs inside dialogs", () => {
  it("is judged without looking into each of them", () => {
    const costMs = (name: string) => {
      const deep = `${`<div class="${name}">we value your privacy `.repeat(250)}${"</div>".repeat(250)}`;
      const begunMs = performance.now();
      codeOf(bytes(`<html><body>${deep.repeat(60)}</body></html>`), "text/html");
      return performance.now() - begunMs;
    };
    costMs("plain");
    // A look into each of fifteen thousand dialogs would cost thousands of times as much.
    expect(costMs("modal")).toBeLessThan(20 * costMs("plain"));
  });
});

describe("articles are no walls", () => {
  it.each(["english-report.html", "german-blog.html", "teaser-list.html", "ukrainian-report.html", "microdata-only.html"])("%s", (name) => expect(codeOf(fixture(name), "text/html; charset=utf-8")).toBeNull());

  it("not even one about cookies, consent and subscriptions", () => {
    const about = "The regulator fined a publisher because readers could not refuse cookies. Consent to tracking must be free, the court said, and please log in is no answer. ".repeat(8);
    expect(codeOf(bytes(`<html><body><article><h1>Court rules on cookie consent</h1><p>${about}</p></article></body></html>`), "text/html")).toBeNull();
  });

  it("nor a short one in a script without blanks", () => {
    expect(codeOf(new TextEncoder().encode(`<html lang="ja"><body><article><h1>橋の再開</h1><p>${"市は三日、改修工事を終えた橋を来月から再び通すと発表した。".repeat(5)}</p></article></body></html>`), "text/html")).toBeNull();
  });
});
