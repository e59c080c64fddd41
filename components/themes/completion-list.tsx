"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Completion } from "@/components/themes/complete-rule";

const WIDTH_PX = 280;

export interface CompletionListProps {
  id: string;
  /** Stands where the caret is. */
  anchor: RefObject<HTMLElement | null>;
  /** What scrolls the anchor; the list stands outside of it. */
  scroller: RefObject<HTMLElement | null>;
  choices: readonly Completion[];
  chosen: number;
  onAccept: (choice: Completion) => void;
}

/** The operators that what was typed begins, below the caret. The field keeps the focus and hears the keys. Mount it anew for each place. */
export function CompletionList({ id, anchor, scroller, choices, chosen, onAccept }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const mark = anchor.current;
    const layer = mark?.parentElement;
    if (!mark || !layer || !list.current) return;
    const scrolledPx = scroller.current?.scrollTop ?? 0;
    list.current.style.left = `${Math.max(0, Math.min(mark.offsetLeft, layer.clientWidth - WIDTH_PX))}px`;
    list.current.style.top = `${mark.offsetTop + mark.offsetHeight + 6 - scrolledPx}px`;
    list.current.scrollIntoView({ block: "nearest" });
  }, [anchor, scroller]);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot stand beside a caret while the field keeps the focus
    <div ref={list} id={id} role="listbox" tabIndex={-1} aria-label="Operators" style={{ width: WIDTH_PX }} className="absolute z-20 max-w-full border border-rule-strong bg-raised p-1 shadow-lift">
      {choices.map((choice, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- as above
        <div
          key={choice.label}
          id={`${id}-${at}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onAccept(choice)}
          className="flex min-h-8 cursor-pointer items-baseline justify-between gap-3 rounded-xs px-2 py-1 text-sm hover:bg-sunken aria-selected:bg-accent-wash"
        >
          <span className="font-mono text-accent">{choice.label}</span>
          <span className="text-right text-2xs text-ink-soft">{choice.hint}</span>
        </div>
      ))}
    </div>
  );
}
