import Link from "next/link";
import { formatCount } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { useWorkspace } from "@/components/session/workspace-context";
import type { Series } from "@/components/trends/prepare-trends";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { printFilterUrl } from "@/server/core/trends/filter-address";

/** What people judged stands beside the raw lines and never changes them; what they rejected opens. */
export function BesideTheNumbers({ series, filter }: { series: Series; filter: CoverageFilter }) {
  const { slug } = useWorkspace();
  const judged = series.lines.filter(({ rejected, addedByHand }) => rejected > 0 || addedByHand > 0);
  if (judged.length === 0) return null;
  const range = { ...filter, from: series.from, to: series.to };
  return (
    <ul className="mt-3 flex list-none flex-wrap gap-x-6 gap-y-1 p-0 text-sm" aria-label="Judged by people">
      {judged.map(({ theme, rejected, addedByHand }) => (
        <li key={theme.id} className="flex items-center gap-2">
          <MarkSwatch markIndex={theme.markIndex} />
          <span>
            {theme.name}:{" "}
            {rejected > 0 ? (
              <Link href={`/w/${slug}/articles?${printFilterUrl({ filter: { ...range, themes: [theme.id], matches: "rejected" } })}`} className="inline-block min-h-6 underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent hover:decoration-2">
                {formatCount(rejected)} rejected
              </Link>
            ) : null}
            {rejected > 0 && addedByHand > 0 ? ", " : ""}
            {addedByHand > 0 ? `${formatCount(addedByHand)} added by hand, not in the line` : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}
