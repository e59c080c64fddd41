import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { FileRefusal, type FileLimits } from "./record-batch";

export type ByteCounter = { bytesRead: number; isPacked?: boolean };

/**
 * The file's plain bytes: unpacked when it begins like gzip, whatever its name says. Counts the packed bytes into
 * `counter`; refuses files packed twice, damaged ones and bombs with a FileRefusal.
 */
export async function* unpackBytes(source: AsyncIterable<Uint8Array>, counter: ByteCounter, limits: FileLimits): AsyncGenerator<Uint8Array> {
  const counted = countBytes(source, counter);
  const head = await takeHead(counted, 4);
  const plain = joinHead(head, counted);
  const packed = isGzip(head);
  counter.isPacked = packed;
  let decodedBytes = 0;
  let first = true;
  for await (const chunk of packed ? gunzip(plain) : plain) {
    if (first && packed && isGzip(chunk)) throw new FileRefusal("packed_twice", "The file was packed twice. Unpack it once and try again.");
    first = false;
    decodedBytes += chunk.length;
    if (decodedBytes > limits.decodedBytes) throw new FileRefusal("too_large", `The file is larger than ${Math.round(limits.decodedBytes / 1_048_576)} MB when unpacked. Split it into parts.`);
    if (packed && decodedBytes > limits.ratioFreeBytes && decodedBytes > counter.bytesRead * limits.packRatio) throw new FileRefusal("too_large", "The file unpacks to far more than any real text would. It was not read on.");
    yield chunk;
  }
}

async function* countBytes(source: AsyncIterable<Uint8Array>, counter: ByteCounter): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    counter.bytesRead += chunk.length;
    if (chunk.length > 0) yield chunk;
  }
}

/** Reads chunks until `length` bytes are there or the source ends. */
export async function takeHead(source: AsyncGenerator<Uint8Array>, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < length) {
    const next = await source.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

export async function* joinHead(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function* gunzip(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(packed, { objectMode: false, highWaterMark: 65_536 });
  const output = createGunzip({ chunkSize: 65_536 });
  input.on("error", (error) => output.destroy(error));
  try {
    for await (const chunk of input.pipe(output)) yield chunk as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code === "string" && code.startsWith("Z_")) throw new FileRefusal("damaged", "The packed file is damaged or was cut off.");
    throw error;
  } finally {
    output.destroy();
    input.destroy();
  }
}
