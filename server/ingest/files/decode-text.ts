import { isAscii } from "node:buffer";
import { encodingOfMark, encodingOfZeros, decodeStrictly } from "@/server/ingest/decode/decode-bytes";
import { guessEncoding } from "@/server/ingest/decode/guess-encoding";
import { joinHead, takeHead } from "./unpack-bytes";
import { FileRefusal } from "./record-batch";

/** `encoding` is the standard's name, `head` the beginning of the text; `chunks` and `bytes` are the same file, of which one is read. */
export type DecodedText = { encoding: string; head: string; chunks: AsyncGenerator<string>; bytes: AsyncGenerator<Uint8Array> };

const HEAD_BYTES = 262_144;

/** Guesses a file's encoding from its beginning and decodes it as it streams, without a byte order mark. */
export async function decodeText(bytes: AsyncGenerator<Uint8Array>): Promise<DecodedText> {
  const head = await takeHead(bytes, HEAD_BYTES);
  refuseBinary(head);
  const encoding = encodingOfHead(head);
  const sample = new TextDecoder(encoding).decode(head.subarray(0, HEAD_BYTES), { stream: true });
  return { encoding, head: sample, chunks: decodeChunks(joinHead(head, bytes), encoding), bytes: joinHead(head, bytes) };
}

async function* decodeChunks(bytes: AsyncGenerator<Uint8Array>, guessed: string): AsyncGenerator<string> {
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
      decoder = new TextDecoder(asciiSoFar ? guessEncoding(chunk) : "utf-8");
      text = decoder.decode(chunk, { stream: true });
      asciiSoFar = false;
    }
    if (text !== "") yield text;
  }
  const rest = new TextDecoder(decoder.encoding).decode();
  const last = decoder.fatal ? rest : decoder.decode();
  if (last !== "") yield last;
}

/** By byte order mark, by the zero bytes of UTF-16, by being valid UTF-8, else the likeliest of the older ones. */
function encodingOfHead(head: Uint8Array): string {
  const marked = encodingOfMark(head) ?? encodingOfZeros(head);
  if (marked?.startsWith("utf-32")) throw new FileRefusal("not_text", "This file is written in UTF-32, which is not read. Save it as UTF-8 and try again.");
  return marked ?? (decodeStrictly("utf-8", head, true) === null ? guessEncoding(head) : "utf-8");
}

function refuseBinary(head: Uint8Array): void {
  const startsWith = (...magic: number[]) => magic.every((byte, at) => head[at] === byte);
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) throw new FileRefusal("spreadsheet", "This is a workbook of an old kind, or one that is locked by a password. Save it as XLSX without a password, or as CSV, and try again.");
  const text = startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff);
  if (startsWith(0x25, 0x50, 0x44, 0x46) || startsWith(0x89, 0x50, 0x4e, 0x47) || startsWith(0x7f, 0x45, 0x4c, 0x46) || (startsWith(0xff, 0xd8, 0xff) && !text)) throw new FileRefusal("not_text", "This file is not text. Articles come as CSV, Excel, JSON, JSON lines or a feed.");
}
