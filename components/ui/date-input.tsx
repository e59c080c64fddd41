"use client";

import type { ComponentProps } from "react";
import { TextInput } from "@/components/ui/text-input";
import { joinClasses } from "@/components/ui/join-classes";

/** A day as YYYY-MM-DD, with the browser's own calendar. */
export function DateInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return <TextInput {...rest} type="date" className={joinClasses("min-w-40 tabular-nums", className)} />;
}
