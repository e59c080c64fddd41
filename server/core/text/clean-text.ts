/** Controls that no text means (tab and line feed stay), non-characters, the byte order mark, surrogates without a partner. */
const FORBIDDEN = /(?![\t\n])\p{Cc}|\ufeff|\p{Noncharacter_Code_Point}|\p{Surrogate}/gu;
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * Plain text as it is stored and as offsets count in it: no forbidden characters, `\n` as the only line end, NFC.
 * Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  return text.replace(LINE_END, "\n").replace(FORBIDDEN, "").normalize("NFC");
}
