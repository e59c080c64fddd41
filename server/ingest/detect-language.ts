// The smallest dictionary: on headlines it is right in 98.6 of 100 where the next but one is in 99.3, in 100 MB less.
import { eld } from "eld/extrasmall";

/** BCP-47 primary tag of a text, or an empty string where the detector is not sure or the text says too little. */
export function detectLanguage(text: string): string {
  const result = eld.detect(text);
  return result.isReliable() ? result.language : "";
}
