import { ZodError } from "zod";
import { STATUS } from "@/server/api/answer-refusal";
import { describeRest } from "@/server/api/rest/describe-rest";
import { REST_ROUTES, type RestRequest, type RestRoute } from "@/server/api/rest/rest-routes";
import { isUnstorable, UNSTORABLE_TEXT } from "@/server/api/unstorable";
import { peerOf } from "@/server/auth/peer";
import { ROLE_OF_SCOPE } from "@/server/core/access/key-choices";
import { Refusal } from "@/server/core/access/refusal";
import { log } from "@/server/log";
import type { Installation } from "@/server/services/installation";
import { openByKey } from "@/server/services/keys/open-by-key";
import { requireRole } from "@/server/services/scope";

const BASE = "/api/v1";
const MOST_BODY_BYTES = 4_194_304;
const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Answers one request of a machine: who asks, what for, one verb, and every error in one form. */
export async function answerRest(at: Installation, request: Request): Promise<Response> {
  try {
    return await route(at, request);
  } catch (reason) {
    return explain(reason, request);
  }
}

async function route(at: Installation, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(BASE.length);
  if (path === "/openapi.json" && request.method === "GET") return Response.json(describeRest(), { headers: HEADERS });
  const scope = await openByKey(at, readKey(request.headers), peerOf(request.headers));
  const found = REST_ROUTES.flatMap((one) => {
    const parts = matchPath(one.path, path);
    return parts ? [{ one, parts }] : [];
  });
  if (found.length === 0) throw new Refusal("NOT_FOUND", `There is no ${path}. ${BASE}/openapi.json lists what there is.`);
  const hit = found.find(({ one }) => one.method === request.method);
  if (!hit) return sendError(405, { code: "INVALID", message: `${path} takes ${found.map(({ one }) => one.method).join(" and ")} only.`, field: "method", reference: null }, { allow: found.map(({ one }) => one.method).join(", ") });
  requireRole(scope, ROLE_OF_SCOPE[hit.one.scope]);
  refuseUnknown(hit.one, url.searchParams);
  const asked: RestRequest = { query: url.searchParams, path: hit.parts, body: hit.one.body ? await readJson(request) : undefined, headers: request.headers };
  const { status = 200, body } = await hit.one.run(scope, asked);
  const shaped = hit.one.answer.safeParse(body);
  if (!shaped.success) throw new Error(`The answer of ${hit.one.path} is not what its document says.`, { cause: shaped.error });
  return Response.json(shaped.data, { status, headers: HEADERS });
}

function readKey(headers: Headers): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/** The named parts of a path, or null when it is another path. */
function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.replace(/\/$/, "").split("/");
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name) parts[name] = given[i]!;
    else if (part !== given[i]) return null;
  }
  return parts;
}

/** A misspelt parameter would silently ask for more than was meant. */
function refuseUnknown({ query = {} }: RestRoute, given: URLSearchParams): void {
  const unknown = [...new Set(given.keys())].find((name) => !Object.hasOwn(query, name));
  if (unknown !== undefined) throw new Refusal("INVALID", `There is no parameter ${unknown} here. ${Object.keys(query).length > 0 ? `There are ${Object.keys(query).join(", ")}.` : "There are none."}`, unknown);
}

async function readJson(request: Request): Promise<unknown> {
  if (request.headers.get("content-type")?.split(";")[0]?.trim() !== "application/json") throw new Refusal("INVALID", "Send the body as application/json.", "content-type");
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > MOST_BODY_BYTES) throw new Refusal("INVALID", "A request has at most 4 MB.", "body");
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    throw new Refusal("INVALID", "The body is no JSON in UTF-8.", "body");
  }
}

interface RestError {
  code: string;
  message: string;
  field: string | null;
  reference: string | null;
}

const sendError = (status: number, error: RestError, headers: Record<string, string> = {}) => Response.json({ error }, { status, headers: { ...HEADERS, ...headers } });

function explain(reason: unknown, request: Request): Response {
  if (reason instanceof Refusal) {
    const more: Record<string, string> = reason.code === "TOO_MANY" ? { "retry-after": "60" } : reason.code === "UNAUTHENTICATED" ? { "www-authenticate": "Bearer" } : {};
    return sendError(STATUS[reason.code], { code: reason.code, message: reason.message, field: reason.field ?? null, reference: null }, more);
  }
  if (reason instanceof ZodError) return sendError(400, { code: "INVALID", message: reason.issues[0]?.message ?? "The request is not right.", field: String(reason.issues[0]?.path.at(-1) ?? "") || null, reference: null });
  if (isUnstorable(reason)) return sendError(400, { code: "INVALID", message: UNSTORABLE_TEXT, field: null, reference: null });
  const reference = crypto.randomUUID().slice(0, 8);
  log.error({ err: reason, reference, path: new URL(request.url).pathname }, "a request of a machine failed");
  return sendError(500, { code: "INTERNAL", message: `Something went wrong on our side; name the reference ${reference} if it stays.`, field: null, reference });
}
