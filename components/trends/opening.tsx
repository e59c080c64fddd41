import Link from "next/link";
import type { ReactNode } from "react";
import { OpensButton } from "@/components/charts/opens-button";

/** What is behind a number: an address, or something that opens where it stands; neither where nothing can be opened. */
export interface Behind {
  href?: string;
  onOpen?: () => void;
}

/** A number with what is behind it. */
export function Opening({ behind, children }: { behind?: Behind; children: ReactNode }) {
  if (behind?.onOpen) return <OpensButton onOpen={behind.onOpen}>{children}</OpensButton>;
  if (!behind?.href) return children;
  return (
    <Link href={behind.href} className="inline-block min-h-6 underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent hover:decoration-2">
      {children}
    </Link>
  );
}
