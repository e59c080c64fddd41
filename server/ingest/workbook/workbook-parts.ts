import { dropUnstorable } from "@/server/core/articles/record-fields";
import { unpackEntry, type ZipEntry } from "./zip-entries";
import { walkXml } from "./read-xml";

export interface WorkbookSheet {
  name: string;
  /** Its part in the archive. */
  path: string;
}

export interface WorkbookParts {
  /** Visible sheets before hidden ones, else in the workbook's order. */
  sheets: WorkbookSheet[];
  from1904: boolean;
  sharedStrings: string | null;
  styles: string | null;
}

/** Parts that only describe; real ones are a hundredth of this. */
const MOST_PART_BYTES = 32 * 1_048_576;

/** Finds what a workbook is made of; null when the archive is none. */
export async function readWorkbookParts(archive: Buffer, entries: ReadonlyMap<string, ZipEntry>): Promise<WorkbookParts | null> {
  const part = (path: string) => {
    const entry = entries.get(path);
    return entry ? unpackEntry(archive, entry, MOST_PART_BYTES) : null;
  };
  const root = (await readLinks(part("_rels/.rels"), "")).find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
  const book = part(root);
  if (book === null || !root.endsWith(".xml")) return null;
  const listed: { name: string; link: string; isHidden: boolean }[] = [];
  let from1904 = false;
  let isWorkbook = false;
  await walkXml(book, {
    onOpen(name, attributes) {
      if (name === "workbook") isWorkbook = true;
      else if (name === "workbookPr") from1904 = attributes["date1904"] === "1" || attributes["date1904"] === "true";
      else if (name === "sheet") listed.push({ name: attributes["name"] ?? "", link: attributes["r:id"] ?? Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "", isHidden: (attributes["state"] ?? "visible") !== "visible" });
    },
  });
  if (!isWorkbook) return null;
  const folder = root.slice(0, root.lastIndexOf("/") + 1);
  const links = await readLinks(part(`${folder}_rels/${root.slice(folder.length)}.rels`), folder);
  const byId = new Map(links.map((link) => [link.id, link.target]));
  const sheets = [...listed.filter(({ isHidden }) => !isHidden), ...listed.filter(({ isHidden }) => isHidden)].flatMap(({ name, link }) => {
    const path = byId.get(link);
    return path && entries.has(path) ? [{ name: dropUnstorable(name).slice(0, 100) || path, path }] : [];
  });
  const pathOf = (type: string) => links.find((link) => link.type === type && entries.has(link.target))?.target ?? null;
  return { sheets, from1904, sharedStrings: pathOf("sharedStrings"), styles: pathOf("styles") };
}

async function readLinks(bytes: AsyncIterable<Uint8Array> | null, folder: string): Promise<{ id: string; type: string; target: string }[]> {
  const links: { id: string; type: string; target: string }[] = [];
  if (bytes === null) return links;
  await walkXml(bytes, {
    onOpen(name, { Id = "", Type = "", Target = "" }) {
      if (name === "Relationship") links.push({ id: Id, type: Type.slice(Type.lastIndexOf("/") + 1), target: resolvePath(folder, Target) });
    },
  });
  return links;
}

/** Names of parts only: nothing is ever written to, or read from, a disk by them. */
const resolvePath = (folder: string, target: string): string => new URL(target.replaceAll("\\", "/"), `file:///${folder}`).pathname.slice(1).replace(/%20/g, " ");

/** Whether the numbers of a style are dates, by the style's number. */
export async function readDateStyles(archive: Buffer, entry: ZipEntry | undefined): Promise<boolean[]> {
  const dates: boolean[] = [];
  if (!entry) return dates;
  const custom = new Map<number, boolean>();
  let inCells = false;
  await walkXml(unpackEntry(archive, entry, MOST_PART_BYTES), {
    onOpen(name, attributes) {
      if (name === "numFmt") custom.set(Number(attributes["numFmtId"]), isDateFormat(attributes["formatCode"] ?? ""));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) dates.push(isDateNumber(Number(attributes["numFmtId"] ?? 0), custom));
    },
    onClose(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return dates;
}

/** Built-in formats 14 to 22 are dates and times, 27 to 36 and 50 to 58 the ones of East Asian editions. */
function isDateNumber(format: number, custom: ReadonlyMap<number, boolean>): boolean {
  return custom.get(format) ?? ((format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58));
}

/** A format with a day, month or year in it, beside quoted words, colours and conditions. */
function isDateFormat(code: string): boolean {
  const signs = code.slice(0, 255).replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").split(";")[0] ?? "";
  return /[dy]|m(?!.*0)/i.test(signs) && !/general/i.test(signs) && !/^[^dy]*[hs][^dy]*$/i.test(signs);
}
