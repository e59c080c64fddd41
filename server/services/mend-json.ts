/** The same value with what a JSON column refuses replaced: halves of characters, cut off somewhere, and NUL. */
export const mendJson = <T>(value: T): T => JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === "string" ? part.replaceAll(/\p{Surrogate}|\0/gu, "\ufffd") : part)) as T;
