import Link from "next/link";
import { methodSentences, type Series } from "@/components/trends/prepare-trends";
import { useWorkspace } from "@/components/session/workspace-context";
import { Progress } from "@/components/ui/progress";
import type { CoverageFilter } from "@/server/core/trends/coverage-filter";
import { printFilterUrl } from "@/server/core/trends/filter-address";

/** Under every chart: what its numbers rest on, and how far work on them is. */
export function MethodLine({ series, filter, filterWords, smooth }: { series: Series; filter: CoverageFilter; filterWords: readonly string[]; smooth?: "mean" }) {
  const { slug } = useWorkspace();
  const undated = printFilterUrl({ filter: { ...filter, from: undefined, to: undefined } });
  undated.set("dated", "undated");
  return (
    <div className="mt-3 grid gap-2 border-t border-rule pt-3 text-sm text-ink-soft">
      {series.method.backfills.map((run) => (
        <Progress key={`${run.themeId}-${run.number}`} label={`${run.themeName}: version ${run.number} is being applied to all articles; the chart shows it when it is complete`} value={run.done} max={Math.max(1, run.total)} valueText={`${run.done} of ${run.total}`} />
      ))}
      <p className="max-w-[80ch] text-pretty">
        <span className="font-semibold text-ink">Method. </span>
        {[...filterWords.map((words) => `${words}.`), ...methodSentences(series, smooth)].join(" ")}{" "}
        {series.method.undated > 0 ? (
          <Link href={`/w/${slug}/articles?${undated}`} className="text-link">
            See the undated articles
          </Link>
        ) : null}
      </p>
    </div>
  );
}
