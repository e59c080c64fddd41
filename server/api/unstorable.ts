/** PostgreSQL's codes for text with a NUL, which it cannot keep, as such and inside JSON. */
const UNSTORABLE = new Set(["22021", "22P05"]);

export const UNSTORABLE_TEXT = "Something typed here contains an invisible character that cannot be kept. Type it anew instead of pasting it.";

/** Whether the database refused a text because of a sign that it cannot keep. */
export function isUnstorable(error: unknown): boolean {
  for (let reason = error; reason instanceof Error; reason = reason.cause) if (UNSTORABLE.has((reason as { code?: string }).code ?? "")) return true;
  return false;
}
