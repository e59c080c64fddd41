import Link from "next/link";
import type { ReactNode } from "react";
import { ShellNav, type NavItem } from "@/components/shell/shell-nav";

export type AppShellProps = {
  workspaceName: string;
  /** Beside the name: a menu of the other workspaces. */
  switcher?: ReactNode;
  nav: readonly NavItem[];
  userMenu?: ReactNode;
  /** Above everything on every page, for instance that the data are a demonstration. */
  notice?: ReactNode;
  children: ReactNode;
};

/** The frame of every signed-in page: skip link, masthead, sections, main, foot. */
export function AppShell({ workspaceName, switcher, nav, userMenu, notice, children }: AppShellProps) {
  return (
    <div className="flex min-h-dvh flex-col print:block">
      <a href="#main" className="sr-only z-50 bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        Skip to content
      </a>
      {/* Printed too: made-up numbers leave the house on paper. */}
      {notice}
      <header className="border-b border-rule bg-paper print:hidden">
        <div className="page-gutter flex min-h-14 items-center gap-4">
          <div className="flex min-w-0 flex-1 items-center gap-x-3">
            <Link href="/" className="inline-flex min-h-11 items-center font-serif text-xl leading-none font-bold tracking-tight whitespace-nowrap no-underline">
              Themeline
            </Link>
            <span aria-hidden="true" className="h-5 w-px shrink-0 bg-rule-strong" />
            {switcher ? <div className="min-w-0 flex-1">{switcher}</div> : <span className="min-w-0 flex-1 truncate text-[0.9375rem] text-ink-soft">{workspaceName}</span>}
          </div>
          {userMenu ? <div className="shrink-0">{userMenu}</div> : null}
        </div>
        <div className="page-gutter">
          <ShellNav items={nav} />
        </div>
      </header>
      <p className="page-gutter mb-5 hidden border-b border-ink pb-1 text-sm print:block">Themeline · {workspaceName}</p>
      <main id="main" tabIndex={-1} className="page-gutter min-w-0 flex-1 pb-16 outline-none">
        {children}
      </main>
    </div>
  );
}
