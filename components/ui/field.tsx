"use client";

import { useId, useMemo, type ReactNode } from "react";
import { FieldContext } from "@/components/ui/field-context";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to mend it; announced when it appears. */
  error?: ReactNode;
  required?: boolean;
  /** Stands at the right of the label, for instance where a value was found. */
  aside?: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  id?: string;
  className?: string;
  children: ReactNode;
};

/** Label, hint and error around one control; TextInput, TextArea, Select and DateInput inside are wired by themselves. */
export function Field({ label, hint, error, required = false, aside, hideLabel = false, id: givenId, className, children }: FieldProps) {
  const autoId = useId();
  const id = givenId ?? autoId;
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ") || undefined;
  const invalid = Boolean(error);
  const wiring = useMemo(() => ({ id, describedBy, invalid, required }), [id, describedBy, invalid, required]);
  return (
    <div className={joinClasses("grid min-w-0 gap-1.5", className)}>
      <div className={hideLabel ? "sr-only" : "flex flex-wrap items-baseline justify-between gap-x-3"}>
        <label htmlFor={id} className="min-w-0 text-sm font-semibold [overflow-wrap:anywhere]">
          {label}
          {required ? <span className="ml-1.5 font-normal text-ink-faint">(required)</span> : null}
        </label>
        {aside ? <span className="text-2xs text-ink-faint">{aside}</span> : null}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </p>
      ) : null}
      <FieldContext value={wiring}>{children}</FieldContext>
      {/* Out of the flow while it is empty, so that a button beside the field stands on its line. */}
      <div aria-live="polite" className={error ? undefined : "sr-only"}>
        {error ? (
          <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-danger">
            <Icon name="warn" className="mt-0.5 size-4" />
            <span>{error}</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}
