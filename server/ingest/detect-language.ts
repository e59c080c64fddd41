import { eld } from "eld/medium";

/** BCP-47 primary tag of a text, or an empty string where the detector is not sure or the text says too little. */
export function detectLanguage(text: string): string {
  const result = eld.detect(text);
  return result.isReliable() ? result.language : "";
}
