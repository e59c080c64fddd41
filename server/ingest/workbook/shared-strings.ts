import { readXml, unescapeCell } from "./read-xml";

/** The texts that cells refer to by number. */
export interface SharedStrings {
  at(index: number): string;
}

const SLAB_BYTES = 4 * 1_048_576;

/**
 * Reads a workbook's table of texts. It has to be whole before the first cell can be read, so it is kept as UTF-8
 * outside the JavaScript heap: half the size, and beside the heap's limit. A text longer than `mostChars` is cut there.
 */
export async function readSharedStrings(bytes: AsyncIterable<Uint8Array>, mostChars: number): Promise<SharedStrings> {
  const slabs: Buffer[] = [];
  let slab: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  let used = 0;
  const places: number[] = [];
  let text = "";
  let isText = false;
  let phonetic = 0;
  const keep = (value: string) => {
    const size = Buffer.byteLength(value);
    if (used + size > slab.length) {
      slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, size));
      slabs.push(slab);
      used = 0;
    }
    slab.write(value, used);
    places.push(slabs.length - 1, used, size);
    used += size;
  };
  const events = {
    onOpen(name: string) {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") isText = phonetic === 0;
    },
    onText(part: string) {
      if (isText && text.length <= mostChars) text += part;
    },
    onClose(name: string) {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "si") keep(unescapeCell(text.slice(0, mostChars + 1)));
    },
  };
  for await (const _ of readXml(bytes, events)) continue;
  return {
    at(index) {
      const slabAt = places[index * 3];
      if (slabAt === undefined) return "";
      const from = places[index * 3 + 1]!;
      return slabs[slabAt]!.toString("utf8", from, from + places[index * 3 + 2]!);
    },
  };
}
