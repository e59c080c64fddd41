import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { log } from "@/server/log";

/** What our log would write, through its own serialisers and redaction. */
function written(fields: object): string {
  let output = "";
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      output += chunk.toString();
      done();
    },
  });
  pino({ serializers: log[pino.symbols.serializersSym as unknown as keyof typeof log] as never }, sink).error(fields, "a procedure failed");
  return output;
}

describe("the log", () => {
  it("names a failed statement without its values", () => {
    const broken = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), { code: "23505", constraint_name: "users_email", detail: "Key (email)=(CANARY@example.org) already exists." });
    const line = written({ err: new DrizzleQueryError("insert into users values ($1, $2)", ["CANARY@example.org", "CANARY-hash"], broken) });
    expect(line).toContain("insert into users");
    expect(line).toContain("23505");
    expect(line).not.toContain("CANARY");
  });

  it("tells any other error whole", () => {
    expect(written({ err: new Error("the disk is full") })).toContain("the disk is full");
  });
});
