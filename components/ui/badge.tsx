import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

export type Tone = "neutral" | "accent" | "good" | "warn" | "danger";

const TONES: Record<Tone, string> = {
  neutral: "border-rule-strong text-ink-soft",
  accent: "border-accent text-accent",
  good: "border-good text-good",
  warn: "border-warn bg-warn-wash text-warn",
  danger: "border-danger bg-danger-wash text-danger",
};

/** A word or a number about the thing beside it. The word carries the meaning, the tone only helps. */
export function Badge({ tone = "neutral", children, className }: { tone?: Tone; children: ReactNode; className?: string }) {
  return (
    <span className={joinClasses("inline-flex max-w-full items-center gap-1 rounded-xs border px-1.5 text-2xs leading-5 font-semibold whitespace-nowrap", TONES[tone], className)}>
      {children}
    </span>
  );
}
