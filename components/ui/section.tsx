import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/join-classes";

/** A part of a page under a thin rule, with its heading and its small controls at the right. */
export function Section({ title, kicker, actions, children, className, id }: { title: ReactNode; kicker?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string; id?: string }) {
  return (
    <section id={id} className={joinClasses("min-w-0 border-t border-ink pt-3 pb-8", className)}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          {kicker ? <p className="kicker mb-0.5">{kicker}</p> : null}
          <h2 className="text-xl leading-snug">{title}</h2>
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
