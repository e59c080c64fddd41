import type { IncomingMessage, ServerResponse } from "node:http";

export function createLoadLimit(most?: number): (request: Pick<IncomingMessage, "url">, response: Pick<ServerResponse, "once" | "writeHead" | "end">) => boolean;
