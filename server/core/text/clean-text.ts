/** Controls that no text means (tab and line feed stay), non-characters, the byte order mark, surrogates without a partner. */
const FORBIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]|\p{Noncharacter_Code_Point}|\p{Surrogate}/gu;
const LINE_END = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/**
 * Plain text as it is stored and as offsets count in it: no forbidden characters, `\n` as the only line end, NFC.
 * Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  return text.replace(LINE_END, "\n").replace(FORBIDDEN, "").normalize("NFC");
}
