import { DrizzleQueryError } from "drizzle-orm";
import pino from "pino";

/** What stands in a failed statement's values may be a hash, an address or a whole article: the log gets the statement. */
function describeError(error: Error): object {
  if (!(error instanceof DrizzleQueryError)) return pino.stdSerializers.err(error);
  const { code, constraint_name: constraint } = (error.cause ?? {}) as { code?: string; constraint_name?: string };
  const stack = error.stack?.split("\n").filter((line) => line.startsWith("    at ")).join("\n");
  // PostgreSQL's own sentence is kept where it names no value; a broken constraint's detail does.
  return { type: "DrizzleQueryError", message: code?.startsWith("22") ? "invalid value" : error.cause?.message, code, constraint, query: error.query, stack };
}

/** JSON lines on standard output. Passwords, tokens, cookies and the values of statements never reach a line. */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  redact: { paths: ["password", "token", "cookie", "authorization", "*.password", "*.token", "*.cookie", "*.authorization", "*.current", "*.next"], censor: "[left out]" },
});
