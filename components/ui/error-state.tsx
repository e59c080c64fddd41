import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";

export type ErrorStateProps = {
  /** What happened, in one plain sentence. */
  title: ReactNode;
  /** What is safe: "Nothing that you typed is lost." */
  safe?: ReactNode;
  /** What to do now. */
  advice?: ReactNode;
  /** The reference under which the log has the whole story. */
  reference?: string;
  actions?: ReactNode;
  className?: string;
};

export function ErrorState({ title, safe, advice, reference, actions, className }: ErrorStateProps) {
  return (
    <section role="alert" className={joinClasses("grid justify-items-start gap-3 border-y border-danger py-8", className)}>
      <h2 className="flex items-start gap-2.5 text-xl leading-snug">
        <Icon name="warn" className="mt-1 size-5 text-danger" />
        <span>{title}</span>
      </h2>
      <div className="grid max-w-prose gap-1.5 text-ink-soft">
        {safe ? <p>{safe}</p> : null}
        {advice ? <p>{advice}</p> : null}
      </div>
      {actions ? <div className="mt-1 flex flex-wrap gap-2">{actions}</div> : null}
      {reference ? (
        <p className="text-sm text-ink-faint">
          Reference <code className="font-mono text-ink-soft select-all">{reference}</code>
        </p>
      ) : null}
    </section>
  );
}
