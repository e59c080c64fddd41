"use client";

import { createContext, use } from "react";

export type FieldWiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };

export const FieldContext = createContext<FieldWiring | null>(null);

type ControlAttributes = {
  id?: string | undefined;
  required?: boolean | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling" | undefined;
};

/**
 * The attributes that tie a control to the Field around it; what the caller gave wins, and descriptions add up.
 * `required` becomes aria-required, because the form's own messages are better than the browser's bubbles.
 */
export function useFieldWiring(own: ControlAttributes) {
  const field = use(FieldContext);
  const describedBy = [field?.describedBy, own["aria-describedby"]].filter(Boolean).join(" ");
  return {
    id: own.id ?? field?.id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": own["aria-invalid"] ?? (field?.invalid || undefined),
    "aria-required": field?.required || own.required || undefined,
  };
}

export const CONTROL_LOOK =
  "block w-full min-w-0 rounded-xs border border-edge bg-raised px-3 text-base text-ink aria-invalid:border-danger aria-invalid:border-2 disabled:bg-sunken disabled:text-ink-faint";
