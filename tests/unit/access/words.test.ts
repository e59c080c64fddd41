import { describe, expect, it } from "vitest";
import { safeReturnPath } from "@/server/core/access/credentials";
import { describeBrowser } from "@/server/core/access/describe-browser";
import { findAuditVerbs, sayAuditDetail, sayAuditVerb } from "@/server/core/audit/audit-words";

describe("words for people's own things", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge on Windows"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Safari on iPhone"],
    ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome on Android"],
    ["curl/8.5.0", "Unknown browser"],
    ["", "Unknown browser"],
  ])("names the browser of %s", (userAgent, words) => {
    expect(describeBrowser(userAgent)).toBe(words);
  });

  it("says what a command did, also one without words of its own", () => {
    expect(sayAuditVerb("member.invite")).toBe("invited somebody");
    expect(sayAuditVerb("feed.add-many")).toBe("feed add many");
    expect(findAuditVerbs("Invit")).toEqual(["member.invite", "member.uninvite"]);
  });

  it("says particulars without ids", () => {
    expect(sayAuditDetail({ email: "a@b.example", timeZone: "Europe/Berlin", themeId: "0192f0c0-0000-7000-8000-000000000000", undo: true, note: null })).toBe("e-mail: a@b.example, time zone: Europe/Berlin, undo: yes");
  });

  it.each([
    ["/w/main/trends?from=2025-01-01", "/w/main/trends?from=2025-01-01"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["/\tevil", "/"],
    ["javascript:alert(1)", "/"],
    [null, "/"],
  ])("returns only to our own pages: %s", (path, safe) => {
    expect(safeReturnPath(path)).toBe(safe);
  });
});
