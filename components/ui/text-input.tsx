"use client";

import type { ComponentProps } from "react";
import { CONTROL_LOOK, useFieldWiring } from "@/components/ui/field-context";
import { joinClasses } from "@/components/ui/join-classes";

export function TextInput({ className, type = "text", required, ...rest }: ComponentProps<"input">) {
  const wiring = useFieldWiring({ ...rest, required });
  return <input {...rest} {...wiring} type={type} className={joinClasses(CONTROL_LOOK, "h-10 read-only:bg-sunken pointer-coarse:h-11", className)} />;
}
