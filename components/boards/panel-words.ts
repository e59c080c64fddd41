import type { PanelShow } from "@/server/core/snapshots/snapshot-shape";

/** What a panel can show of a view, as people choose it. */
export const PANEL_WORDS: Record<Exclude<PanelShow, "all">, string> = {
  lines: "Lines over time",
  multiples: "Each theme by itself",
  outlets: "Outlets",
  heat: "Themes by outlet",
  pairs: "Themes that meet",
  table: "Table",
};
