/** More requests under way than this are answered late by one process; the next one is better told so at once. */
const MOST_AT_ONCE = 100;
const RETRY_S = 5;
/** Whoever sends or reads slowly for longer than this costs little, and takes nobody's place. */
const COUNTED_MS = 10_000;
const WORDS = "Themeline has more to do than it can at the moment. Try again in a few seconds.";

/** Files of the program cost little, and who watches over it must be answered. */
const isFree = (path) => path.startsWith("/_next/") || path === "/api/health";

/**
 * Counts the requests under way. Answers whether this one may go on; else it has been refused with 503, in the form
 * that its asker reads, and with the time after which to ask again.
 */
export function createLoadLimit(most = MOST_AT_ONCE) {
  let underWay = 0;
  return (request, response) => {
    const path = request.url ?? "/";
    if (isFree(path)) return true;
    if (underWay >= most) {
      refuse(path, response);
      return false;
    }
    underWay += 1;
    let isCounted = true;
    const forget = () => {
      clearTimeout(timer);
      if (isCounted) underWay -= 1;
      isCounted = false;
    };
    const timer = setTimeout(forget, COUNTED_MS).unref();
    response.once("close", forget);
    return true;
  };
}

function refuse(path, response) {
  const headers = { "retry-after": String(RETRY_S), "cache-control": "no-store" };
  if (path.startsWith("/api/trpc/")) send(response, headers, "application/json", JSON.stringify({ error: { message: WORDS, code: -32_000, data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503 } } }));
  else if (path.startsWith("/api/")) send(response, headers, "application/json", JSON.stringify({ error: { code: "BUSY", message: WORDS, field: null, reference: null } }));
  else send(response, { ...headers, refresh: String(RETRY_S) }, "text/html; charset=utf-8", `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Busy</title><p>${WORDS} This page does so by itself.</p></html>`);
}

function send(response, headers, type, body) {
  response.writeHead(503, { ...headers, "content-type": type });
  response.end(body);
}
