import { hash } from "node:crypto";

/** SHA-256 of the parts, with a separator that cannot stand in a text. */
export function hashText(...parts: string[]): Buffer {
  return hash("sha256", joinParts(parts), "buffer");
}

/** The same as 64 hexadecimal digits, which are cheaper to carry by the thousand. */
export function hashTextHex(...parts: string[]): string {
  return hash("sha256", joinParts(parts), "hex");
}

const joinParts = (parts: string[]): string => `${parts.join("\u0000")}\u0000`;
