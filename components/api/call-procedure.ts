import type { AppRouter } from "@/server/api/root";

type ErrorData = AppRouter["_def"]["_config"]["$types"]["errorShape"]["data"];

/** A call that was refused, with what the server says of it, or that never arrived (`data` is null). */
export class CallError extends Error {
  constructor(
    message: string,
    readonly data: ErrorData | null,
  ) {
    super(message);
    this.name = "CallError";
  }
}

type Answer = { result: { data?: unknown } } | { error: { message: string; data: ErrorData } };

const URL_OF_API = "/api/trpc";
/** Proxies in between take addresses of 8 KB; letters beyond ASCII grow ninefold on their way into one. */
const LONGEST_ADDRESS = 8_000;
const LONGEST_IN_ADDRESS = 800;
/** The server answers no more at once. */
const MOST_AT_ONCE = 10;

async function send(address: string, init?: RequestInit): Promise<unknown> {
  try {
    return await (await fetch(`${URL_OF_API}/${address}`, init)).json();
  } catch (error) {
    throw new CallError(error instanceof Error ? error.message : "No answer.", null);
  }
}

function open(answer: unknown): unknown {
  const { result, error } = (answer ?? {}) as { result?: { data?: unknown }; error?: Extract<Answer, { error: unknown }>["error"] };
  if (result) return result.data;
  throw new CallError(error?.message ?? "No answer.", error?.data ?? null);
}

/** Changes something; `input` travels as the body. Throws {@link CallError}. */
export const changeThrough = async (path: string, input: unknown, signal?: AbortSignal): Promise<unknown> => open(await send(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input), signal }));

interface Waiting {
  path: string;
  input: unknown;
  resolve: (data: unknown) => void;
  reject: (error: unknown) => void;
}

const addressOf = (calls: readonly Waiting[]): string => `${calls.map(({ path }) => path).join(",")}?batch=1&input=${encodeURIComponent(JSON.stringify({ ...calls.map(({ input }) => input) }))}`;

async function sendTogether(calls: readonly Waiting[]): Promise<void> {
  try {
    const answers = await send(addressOf(calls));
    calls.forEach(({ resolve, reject }, position) => {
      try {
        resolve(open(Array.isArray(answers) ? answers[position] : answers));
      } catch (error) {
        reject(error);
      }
    });
  } catch (error) {
    for (const { reject } of calls) reject(error);
  }
}

let waiting: Waiting[] = [];

function sendWaiting(): void {
  const calls = waiting;
  waiting = [];
  let together: Waiting[] = [];
  for (const call of calls) {
    if (together.length === MOST_AT_ONCE || (together.length > 0 && addressOf([...together, call]).length > LONGEST_ADDRESS)) {
      void sendTogether(together);
      together = [];
    }
    together.push(call);
  }
  void sendTogether(together);
}

/** Reads something; questions of one moment share one request. One with a text in it travels as a body. Throws {@link CallError}. */
export function askThrough(path: string, input: unknown): Promise<unknown> {
  if ((JSON.stringify(input) ?? "").length > LONGEST_IN_ADDRESS) return changeThrough(path, input);
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(sendWaiting);
    waiting.push({ path, input, resolve, reject });
  });
}
