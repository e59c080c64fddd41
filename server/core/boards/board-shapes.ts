import { z } from "zod";
import { type FilterUrl, printFilterUrl } from "@/server/core/trends/filter-address";
import { parseFilterUrl } from "@/server/core/trends/filter-url";
import { panelShowShape } from "@/server/core/snapshots/snapshot-shape";
import { nameShape, queryShape, visibilityShape } from "@/server/core/views/view-shapes";

export const MOST_PANELS = 24;

/** One chart of a board: its own copy of a view, so that nobody's later edit of that view changes the board. */
export const boardPanelShape = z.strictObject({
  id: z.uuid(),
  title: z.string().trim().max(200, "Keep the title to 200 characters."),
  query: queryShape,
  show: panelShowShape,
  /** How much of the board's width it takes. */
  width: z.enum(["half", "full"]),
});
export type BoardPanel = z.infer<typeof boardPanelShape>;

export const boardPanelsShape = z.array(boardPanelShape).max(MOST_PANELS, `A board holds ${MOST_PANELS} charts at most.`);

export const newBoardShape = z.strictObject({ requestId: z.uuid(), name: nameShape, query: queryShape, panels: boardPanelsShape, visibility: visibilityShape });
export const boardIdShape = z.strictObject({ boardId: z.uuid() });
/** What is absent stays as it is; `basedOnRevision` is the one that was seen while changing it. */
export const boardChangeShape = z.strictObject({
  boardId: z.uuid(),
  basedOnRevision: z.int().min(1),
  name: nameShape.optional(),
  query: queryShape.optional(),
  panels: boardPanelsShape.optional(),
  visibility: visibilityShape.optional(),
});

/**
 * The query of a panel under the board's shared filter: whatever the board says counts, and a panel keeps what the
 * board leaves open. Days go together: a board that says one of them says the range.
 */
export function panelQuery(boardQuery: string, query: string): string {
  const board = parseFilterUrl(new URLSearchParams(boardQuery));
  const panel = parseFilterUrl(new URLSearchParams(query));
  const said = new URLSearchParams(boardQuery);
  const own = board.filter.from || board.filter.to ? { ...panel.filter, from: undefined, to: undefined } : panel.filter;
  const merged: Partial<FilterUrl> = {
    ...panel,
    filter: { ...own, ...board.filter },
    bucket: board.bucket ?? panel.bucket,
    unit: said.has("unit") ? board.unit : panel.unit,
    measure: said.has("measure") ? board.measure : panel.measure,
    compare: board.compare ?? panel.compare,
  };
  return printFilterUrl(merged).toString();
}

/** The list with one item moved to another place; places beyond the ends are the ends. */
export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, at) => at !== from);
  const place = Math.max(0, Math.min(rest.length, to));
  return from in items ? [...rest.slice(0, place), items[from]!, ...rest.slice(place)] : [...items];
}
