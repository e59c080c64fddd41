"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useMayManage, useWorkspace } from "@/components/session/workspace-context";
import { PageHeader } from "@/components/ui/page-header";

/** The pages of the settings under one heading. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { slug, name } = useWorkspace();
  const mayManage = useMayManage();
  const pathname = usePathname();
  const pages = [
    { href: `/w/${slug}/settings`, label: "Workspace" },
    { href: `/w/${slug}/settings/members`, label: "Members" },
    ...(mayManage
      ? [
          { href: `/w/${slug}/settings/keys`, label: "Keys for machines" },
          { href: `/w/${slug}/settings/export`, label: "Export everything" },
          { href: `/w/${slug}/settings/audit`, label: "Audit trail" },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader kicker={name} headline="Settings" standfirst={mayManage ? null : "Administrators change these; you can read them."} />
      <nav aria-label="Settings" className="mb-6">
        <ul className="m-0 flex list-none flex-wrap gap-x-6 p-0">
          {pages.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={pathname === href ? "page" : undefined}
                className="inline-flex min-h-11 items-center border-b-2 border-transparent text-[0.9375rem] text-ink-soft no-underline hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </>
  );
}
