"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useWorkspace } from "@/components/session/workspace-context";

const PLACES = [
  { path: "meetings", label: "Meetings" },
  { path: "boards", label: "Boards" },
  { path: "snapshots", label: "Snapshots" },
] as const;

/** Where what people look at together is kept. */
export function MeetingsTabs() {
  const { slug } = useWorkspace();
  const pathname = usePathname();
  return (
    <nav aria-label="Meetings, boards and snapshots" className="mb-6 print:hidden">
      <ul className="m-0 flex list-none flex-wrap gap-x-6 gap-y-1 border-b border-rule p-0">
        {PLACES.map(({ path, label }) => {
          const href = `/w/${slug}/${path}`;
          return (
            <li key={path}>
              <Link href={href} aria-current={pathname === href ? "page" : undefined} className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent text-[0.9375rem] text-ink-soft no-underline hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink">
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
