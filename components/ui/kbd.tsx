import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block min-w-6 rounded-xs border border-rule-strong border-b-2 bg-raised px-1.5 text-center font-sans text-2xs leading-5 text-ink-soft">
      {children}
    </kbd>
  );
}
