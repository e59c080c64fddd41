import { WITHOUT_SPACES } from "@/server/core/text/tokenise";

const LONE_LETTER = new RegExp(`^${WITHOUT_SPACES.source}\\p{M}*$`, "u");

/** Whether a word is one letter of a script that is written without spaces. */
export const isLoneLetter = (word: string): boolean => LONE_LETTER.test(word);

/** Words side by side as they are written: with spaces, but not between letters of scripts that have none. */
export function joinWords(words: readonly string[]): string {
  return words.reduce((joined, word, at) => (at === 0 ? word : `${joined}${isLoneLetter(word) && isLoneLetter(words[at - 1] as string) ? "" : " "}${word}`), "");
}
