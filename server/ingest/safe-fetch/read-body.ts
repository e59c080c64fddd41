import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { FetchRefusal } from "./fetch-outcome";

export type BodyLimits = { wireBytes: number; decodedBytes: number };
type Encoding = "identity" | "gzip" | "deflate" | "br";

const unpackers = { gzip: promisify(gunzip), br: promisify(brotliDecompress), deflate: promisify(inflate), rawDeflate: promisify(inflateRaw) };

/** Reads the one content encoding that an answer may have; several, or an unknown one, are refused. */
export function readContentEncoding(header: string | string[] | undefined): Encoding {
  const names = [header ?? []].flat().flatMap((value) => value.split(",")).map((name) => name.trim().toLowerCase()).filter((name) => name !== "" && name !== "identity");
  if (names.length > 1) throw new FetchRefusal("encoding", "The site packed its answer more than once, which is not read. Paste the text instead.");
  const name = names[0] ?? "identity";
  if (name === "x-gzip") return "gzip";
  if (name === "identity" || name === "gzip" || name === "deflate" || name === "br") return name;
  throw new FetchRefusal("encoding", `The site packed its answer in a way that is not read ("${name.slice(0, 20)}"). Paste the text instead.`);
}

/** Reads a body to its end and unpacks it; stops at the first byte over either limit. */
export async function readBody(body: Readable, encoding: Encoding, limits: BodyLimits): Promise<Uint8Array> {
  const packed = await collectWire(body, limits.wireBytes);
  if (encoding === "identity") return limitDecoded(packed, limits.decodedBytes);
  // "deflate" comes with and without its zlib header; the first byte tells which.
  const unpack = encoding === "deflate" && ((packed[0] ?? 0) & 0x0f) !== 8 ? unpackers.rawDeflate : unpackers[encoding];
  try {
    return await unpack(packed, { maxOutputLength: limits.decodedBytes });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? tooLarge(limits.decodedBytes) : error;
  }
}

/**
 * Takes every chunk the moment it comes. Unpacking while reading would hold the sender up, and undici 7 ends the
 * process when a sender that is held up hangs up (nodejs/undici#5360, mended in 8, which Node 20 cannot run).
 */
function collectWire(body: Readable, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    body.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      reject(tooLarge(limitBytes));
      body.destroy();
    });
    body.once("end", () => resolve(Buffer.concat(chunks, size)));
    body.once("error", reject);
    body.once("close", () => reject(Object.assign(new Error("closed"), { code: "ERR_STREAM_PREMATURE_CLOSE" })));
  });
}

function limitDecoded(bytes: Buffer, limitBytes: number): Uint8Array {
  if (bytes.length > limitBytes) throw tooLarge(limitBytes);
  return bytes;
}

function tooLarge(limitBytes: number): FetchRefusal {
  return new FetchRefusal("too_large", `The page is larger than ${Math.round(limitBytes / 1_048_576)} MB. Paste the text instead.`);
}
