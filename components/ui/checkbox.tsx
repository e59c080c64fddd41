"use client";

import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** Some but not all of what it stands for is chosen. */
  indeterminate?: boolean;
  /** Keeps the label for screen readers only (table rows). */
  hideLabel?: boolean;
};

export function Checkbox({ label, hint, indeterminate = false, hideLabel = false, className, ref, ...rest }: CheckboxProps) {
  const hintId = useId();
  const inner = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (inner.current) inner.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label className={joinClasses("inline-flex min-h-6 items-start gap-2.5 py-0.5 text-[0.9375rem]", hideLabel && "min-w-6 justify-center", className)}>
      <input
        {...rest}
        ref={(node) => {
          inner.current = node;
          if (typeof ref === "function") return ref(node);
          if (ref) ref.current = node;
          return undefined;
        }}
        type="checkbox"
        aria-describedby={hint ? hintId : rest["aria-describedby"]}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <span className={hideLabel ? "sr-only" : "min-w-0"}>
        {label}
        {hint ? (
          <span id={hintId} className="block text-sm text-ink-faint">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
