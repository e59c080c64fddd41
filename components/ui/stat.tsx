import type { ReactNode } from "react";

/** One figure with its words. `detail` carries the base, so that no percentage stands alone. */
export function Stat({ label, value, detail }: { label: ReactNode; value: ReactNode; detail?: ReactNode }) {
  return (
    <div className="min-w-0 border-t border-ink pt-2">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="m-0">
        <span className="block font-serif text-3xl leading-tight font-semibold tabular-nums">{value}</span>
        {detail ? <span className="mt-0.5 block text-sm text-ink-soft">{detail}</span> : null}
      </dd>
    </div>
  );
}

/** A row of Stat. */
export function StatList({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[repeat(auto-fit,minmax(6.25rem,1fr))] gap-x-5 gap-y-5 sm:grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] sm:gap-x-8">{children}</dl>;
}
