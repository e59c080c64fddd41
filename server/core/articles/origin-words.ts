import type { ORIGINS } from "@/server/core/trends/coverage-choices";

/** How an article came in, as a person says it. */
export const ORIGIN_WORDS: Record<(typeof ORIGINS)[number], string> = { form: "the form", address: "its address", import: "a file", feed: "a feed", api: "a program", demo: "the demo" };

export const sayOrigin = (origin: string): string => ORIGIN_WORDS[origin as keyof typeof ORIGIN_WORDS] ?? "another way";
