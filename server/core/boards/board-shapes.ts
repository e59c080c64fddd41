import { z } from "zod";
import { MOST_PANELS } from "@/server/core/boards/panel-query";
import { panelShowShape } from "@/server/core/snapshots/snapshot-shape";
import { nameShape, normaliseQuery, queryShape, visibilityShape } from "@/server/core/views/view-shapes";

/**
 * One chart of a board: its own copy of a view, so that nobody's later edit of that view changes the board unasked. It
 * remembers which view that was, and says so when the two differ.
 */
export const boardPanelShape = z.strictObject({
  id: z.uuid(),
  title: z.string().trim().max(200, "Keep the title to 200 characters."),
  query: queryShape,
  viewId: z.uuid().optional(),
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

/** A board's shared query in its one form. Unlike a view's it keeps defaults that were said outright: they overrule the charts. */
export function normaliseBoardQuery(query: string): string {
  const said = new URLSearchParams(query);
  const printed = new URLSearchParams(normaliseQuery("trends", query));
  if (said.get("unit") === "articles") printed.set("unit", "articles");
  if (said.get("measure") === "share") printed.set("measure", "share");
  return printed.toString();
}
