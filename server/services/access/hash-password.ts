import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "@/server/core/access/refusal";

/** Argon2id with the parameters that OWASP recommends for it: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 4;
const IN_QUEUE = 32;

let running = 0;
const queue: (() => void)[] = [];

/** Hashing takes memory on purpose: only a few run at once, a short queue waits, and beyond it people are asked to come back. */
async function withHashSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (queue.length >= IN_QUEUE) throw new Refusal("BUSY", "Many people are signing in at this moment. Try again in a few seconds.");
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}

export const hashPassword = (password: string): Promise<string> => withHashSlot(() => hash(password.normalize("NFC"), ARGON2ID));

/** The hash of something that nobody typed: an unknown e-mail address costs the same time as a wrong password. */
const DECOY = "$argon2id$v=19$m=19456,t=2,p=1$XK9vzszZUYsq/iWyVyT9iA$hanMzOkaenLiKRqqvoKk14Yh0sR2N8gzvbComuo6HKE";

/** Whether the password is the one that was hashed. Nobody (null) and an account without a password cost the same time. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const isHash = stored?.startsWith("$argon2") ?? false;
  const matches = await withHashSlot(() => verify(isHash ? stored! : DECOY, password.normalize("NFC")));
  return isHash && matches;
}
