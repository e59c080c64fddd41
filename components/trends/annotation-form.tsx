"use client";

import { lazy, Suspense, useState } from "react";
import type { NoteListProps } from "@/components/trends/note-list";
import { SkeletonText } from "@/components/ui/skeleton";

/** Loaded when it is unfolded, and kept from then on with what was typed in it. */
const NoteList = lazy(async () => ({ default: (await import("@/components/trends/note-list")).NoteList }));

/** Notes on the time axis: what happened, for the room that looks at the chart. */
export function AnnotationForm({ series, themes }: NoteListProps) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details className="mt-6 border-t border-rule pt-3 print:hidden" onToggle={(event) => event.currentTarget.open && setWasOpened(true)}>
      <summary className="cursor-pointer text-sm font-semibold">Notes on the chart ({series.annotations.length})</summary>
      {wasOpened ? (
        <Suspense fallback={<SkeletonText lines={2} label="Opening the notes" />}>
          <NoteList series={series} themes={themes} />
        </Suspense>
      ) : null}
    </details>
  );
}
