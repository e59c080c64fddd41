"use client";

import { Button } from "@/components/ui/button";
import { countNoun, countOf } from "@/server/core/text/count-noun";

/** How many of how many are shown, and the button for the next ones. `noun` is the singular; `total` may be left out when it is not known. */
export function LoadMore({ shown, total, noun, hasMore, pending = false, onMore }: { shown: number; total?: number; noun: string; hasMore: boolean; pending?: boolean; onMore: () => void }) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 py-5">
      <output className="text-sm text-ink-soft">
        {total === undefined ? `${countNoun(shown, noun)} shown` : countOf(shown, total, noun)}
      </output>
      {hasMore ? (
        <Button size="small" pending={pending} pendingLabel="Loading" onClick={onMore}>
          Show more
        </Button>
      ) : null}
    </div>
  );
}
