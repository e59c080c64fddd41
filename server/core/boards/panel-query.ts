import { type FilterUrl, printFilterUrl, readFilterAddress } from "@/server/core/trends/filter-address";

export const MOST_PANELS = 24;

/**
 * The query of a panel under the board's shared filter: whatever the board says counts, and a panel keeps what the
 * board leaves open. Days go together: a board that says one of them says the range.
 */
export function panelQuery(boardQuery: string, query: string): string {
  const board = readFilterAddress(new URLSearchParams(boardQuery), []);
  const panel = readFilterAddress(new URLSearchParams(query), []);
  const said = new URLSearchParams(boardQuery);
  const own = board.filter.from || board.filter.to ? { ...panel.filter, from: undefined, to: undefined } : panel.filter;
  const merged: Partial<FilterUrl> = {
    ...panel,
    filter: { ...own, ...board.filter },
    bucket: board.bucket ?? panel.bucket,
    unit: said.has("unit") ? board.unit : panel.unit,
    measure: said.has("measure") ? board.measure : panel.measure,
    compare: board.compare ?? panel.compare,
    smooth: board.smooth ?? panel.smooth,
  };
  return printFilterUrl(merged).toString();
}

/** The list with one item moved to another place; places beyond the ends are the ends. */
export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, at) => at !== from);
  const place = Math.max(0, Math.min(rest.length, to));
  return from in items ? [...rest.slice(0, place), items[from]!, ...rest.slice(place)] : [...items];
}
