"use client";

import type { ComponentProps } from "react";
import { CONTROL_LOOK, useFieldWiring } from "@/components/ui/field-context";
import { joinClasses } from "@/components/ui/join-classes";

/** Grows with its text where the browser can (field-sizing), from `rows` up to about 60 % of the window. */
export function TextArea({ className, rows = 4, required, ...rest }: ComponentProps<"textarea">) {
  const wiring = useFieldWiring({ ...rest, required });
  return (
    <textarea
      {...rest}
      {...wiring}
      rows={rows}
      style={{ minHeight: `${rows * 1.5 + 1}rem`, ...rest.style }}
      className={joinClasses(CONTROL_LOOK, "field-sizing-content max-h-[60dvh] read-only:bg-sunken py-2 leading-normal", className)}
    />
  );
}
