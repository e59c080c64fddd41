import { resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";

const hostAndPort = /^(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+):\d{1,5}$/i;

/** An empty variable, as `PORT= npm start` or a compose file makes one, counts as unset. */
const optionalText = z.string().trim().transform((value) => value || undefined).optional();

function withDefault<T extends z.ZodType<unknown, string>>(shape: T, fallback: string) {
  return z.string().trim().optional().transform((value) => value || fallback).pipe(shape);
}

const fields = z.object({
  NODE_ENV: withDefault(z.enum(["production", "development", "test"], "is production, development or test"), "production"),
  PORT: withDefault(z.string().regex(/^\d{1,5}$/, "is a port from 1 to 65535").transform(Number).pipe(z.number().int().min(1, "is a port from 1 to 65535").max(65_535, "is a port from 1 to 65535")), "3000"),
  HOST: withDefault(z.string(), "127.0.0.1"),
  DATABASE_URL: optionalText.pipe(z.string().regex(/^postgres(ql)?:\/\//, "begins with postgres://").optional()),
  THEMELINE_DATA_DIR: withDefault(z.string().transform((path) => resolve(path)), ".themeline"),
  THEMELINE_ORIGIN: optionalText.pipe(
    z.url({ protocol: /^https?$/, error: "is an address such as https://themeline.example" }).transform((address) => new URL(address).origin).optional(),
  ),
  THEMELINE_SECRET: optionalText.pipe(z.string().min(32, "has at least 32 characters").optional()),
  THEMELINE_ALLOW_HOSTS: z
    .string()
    .optional()
    .transform((text) => (text ?? "").split(",").map((pair) => pair.trim().toLowerCase()).filter(Boolean))
    .pipe(z.array(z.string().regex(hostAndPort, "is a list of exact host:port pairs, separated by commas"))),
  THEMELINE_SMTP_URL: optionalText.pipe(z.url({ protocol: /^smtps?$/, error: "is an address such as smtps://user:password@mail.example.org" }).optional()),
  THEMELINE_MAIL_FROM: optionalText.pipe(z.string().regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, 'is a sender such as "Themeline <themeline@example.org>"').optional()),
  THEMELINE_TRUSTED_PROXIES: z
    .string()
    .optional()
    .transform((text) => (text ?? "").split(",").map((entry) => entry.trim()).filter(Boolean))
    .pipe(z.array(z.string().refine((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry), "is a list of addresses or networks such as 10.0.0.0/8, separated by commas"))),
});

const shape = fields.superRefine((value, context) => {
  if (!value.THEMELINE_SMTP_URL) return;
  for (const name of ["THEMELINE_MAIL_FROM", "THEMELINE_ORIGIN"] as const) if (!value[name]) context.addIssue({ code: "custom", path: [name], message: "is needed with THEMELINE_SMTP_URL: letters have a sender and carry links" });
});

export type Environment = z.infer<typeof shape>;

let parsed: Environment | undefined;

/**
 * The program's environment, read once at its first use. Throws one sentence for each variable that makes no sense.
 * `THEMELINE_DATA_DIR` is an absolute path; `THEMELINE_ORIGIN` has no trailing slash; `THEMELINE_ALLOW_HOSTS`
 * and `THEMELINE_TRUSTED_PROXIES` are lists.
 */
export function env(): Environment {
  if (parsed) return parsed;
  const result = shape.safeParse(process.env);
  if (!result.success) throw new Error(result.error.issues.map((issue) => `${issue.path[0]?.toString() ?? "A variable"} ${issue.message}.`).join("\n"));
  parsed = result.data;
  return parsed;
}

/** What a child process is started with: our environment and `additions`. */
export function buildChildEnvironment(additions: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...additions };
}

/** The directory in which the person typed the command: npm runs scripts in the package's own. */
export function readCallerDirectory(): string {
  return process.env["INIT_CWD"] || process.cwd();
}
