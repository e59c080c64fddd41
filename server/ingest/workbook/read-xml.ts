import { Parser } from "htmlparser2";

export interface XmlEvents {
  onOpen(name: string, attributes: Record<string, string>): void;
  onText?(text: string): void;
  onClose?(name: string): void;
}

/** Reads XML as it comes, names without their prefixes; `afterChunk` may be asked for what is ready by then. No entity can be defined. */
export async function* readXml<T>(bytes: AsyncIterable<Uint8Array>, events: XmlEvents, afterChunk: () => T[] = () => []): AsyncGenerator<T[]> {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => events.onOpen(localName(name), attributes),
      ontext: (text) => events.onText?.(text),
      onclosetag: (name) => events.onClose?.(localName(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    const ready = afterChunk();
    if (ready.length > 0) yield ready;
  }
  parser.end(decoder.decode());
  const ready = afterChunk();
  if (ready.length > 0) yield ready;
}

/** `readXml` for a small part, read to its end. */
export async function walkXml(bytes: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  for await (const _ of readXml(bytes, events)) continue;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Signs that XML cannot hold stand as `_x000D_` in a workbook. */
export const unescapeCell = (text: string): string => (text.includes("_x") ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text);
