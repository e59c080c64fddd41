"use client";

import { Button } from "@/components/ui/button";

/** How many of how many are shown, in words, and the button for the next ones. */
export function LoadMore({ words, hasMore, pending = false, onMore }: { words: string; hasMore: boolean; pending?: boolean; onMore: () => void }) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 py-5">
      <output className="text-sm text-ink-soft">{words}</output>
      {hasMore ? (
        <Button size="small" pending={pending} pendingLabel="Loading" onClick={onMore}>
          Show more
        </Button>
      ) : null}
    </div>
  );
}
