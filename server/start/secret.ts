import { randomBytes, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The secret that signs sessions: made once for an installation and kept in its data directory, readable by its
 * owner only. Two starts at once end up with the same one.
 */
export function ensureSecret(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const file = join(dataDir, "secret");
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new Error(`${file} holds no usable secret. Delete it to have a new one made; everybody signs in again then.`);
  return secret;
}
