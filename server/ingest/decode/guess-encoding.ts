import { decodeBytes } from "./decode-bytes";

/**
 * Encodings of other scripts, each with the letters that make up most of a text in its languages: the right reading
 * is the one in which they are frequent.
 */
const FREQUENT_LETTERS: Record<string, string> = {
  "windows-1251": "оеаинтсрвліу",
  "koi8-u": "оеаинтсрвліу",
  shift_jis: "のにはをたがでてとしいるなっれ、。こすもーンスル",
  "euc-jp": "のにはをたがでてとしいるなっれ、。こすもーンスル",
  gb18030: "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天，。",
  big5: "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可裡後小麼心多天，。",
  "euc-kr": "이다는을의에가하고지은도를한로기사자인대리시어서나정일",
  "windows-1255": "יוהלאתמרבשנ",
  "windows-1253": "αοιετσνηυρπκμλς",
  "windows-874": "านรอกเงมยลวด่้ั",
};

/** The legacy encoding that readers of a language met most, as the WHATWG Encoding Standard's locale table has it. */
const LEGACY_BY_LANGUAGE: Record<string, string> = { pl: "iso-8859-2", hu: "iso-8859-2", cs: "windows-1250", sk: "windows-1250", sl: "iso-8859-2", hr: "windows-1250", ro: "windows-1250", el: "iso-8859-7", tr: "windows-1254", he: "windows-1255", ar: "windows-1256", fa: "windows-1256", lt: "windows-1257", lv: "windows-1257", et: "windows-1257", ja: "shift_jis", ko: "euc-kr", zh: "gb18030", th: "windows-874", vi: "windows-1258" };

const SAMPLE_BYTES = 100_000;
/** With fewer foreign bytes than this, shares mean nothing, and whole words must speak. */
const FEW_BYTES = 8;

/**
 * The likeliest encoding of bytes that are neither marked nor valid UTF-8 nor (rightly) declared.
 * `language` is what the document calls its language (BCP-47), where it does.
 */
export function guessEncoding(bytes: Uint8Array, language: string | null = null): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (isMostlyUtf8(sample)) return "utf-8";
  const usual = LEGACY_BY_LANGUAGE[language?.slice(0, 2).toLowerCase() ?? ""];
  if (usual !== undefined) return usual;
  if (looksWestern(sample)) return "windows-1252";
  let best = { encoding: "windows-1252", share: 0 };
  for (const [encoding, letters] of Object.entries(FREQUENT_LETTERS)) {
    const share = shareOf(letters, decodeBytes(encoding, sample));
    if (share > best.share) best = { encoding, share };
  }
  return best.encoding;
}

/** A few bad bytes in UTF-8 are a few bad characters, not another encoding. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = decodeBytes("utf-8", sample);
  const foreign = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return foreign > 4 * broken;
}

/** Accents stand inside ASCII words, letters of other scripts beside one another. */
function looksWestern(bytes: Uint8Array): boolean {
  let foreign = 0;
  let besideAscii = 0;
  let run = 0;
  let foreignWords = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) {
      foreign++;
      run++;
      if (isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[at + 1])) besideAscii++;
      continue;
    }
    if (run >= 3 && !isAsciiLetter(byte) && !isAsciiLetter(bytes[at - run - 1])) foreignWords++;
    run = 0;
  }
  return foreign < FEW_BYTES ? foreignWords === 0 : besideAscii > foreign * 0.6;
}

function isAsciiLetter(byte = 0): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

function shareOf(letters: string, text: string): number {
  const foreign = text.match(/\P{ASCII}/gu) ?? [];
  const frequent = new Set(letters);
  return foreign.filter((character) => frequent.has(character)).length / Math.max(1, foreign.length);
}
