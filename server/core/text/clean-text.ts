/** Controls that no text means (tab and line feed stay), non-characters, the byte order mark, surrogates without a partner. */
const FORBIDDEN = /(?![\t\n])\p{Cc}|\ufeff|\p{Noncharacter_Code_Point}|\p{Surrogate}/gu;
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/**
 * Plain text as it is stored and as offsets count in it: no forbidden characters, `\n` as the only line end, NFC.
 * Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  // Most of what comes is plain already, and finding that out costs a tenth of the rest.
  if (PLAIN.test(text)) return text;
  return text.replace(LINE_END, "\n").replace(FORBIDDEN, "").normalize("NFC");
}
