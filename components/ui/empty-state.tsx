import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

/** Nothing here yet: what would stand here, and the next step. */
export function EmptyState({ title, children, action, className }: { title: ReactNode; children?: ReactNode; action?: ReactNode; className?: string }) {
  return (
    <section className={joinClasses("grid justify-items-start gap-3 border-y border-rule py-10", className)}>
      <h2 className="text-xl leading-snug">{title}</h2>
      {children ? <div className="max-w-prose text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-1 flex flex-wrap gap-2">{action}</div> : null}
    </section>
  );
}
