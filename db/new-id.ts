import { randomFillSync } from "node:crypto";

let lastMs = 0;
let counter = 0;

/** Random bytes are drawn for many ids at once: asking the system for sixteen costs almost as much as for thousands. */
const drawn = Buffer.alloc(16 * 256);
let used = drawn.length;

function drawBytes(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += 16;
  return drawn.subarray(used - 16, used);
}

/** UUID version 7 (RFC 9562): sortable by creation, and within one process strictly increasing. */
export function newId(): string {
  const bytes = drawBytes();
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = ((bytes[6]! & 0x07) << 8) | bytes[7]!;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
