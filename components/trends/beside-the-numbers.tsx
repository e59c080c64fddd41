import { formatCount } from "@/components/charts/format-value";
import type { Series } from "@/components/trends/prepare-trends";
import { MarkSwatch } from "@/components/charts/mark-swatch";

/** What people judged stands beside the raw lines and never changes them. */
export function BesideTheNumbers({ series }: { series: Series }) {
  const judged = series.lines.filter(({ rejected, addedByHand }) => rejected > 0 || addedByHand > 0);
  if (judged.length === 0) return null;
  return (
    <ul className="mt-3 flex list-none flex-wrap gap-x-6 gap-y-1 p-0 text-sm" aria-label="Judged by people">
      {judged.map(({ theme, rejected, addedByHand }) => (
        <li key={theme.id} className="flex items-center gap-2">
          <MarkSwatch markIndex={theme.markIndex} />
          <span>
            {theme.name}: {[rejected > 0 ? `${formatCount(rejected)} rejected` : "", addedByHand > 0 ? `${formatCount(addedByHand)} added by hand, not in the line` : ""].filter(Boolean).join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
