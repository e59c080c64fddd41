"use client";

import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

export type TabItem = { id: string; label: ReactNode; content: ReactNode };

export type TabsProps = {
  label: string;
  tabs: readonly TabItem[];
  /** Give both to keep the choice elsewhere (the URL); leave both out and Tabs keeps it. */
  value?: string;
  onChange?: (id: string) => void;
  className?: string;
};

/** Arrow keys choose at once, as the panels are already here. Sections with addresses of their own are links, not tabs. */
export function Tabs({ label, tabs, value, onChange, className }: TabsProps) {
  const baseId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(tabs[0]?.id);
  const wanted = value ?? own;
  const activeIndex = Math.max(0, tabs.findIndex((tab) => tab.id === wanted));
  const active = tabs[activeIndex];

  const choose = (index: number) => {
    const tab = tabs[(index + tabs.length) % tabs.length];
    if (!tab) return;
    setOwn(tab.id);
    onChange?.(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(tab.id)}"]`)?.focus();
  };

  const handleKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: activeIndex + 1, ArrowLeft: activeIndex - 1, Home: 0, End: tabs.length - 1 };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  };

  return (
    <div className={className}>
      <div ref={list} role="tablist" aria-label={label} tabIndex={-1} onKeyDown={handleKeyDown} className="flex gap-x-5 overflow-x-auto border-b border-rule">
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${baseId}-tab-${tab.id}`}
            data-tab={tab.id}
            aria-selected={index === activeIndex}
            aria-controls={index === activeIndex ? `${baseId}-panel` : undefined}
            tabIndex={index === activeIndex ? 0 : -1}
            onClick={() => choose(index)}
            className={joinClasses(
              "-mb-px min-h-10 shrink-0 border-b-2 px-0.5 text-[0.9375rem] whitespace-nowrap focus-visible:-outline-offset-2",
              index === activeIndex ? "border-ink font-semibold text-ink" : "border-transparent text-ink-soft hover:border-rule-strong hover:text-ink",
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {active ? (
        <div role="tabpanel" id={`${baseId}-panel`} aria-labelledby={`${baseId}-tab-${active.id}`} tabIndex={-1} className="pt-4">
          {active.content}
        </div>
      ) : null}
    </div>
  );
}
