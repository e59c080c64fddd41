import type { ReactNode } from "react";

export type AuthCardProps = {
  title: ReactNode;
  standfirst?: ReactNode;
  children: ReactNode;
  /** Under the card: other ways in. */
  foot?: ReactNode;
};

/** Sign in, first run, invitation, reset: one column in the middle of the page. */
export function AuthCard({ title, standfirst, children, foot }: AuthCardProps) {
  return (
    <main className="grid min-h-dvh content-start justify-items-center px-4 py-[clamp(2rem,12vh,9rem)]">
      <div className="w-full max-w-md">
        <p className="mb-4 border-b-4 border-ink pb-2 font-serif text-2xl leading-none font-bold tracking-tight">Themeline</p>
        <h1 className="text-3xl leading-tight">{title}</h1>
        {standfirst ? <div className="mt-2 text-pretty text-ink-soft">{standfirst}</div> : null}
        <div className="mt-6 grid gap-5">{children}</div>
        {foot ? <div className="mt-8 border-t border-rule pt-4 text-sm text-ink-soft">{foot}</div> : null}
      </div>
    </main>
  );
}
