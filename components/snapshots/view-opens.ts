import type { OpenPoint } from "@/components/charts/chart-overlay";
import type { Behind } from "@/components/trends/opening";

/** What the numbers of a view open. A line goes by its place in the view, an outlet by its row. */
export interface ViewOpens {
  onPoint: OpenPoint;
  /** An outlet's number of one theme, or of any. */
  outlet: (row: number, lineKey: string | null) => Behind;
  /** Everything that an outlet brought. */
  allOf: (row: number) => Behind;
  pair: (first: string, second: string) => Behind;
  /** Where a line stands by itself. */
  lineHref?: (lineKey: string) => string;
}
