import pino from "pino";

/** JSON lines on standard output. Passwords, tokens and cookies never reach a line. */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: ["password", "token", "cookie", "authorization", "*.password", "*.token", "*.cookie", "*.authorization", "*.current", "*.next"], censor: "[left out]" },
});
