import type { AddressInfo } from "node:net";
import { startHostilePeers } from "@/tests/support/hostile-peers";

/** Numbers that are the same in every run (mulberry32). */
function seededDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// In a process of their own, so that what they do is not taken for our being late.
const { server } = await startHostilePeers(seededDraw(7));
process.on("disconnect", () => process.exit(0));
process.send!((server.address() as AddressInfo).port);
