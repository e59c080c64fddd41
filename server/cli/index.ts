import { parseArgs, type ParseArgsConfig } from "node:util";
import { ZodError } from "zod";
import { print, say, UsageError } from "@/server/cli/terminal";
import { Refusal } from "@/server/core/access/refusal";
import { roleShape } from "@/server/core/access/role-shape";
import { DATE_READINGS } from "@/server/core/imports/date-readings";
import { bucketShape } from "@/server/core/trends/bucket-shape";
import { unitShape } from "@/server/core/trends/coverage-filter";

const HELP = `Themeline on the command line. Results go to standard output, progress to standard error.

  import FILE                      take in a file (CSV, XLSX, JSONL, JSON, RSS, OPML; plain or .gz) and wait for it
      [--column FIELD=COLUMN]...       fields: title url publishedAt outlet author language text; COLUMN empty: none
      [--dates as-written|day-first|month-first|year-first|serial]
      [--header-row N] [--sheet NAME] [--outlet NAME]
  theme set NAME --rule RULE       create a theme or edit its rule, and wait for the back-fill   [--reason TEXT]
  series                           the chart's numbers as CSV
      [--bucket day|week|month|quarter] [--unit articles|stories]
      [--theme NAME]... [--outlet NAME]... [--from DAY] [--to DAY]
      [--also-theme NAME]... [--without-theme NAME]... [--group NAME]... [--country UA]...
      [--language en]... [--origin form|address|import|feed|api|demo]... [--words TEXT] [--unrejected]
  create-member --email E --role viewer|analyst|admin   [--name NAME] [--password-stdin]
  reset-password --email E         [--password-stdin]
  audit verify                     follow the chain of the audit trail, of every workspace unless one is named
  check                            evaluate all articles anew and compare with what stands in the tables

  All of these take --workspace SLUG where there is more than one workspace.

Filters: JSON lines in, JSON lines out, joined by id.

  match --rule RULE                {id, title, text}        -> {id, matched, evidence}
  sentences                        {id, text}               -> {id, sentences}
  extract                          {id, url, html_base64}   -> {id, title, byline, publishedAt, language, outlet, canonicalUrl, text}
  parse-feed                       {id, url, body_base64}   -> {id, kind, ...}
  group-stories                    {id, title, text, publishedAt} -> {id, story}
  canonical-url                    {id, url}                -> {id, canonicalUrl, outlet}`;

const one = { type: "string" } as const;
const many = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

interface Command {
  options: NonNullable<ParseArgsConfig["options"]>;
  run(values: Values, positionals: string[]): Promise<number>;
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

const text = (values: Values, name: string): string | undefined => (typeof values[name] === "string" ? values[name] : undefined);
const texts = (values: Values, name: string): string[] | undefined => (Array.isArray(values[name]) ? values[name].map(String) : undefined);

function needed(values: Values, name: string): string {
  const value = text(values, name);
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

function choice<T extends string>(values: Values, name: string, options: readonly T[]): T | undefined {
  const value = text(values, name);
  if (value === undefined || (options as readonly string[]).includes(value)) return value as T | undefined;
  throw new UsageError(`--${name} is one of ${options.join(", ")}.`);
}

/** Commands load what they need when they run, so that a filter does not wait for the database's code. */
const COMMANDS: Record<string, Command> = {
  import: {
    options: { workspace: one, column: many, dates: one, "header-row": one, sheet: one, outlet: one },
    async run(values, [file, ...rest]) {
      if (!file || rest.length > 0) throw new UsageError("import takes one file.");
      return (await import("@/server/cli/commands/import")).importCommand(file, {
        workspace: text(values, "workspace"),
        columns: texts(values, "column") ?? [],
        dates: choice(values, "dates", DATE_READINGS),
        headerRow: text(values, "header-row"),
        sheet: text(values, "sheet"),
        outlet: text(values, "outlet"),
      });
    },
  },
  theme: {
    options: { rule: one, reason: one, workspace: one },
    async run(values, [action, name, ...rest]) {
      if (action !== "set" || !name || rest.length > 0) throw new UsageError('theme set NAME --rule RULE; put a name of several words in quotes.');
      return (await import("@/server/cli/commands/theme")).setThemeCommand(name, { rule: needed(values, "rule"), reason: text(values, "reason"), workspace: text(values, "workspace") });
    },
  },
  series: {
    options: { bucket: one, unit: one, theme: many, "also-theme": many, "without-theme": many, outlet: many, group: many, country: many, language: many, origin: many, words: one, unrejected: flag, from: one, to: one, workspace: one },
    async run(values) {
      return (await import("@/server/cli/commands/series")).seriesCommand({
        bucket: choice(values, "bucket", bucketShape.options),
        unit: choice(values, "unit", unitShape.options),
        theme: texts(values, "theme"),
        alsoTheme: texts(values, "also-theme"),
        withoutTheme: texts(values, "without-theme"),
        outlet: texts(values, "outlet"),
        group: texts(values, "group"),
        country: texts(values, "country"),
        language: texts(values, "language"),
        origin: texts(values, "origin"),
        words: text(values, "words"),
        unrejected: values["unrejected"] === true,
        from: text(values, "from"),
        to: text(values, "to"),
        workspace: text(values, "workspace"),
      });
    },
  },
  "create-member": {
    options: { email: one, role: one, name: one, "password-stdin": flag, workspace: one },
    async run(values) {
      const role = choice(values, "role", roleShape.options);
      if (!role) throw new UsageError("--role is missing.");
      const { createMemberCommand } = await import("@/server/cli/commands/people");
      return createMemberCommand({ email: needed(values, "email"), role, name: text(values, "name"), passwordStdin: values["password-stdin"] === true, workspace: text(values, "workspace") });
    },
  },
  "reset-password": {
    options: { email: one, "password-stdin": flag, workspace: one },
    run: async (values) => (await import("@/server/cli/commands/people")).resetPasswordCommand({ email: needed(values, "email"), passwordStdin: values["password-stdin"] === true }),
  },
  audit: {
    options: { workspace: one },
    async run(values, [action, ...rest]) {
      if (action !== "verify" || rest.length > 0) throw new UsageError("There is one thing to do with the trail: audit verify.");
      return (await import("@/server/cli/commands/check")).verifyAuditCommand(text(values, "workspace"));
    },
  },
  check: { options: { workspace: one }, run: async (values) => (await import("@/server/cli/commands/check")).checkCommand(text(values, "workspace")) },
  match: { options: { rule: one }, run: async (values) => (await import("@/server/cli/commands/filters")).matchFilter(needed(values, "rule")) },
  sentences: { options: {}, run: async () => (await import("@/server/cli/commands/filters")).sentencesFilter() },
  extract: { options: {}, run: async () => (await import("@/server/cli/commands/filters")).extractFilter() },
  "parse-feed": { options: {}, run: async () => (await import("@/server/cli/commands/filters")).parseFeedFilter() },
  "group-stories": { options: {}, run: async () => (await import("@/server/cli/commands/filters")).groupStoriesFilter() },
  "canonical-url": { options: {}, run: async () => (await import("@/server/cli/commands/filters")).canonicalUrlFilter() },
};

/** Runs one command; answers the exit code: 0 done, 1 failed or refused, 2 a mistake in the command's words. */
export async function runCli(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (!name || name === "--help" || name === "-h" || name === "help" || rest.includes("--help")) {
    print(HELP);
    return 0;
  }
  try {
    const command = COMMANDS[name];
    if (!command) throw new UsageError(`There is no command ${name}. See --help.`);
    const { values, positionals } = readWords(rest, command);
    return await command.run(values, positionals);
  } catch (reason) {
    if (reason instanceof UsageError) {
      say(reason.message);
      return 2;
    }
    if (reason instanceof Refusal || reason instanceof ZodError) {
      say(reason instanceof ZodError ? (reason.issues[0]?.message ?? "The input is not right.") : reason.message);
      return 1;
    }
    throw reason;
  }
}

function readWords(words: string[], command: Command): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: words, options: command.options, allowPositionals: true });
    return { values: values as Values, positionals };
  } catch (reason) {
    throw new UsageError(reason instanceof Error ? reason.message : String(reason));
  }
}
