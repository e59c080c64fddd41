import { useId, type ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

export type ProgressProps = {
  label: ReactNode;
  /** From 0 to `max`; leave it out while the end is not known. */
  value?: number;
  max?: number;
  /** Says it in words: "1,204 of 10,000 rows". Also what screen readers hear. */
  valueText?: string;
  tone?: "accent" | "warn" | "danger";
  className?: string;
};

const FILLS = { accent: "bg-accent", warn: "bg-warn", danger: "bg-danger" };

/** A labelled bar; without `value` it only says that work goes on. */
export function Progress({ label, value, max = 100, valueText, tone = "accent", className }: ProgressProps) {
  const id = useId();
  const part = value === undefined ? undefined : Math.max(0, Math.min(1, max > 0 ? value / max : 0));
  const words = valueText ?? (part === undefined ? undefined : `${Math.floor(part * 100)} %`);
  return (
    <div className={joinClasses("grid gap-1", className)}>
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span id={id} className="font-medium">
          {label}
        </span>
        {words ? <span className="text-ink-soft tabular-nums">{words}</span> : null}
      </div>
      <div className="relative h-2 overflow-hidden border border-edge bg-sunken">
        {/* The native element speaks; the bar beside it is drawn, because browsers style the native one each in their own way. */}
        <progress aria-labelledby={id} max={max} value={value} aria-valuetext={words} className="absolute inset-0 size-full appearance-none opacity-0" />
        <div
          aria-hidden="true"
          className={joinClasses(FILLS[tone], "h-full", part === undefined ? "w-2/5 animate-indeterminate motion-reduce:w-full motion-reduce:animate-none motion-reduce:opacity-40" : "transition-[width]")}
          style={part === undefined ? undefined : { width: `${part * 100}%` }}
        />
      </div>
    </div>
  );
}
