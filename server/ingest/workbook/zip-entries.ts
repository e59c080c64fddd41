import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { FileRefusal } from "@/server/ingest/files/record-batch";

export interface ZipEntry {
  name: string;
  method: number;
  packedBytes: number;
  unpackedBytes: number;
  /** Where the entry's own header begins. */
  offset: number;
}

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const END_BYTES = 22;
const MOST_ENTRIES = 10_000;
const SLICE_BYTES = 65_536;
/** Unpacked to packed; real sheets stay under 60. */
const MOST_RATIO = 250;
const RATIO_FREE_BYTES = 16 * 1_048_576;

const damaged = () => new FileRefusal("damaged", "The workbook is damaged or was cut off.");

/** The directory of a zip archive, which stands at its end. @throws FileRefusal when there is none that can be read. */
export function listEntries(archive: Buffer): Map<string, ZipEntry> {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const entries = new Map<string, ZipEntry>();
  if (count > MOST_ENTRIES) throw new FileRefusal("too_large", "The workbook has more parts than any real one.");
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY_MARK) throw damaged();
    const [nameBytes, extraBytes, commentBytes] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    if (archive.readUInt16LE(at + 8) & 1) throw new FileRefusal("spreadsheet", "The workbook is locked by a password. Save it without one and try again.");
    const name = archive.toString("utf8", at + 46, at + 46 + nameBytes).replaceAll("\\", "/");
    entries.set(name, { name, method: archive.readUInt16LE(at + 10), packedBytes: archive.readUInt32LE(at + 20), unpackedBytes: archive.readUInt32LE(at + 24), offset: archive.readUInt32LE(at + 42) });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

function findEnd(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - END_BYTES - 65_535);
  for (let at = archive.length - END_BYTES; at >= earliest; at -= 1) {
    if (archive.readUInt32LE(at) === END_MARK) return at;
  }
  throw damaged();
}

/**
 * Unpacks an entry as it is read. What the directory says is checked before, and what comes out while it comes: an
 * entry that grows beyond `mostBytes`, or beyond what text can be packed to, ends with a FileRefusal.
 */
export async function* unpackEntry(archive: Buffer, entry: ZipEntry, mostBytes: number): AsyncGenerator<Uint8Array> {
  if (entry.unpackedBytes > mostBytes) throw tooLarge(mostBytes);
  const { offset } = entry;
  if (offset + 30 > archive.length || archive.readUInt32LE(offset) !== LOCAL_MARK) throw damaged();
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const packed = archive.subarray(start, start + entry.packedBytes);
  if (packed.length < entry.packedBytes) throw damaged();
  let unpackedBytes = 0;
  for await (const chunk of entry.method === 0 ? slices(packed) : inflate(packed, entry.method)) {
    unpackedBytes += chunk.length;
    if (unpackedBytes > mostBytes) throw tooLarge(mostBytes);
    if (unpackedBytes > RATIO_FREE_BYTES && unpackedBytes > packed.length * MOST_RATIO) throw new FileRefusal("too_large", "The workbook unpacks to far more than any real one would. It was not read on.");
    yield chunk;
  }
}

const tooLarge = (mostBytes: number) => new FileRefusal("too_large", `A part of the workbook is larger than ${Math.round(mostBytes / 1_048_576)} MB when unpacked. Save it as CSV, or split it.`);

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES);
}

async function* inflate(packed: Buffer, method: number): AsyncGenerator<Uint8Array> {
  if (method !== 8) throw new FileRefusal("spreadsheet", "The workbook is packed in a way that is not read. Save it anew, or as CSV, and try again.");
  const input = Readable.from(slices(packed), { objectMode: false, highWaterMark: SLICE_BYTES });
  const output = createInflateRaw({ chunkSize: SLICE_BYTES });
  try {
    for await (const chunk of input.pipe(output)) yield chunk as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code === "string" && code.startsWith("Z_")) throw damaged();
    throw error;
  } finally {
    output.destroy();
    input.destroy();
  }
}
