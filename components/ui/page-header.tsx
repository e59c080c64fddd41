import type { ReactNode } from "react";

export type PageHeaderProps = {
  /** A word or two above: the section, the period. */
  kicker?: ReactNode;
  headline: ReactNode;
  /** One or two sentences under the headline. */
  standfirst?: ReactNode;
  actions?: ReactNode;
};

/** The top of every page, and its only h1. */
export function PageHeader({ kicker, headline, standfirst, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-7 pb-5 sm:pt-10 print:pt-0">
      <div className="min-w-0 flex-1 basis-80">
        {kicker ? <p className="kicker mb-2">{kicker}</p> : null}
        <h1 className="max-w-[46rem] text-headline 2xl:max-w-[60rem]">{headline}</h1>
        {standfirst ? <div className="mt-2.5 max-w-[44rem] text-standfirst text-pretty text-ink-soft">{standfirst}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
    </header>
  );
}
