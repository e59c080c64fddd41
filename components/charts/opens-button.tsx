import type { ReactNode } from "react";

/** A number that opens what is behind it where it stands, without an address of its own. */
export function OpensButton({ onOpen, className = "", children }: { onOpen: () => void; className?: string; children: ReactNode }) {
  return (
    <button type="button" onClick={onOpen} className={`inline-block min-h-6 underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent hover:decoration-2 ${className}`}>
      {children}
    </button>
  );
}
