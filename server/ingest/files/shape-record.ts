import { recordFields, type ColumnMapping, type RawRecord } from "@/server/core/articles/record-fields";

/** An article from one row of cells; null when no mapped cell holds anything. */
export function shapeCells(cells: readonly string[], columnOf: ReadonlyMap<string, number>, mapping: ColumnMapping): RawRecord | null {
  return shape((column) => cells[columnOf.get(column) ?? -1], mapping);
}

/** An article from one JSON object; null when no mapped key holds anything. Only the object's own keys are looked at. */
export function shapeObject(value: object, mapping: ColumnMapping): RawRecord | null {
  return shape((key) => readKey(value, key), mapping);
}

/** What a JSON object says under a key of its own, as text; undefined where it says nothing that is one. */
export const readKey = (value: object, key: string): string | undefined => (Object.hasOwn(value, key) ? printValue((value as Record<string, unknown>)[key], 0) : undefined);

function shape(read: (column: string) => string | undefined, mapping: ColumnMapping): RawRecord | null {
  const record: RawRecord = {};
  let filled = false;
  for (const field of recordFields) {
    const column = mapping[field];
    const value = column === undefined ? undefined : read(column);
    if (value === undefined || value.trim() === "") continue;
    record[field] = value;
    filled = true;
  }
  return filled ? record : null;
}

/** What JSON writers put where a text belongs: numbers, lists of names, and objects that carry a name or a value. */
function printValue(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (depth >= 2 || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return value.slice(0, 100).map((entry) => printValue(entry, depth + 1)).filter((text) => text !== undefined && text !== "").join(", ");
  for (const key of ["name", "title", "url", "href", "value", "#text", "rendered"]) {
    if (Object.hasOwn(value, key)) return printValue((value as Record<string, unknown>)[key], depth + 1);
  }
  return undefined;
}
