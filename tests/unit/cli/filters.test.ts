import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

function match(rule: string, input: string): { status: number | null; answers: unknown[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["server/cli/main.mjs", "match", "--rule", rule], { input, encoding: "utf8" });
  return { status, answers: stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line) as unknown), stderr };
}

it("answers every record by its id, and a record that is none with an error, without stopping", () => {
  const { status, answers } = match('"peace talks"', ['{"id":"1","title":"War","text":"Peace\u2028talks in Київ"}', "not json", "null", "[]", '{"title":"x"}', '{"id":2}', '{"id":3,"text":7}', "", '{"id":"4","title":"Peace","text":"talks"}'].join("\r\n"));
  expect(status).toBe(0);
  expect(answers).toEqual([
    { id: "1", matched: true, evidence: [{ field: "text", start: 0, end: 11 }] },
    { id: null, error: "The line is not JSON." },
    { id: null, error: "The line is not a record." },
    { id: null, error: "The line is not a record." },
    { id: null, error: "The record has no id." },
    { id: 2, error: "The record has neither a title nor a text." },
    { id: 3, error: "The record's text is not a text." },
    { id: "4", matched: false, evidence: [] },
  ]);
}, 20_000);

it("refuses a rule that cannot be read, with a caret and a mend", () => {
  const { status, answers, stderr } = match("frozen NEAR/0 assets", "{}");
  expect(status).toBe(2);
  expect(answers).toEqual([]);
  expect(stderr).toContain("^^^^^^");
  expect(stderr).toContain("NEAR/1");
}, 20_000);
