/** The server that we start writes this header itself, over whatever a client sent. */
export const PEER_HEADER = "x-themeline-peer";

/** The network address that a request really came from; limits count by it. */
export const peerOf = (headers: Headers): string => headers.get(PEER_HEADER) ?? "unknown";
