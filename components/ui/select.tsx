"use client";

import type { ComponentProps } from "react";
import { CONTROL_LOOK, useFieldWiring } from "@/components/ui/field-context";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";

export type SelectOption = { value: string; label: string; disabled?: boolean };

/** The native select. Give `options`, or your own <option>/<optgroup> children. */
export function Select({ className, options, children, required, ...rest }: ComponentProps<"select"> & { options?: readonly SelectOption[] }) {
  const wiring = useFieldWiring({ ...rest, required });
  return (
    <span className={joinClasses("relative block min-w-0", className)}>
      <select {...rest} {...wiring} className={joinClasses(CONTROL_LOOK, "h-10 appearance-none truncate pr-9 pointer-coarse:h-11")}>
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <Icon name="chevronDown" className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-soft" />
    </span>
  );
}
