"use client";

import { useId, type ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

export type SegmentedOption<Value extends string> = { value: Value; label: ReactNode; disabled?: boolean; title?: string };

export type SegmentedProps<Value extends string> = {
  legend: string;
  options: readonly SegmentedOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** Hears which choice a pointer rests on, or an arrow key would lead to, so that what it needs can be on its way. */
  onPoint?: (value: Value) => void;
  /** Shows the legend; otherwise only screen readers hear it. */
  showLegend?: boolean;
  className?: string;
};

/** A choice of a few that all stay visible: native radio buttons drawn as one strip. */
export function Segmented<Value extends string>({ legend, options, value, onChange, onPoint, showLegend = false, className }: SegmentedProps<Value>) {
  const name = useId();
  const open = options.filter(({ disabled }) => !disabled);
  const tellNext = (focused: Value) => {
    const at = open.findIndex((option) => option.value === focused);
    const next = new Set([open[(at + 1) % open.length], open.at(at - 1)]);
    for (const option of next) if (option && option.value !== focused) onPoint?.(option.value);
  };
  return (
    <fieldset className={joinClasses("m-0 min-w-0 border-0 p-0", className)}>
      <legend className={showLegend ? "mb-1.5 p-0 text-sm font-semibold" : "sr-only"}>{legend}</legend>
      <div className="inline-flex max-w-full flex-wrap rounded-xs border border-edge bg-raised p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            title={option.title}
            onPointerEnter={onPoint && !option.disabled && option.value !== value ? () => onPoint(option.value) : undefined}
            className={joinClasses(
              "relative inline-flex min-h-8 items-center rounded-[1px] px-3 text-sm leading-tight pointer-coarse:min-h-10",
              "has-checked:bg-ink has-checked:font-medium has-checked:text-paper",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              option.disabled ? "cursor-not-allowed text-ink-faint line-through decoration-1" : "hover:not-has-checked:bg-sunken",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              onFocus={onPoint ? (event) => event.currentTarget.matches(":focus-visible") && tellNext(option.value) : undefined}
              className="absolute inset-0 m-0 cursor-[inherit] opacity-0"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
