import type { WordLists } from "@/server/core/demo/expand-template";

export type DemoLanguage = "en" | "de" | "uk";

/** One way to tell a subject: a headline and a first sentence that belong together. */
export interface Angle {
  heads: readonly string[];
  leads: readonly string[];
  /** Sentences that fit this angle alone; they come before the subject's own. */
  body?: readonly string[];
  /** Months (1 to 12) in which it may be told; absent: all year. */
  months?: readonly number[];
  /** Weeks before the end, oldest first, in which it may be told; absent: any. */
  weeks?: readonly [number, number];
  /** Which side of a debate it takes. */
  camp?: "works" | "fails";
  /** Whether the first headline belongs to the first lead, and so on; otherwise any to any. */
  paired?: boolean;
  /** Word lists of this angle, in place of the subject's. */
  lists?: WordLists;
}

/** Everything that can be written about one subject in one language. Body sentences may stand in any order. */
export interface Subject {
  key: string;
  language: DemoLanguage;
  lists: WordLists;
  angles: readonly Angle[];
  body: readonly string[];
  quotes: readonly string[];
  ends: readonly string[];
}
