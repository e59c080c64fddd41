import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { FetchRefusal } from "./fetch-outcome";

export type BodyLimits = { wireBytes: number; decodedBytes: number };
type Encoding = "identity" | "gzip" | "deflate" | "br";

/** Reads the one content encoding that an answer may have; several, or an unknown one, are refused. */
export function readContentEncoding(header: string | string[] | undefined): Encoding {
  const names = [header ?? []].flat().flatMap((value) => value.split(",")).map((name) => name.trim().toLowerCase()).filter((name) => name !== "" && name !== "identity");
  if (names.length > 1) throw new FetchRefusal("encoding", "The site packed its answer more than once, which is not read.");
  const name = names[0] ?? "identity";
  if (name === "x-gzip") return "gzip";
  if (name === "identity" || name === "gzip" || name === "deflate" || name === "br") return name;
  throw new FetchRefusal("encoding", `The site packed its answer in a way that is not read ("${name.slice(0, 20)}").`);
}

/** Reads a body to its end, counting before and after unpacking; stops at the first byte over a limit. */
export async function readBody(body: Readable, encoding: Encoding, limits: BodyLimits, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let wireBytes = 0;
  let decodedBytes = 0;
  // Tearing the streams down makes errors of its own, which can arrive before the reason for it.
  let overflow: FetchRefusal | null = null;
  const countWire = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      wireBytes += chunk.length;
      if (wireBytes > limits.wireBytes) done((overflow = tooLarge(limits.wireBytes)));
      else done(null, chunk);
    },
  });
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      decodedBytes += chunk.length;
      if (decodedBytes > limits.decodedBytes) throw (overflow = tooLarge(limits.decodedBytes));
      chunks.push(chunk);
    }
  };
  try {
    if (encoding === "identity") await pipeline(body, countWire, collect, { signal });
    else if (encoding === "deflate") await pipeline(body, countWire, inflateEither, collect, { signal });
    else await pipeline(body, countWire, encoding === "gzip" ? createGunzip() : createBrotliDecompress(), collect, { signal });
  } catch (error) {
    throw overflow ?? error;
  }
  return new Uint8Array(Buffer.concat(chunks, decodedBytes));
}

/** "deflate" comes with and without its zlib header; the first byte tells which. */
async function* inflateEither(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = source[Symbol.asyncIterator]();
  const first = await input.next();
  if (first.done) return;
  const inflate = (first.value[0]! & 0x0f) === 8 ? createInflate() : createInflateRaw();
  const feed = async function* () {
    yield first.value;
    for (let next = await input.next(); !next.done; next = await input.next()) yield next.value;
  };
  const fed = pipeline(feed, inflate);
  fed.catch(() => {});
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
    await fed;
  } finally {
    inflate.destroy();
  }
}

function tooLarge(limitBytes: number): FetchRefusal {
  return new FetchRefusal("too_large", `The page is larger than ${Math.round(limitBytes / 1_048_576)} MB. Paste the text instead.`);
}
