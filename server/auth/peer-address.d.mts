import type { IncomingMessage } from "node:http";

export const PEER_HEADER: string;
export function readTrustedProxies(list: string): (address: string) => boolean;
export function findPeer(socketAddress: string, forwardedFor: string, isTrusted: (address: string) => boolean): string;
export function notePeer(request: Pick<IncomingMessage, "headers"> & { socket: { remoteAddress?: string } }, isTrusted: (address: string) => boolean): void;
