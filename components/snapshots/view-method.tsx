import { sayDay } from "@/components/charts/say-days";
import { methodSentences } from "@/components/trends/prepare-trends";
import { thawSeries } from "@/components/snapshots/thaw-view";
import type { FrozenView } from "@/server/core/snapshots/snapshot-shape";

/** "Languages: German. Outlets: A; B" or nothing when nothing is left out. */
export const sayFilter = (view: FrozenView): string => view.filter.map(([what, words]) => `${what}: ${words}.`).join(" ");

/** What the numbers of a frozen view rest on; with the very text of its rules where there is room. */
export function ViewMethod({ view, withRules = false }: { view: FrozenView; withRules?: boolean }) {
  return (
    <div className="mt-3 border-t border-rule pt-3 text-sm text-ink-soft">
      <p className="max-w-[80ch] text-pretty">
        <span className="font-semibold text-ink">Method. </span>
        {[sayFilter(view), ...methodSentences(thawSeries(view), view.smooth)].filter(Boolean).join(" ")}
      </p>
      {withRules && view.lines.length > 0 ? (
        <details className="mt-2 print:hidden">
          <summary className="min-h-6 cursor-pointer">The rules as they were</summary>
          <dl className="mt-2 grid gap-3">
            {view.lines.map((line) => (
              <div key={line.key}>
                <dt className="font-semibold text-ink">
                  {line.name}, version {line.version}
                  {line.activeFrom ? `, in force since ${sayDay(line.activeFrom)}` : ""}
                </dt>
                <dd className="m-0 font-mono text-2xs whitespace-pre-wrap [overflow-wrap:anywhere]">{line.rule}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </div>
  );
}
