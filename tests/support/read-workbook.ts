import { strFromU8, unzipSync } from "fflate";

export type ReadCell = string | null | { value: number; format: string };

const unescapeXml = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Reads the cells of a workbook by sheet name: texts as texts, numbers with the code of their format. */
export function readWorkbook(bytes: Uint8Array): Record<string, ReadCell[][]> {
  const files = unzipSync(bytes);
  const text = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const custom = new Map([...text("xl/styles.xml").matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id!, code!]));
  const formats = [...text("xl/styles.xml").split("<cellXfs")[1]!.matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id]) => custom.get(id!) ?? id!);
  const names = [...text("xl/workbook.xml").matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => unescapeXml(name!));
  return Object.fromEntries(
    names.map((name, i) => {
      const rows = [...text(`xl/worksheets/sheet${i + 1}.xml`).matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row]) => {
        const cells: ReadCell[] = [];
        for (const [, column, style, content] of row!.matchAll(/<c r="([A-Z]+)\d+" s="(\d+)"[^>]*>(.*?)<\/c>/gs)) {
          const at = column!.codePointAt(0)! - 65;
          while (cells.length < at) cells.push(null);
          const inline = /<t[^>]*>(.*)<\/t>/s.exec(content!);
          cells[at] = inline ? unescapeXml(inline[1]!) : { value: Number(/<v>(.*)<\/v>/.exec(content!)![1]), format: formats[Number(style)]! };
        }
        return cells;
      });
      return [name, rows];
    }),
  );
}
