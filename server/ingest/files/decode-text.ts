import { joinHead, takeHead } from "./unpack-bytes";
import { FileRefusal } from "./record-batch";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1251";
export type DecodedText = { encoding: TextEncoding; head: string; chunks: AsyncGenerator<string> };

const HEAD_BYTES = 262_144;
/** Ukrainian and Russian letters of windows-1251 below its alphabet; signs in windows-1252. */
const CYRILLIC_OUTLIERS = new Set([0xa5, 0xa8, 0xaa, 0xaf, 0xb2, 0xb3, 0xb4, 0xb8, 0xba, 0xbf]);

/** Guesses a file's encoding from its beginning and decodes it as it streams, without a byte order mark. */
export async function decodeText(bytes: AsyncGenerator<Uint8Array>): Promise<DecodedText> {
  const head = await takeHead(bytes, HEAD_BYTES);
  refuseBinary(head);
  const encoding = guessEncoding(head);
  const sample = new TextDecoder(encoding).decode(head.subarray(0, HEAD_BYTES), { stream: true });
  return { encoding, head: sample, chunks: decodeChunks(joinHead(head, bytes), encoding) };
}

async function* decodeChunks(bytes: AsyncGenerator<Uint8Array>, guessed: TextEncoding): AsyncGenerator<string> {
  let decoder = new TextDecoder(guessed, { fatal: guessed === "utf-8" });
  let asciiSoFar = guessed === "utf-8";
  for await (const chunk of bytes) {
    let text: string;
    // Always as a stream: in one piece, Node 20 takes windows-1252 for Latin-1 and loses its dashes and quotes.
    try {
      text = decoder.decode(chunk, { stream: true });
      if (asciiSoFar && !isAscii(chunk)) asciiSoFar = false;
    } catch {
      // The beginning was plain ASCII, which every guess fits; only now the file shows what it is.
      decoder = new TextDecoder(asciiSoFar ? guessLegacy(chunk) : "utf-8");
      text = decoder.decode(chunk, { stream: true });
      asciiSoFar = false;
    }
    if (text !== "") yield text;
  }
  const rest = new TextDecoder(decoder.encoding).decode();
  const last = decoder.fatal ? rest : decoder.decode();
  if (last !== "") yield last;
}

/** By byte order mark, by the zero bytes of UTF-16, by being valid UTF-8, else the likelier of the two Windows code pages. */
export function guessEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const sample = head.subarray(0, 4_096);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]! += 1;
  });
  if (zeros[1]! > sample.length / 8 && zeros[1]! > zeros[0]! * 4) return "utf-16le";
  if (zeros[0]! > sample.length / 8 && zeros[0]! > zeros[1]! * 4) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return guessLegacy(head);
  }
}

/** Cyrillic words are made of high bytes alone; in a western word a high byte stands among plain letters. */
function guessLegacy(bytes: Uint8Array): "windows-1251" | "windows-1252" {
  let high = 0;
  let plain = 0;
  let cyrillic = 0;
  let western = 0;
  const closeWord = () => {
    if (high > 1 && plain === 0) cyrillic += 1;
    else if (high > 0 && plain > 0) western += 1;
    high = 0;
    plain = 0;
  };
  for (const byte of bytes) {
    if (byte >= 0xc0 || CYRILLIC_OUTLIERS.has(byte)) high += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) plain += 1;
    else closeWord();
  }
  closeWord();
  return cyrillic > western ? "windows-1251" : "windows-1252";
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function refuseBinary(head: Uint8Array): void {
  const startsWith = (...magic: number[]) => magic.every((byte, at) => head[at] === byte);
  if (startsWith(0x50, 0x4b, 0x03, 0x04) || startsWith(0xd0, 0xcf, 0x11, 0xe0)) throw new FileRefusal("spreadsheet", "This is a spreadsheet or a zip file. Save it as CSV and try again.");
  const text = startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff);
  if (startsWith(0x25, 0x50, 0x44, 0x46) || startsWith(0x89, 0x50, 0x4e, 0x47) || startsWith(0x7f, 0x45, 0x4c, 0x46) || (startsWith(0xff, 0xd8, 0xff) && !text)) throw new FileRefusal("not_text", "This file is not text. Articles come as CSV, JSON or JSON lines.");
}
