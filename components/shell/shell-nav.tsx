"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";

export type NavItem = {
  href: string;
  label: string;
  /** Addresses beside its own whose pages belong to it. */
  also?: readonly string[];
  /** The one call to action; stands at the end and never scrolls away. On a phone a plus and its first word. */
  accent?: boolean;
  /** Something waits there. Said in words to those who listen: "3 new". */
  count?: { value: number; label: string };
};

/** An item is current on its own page and below it; a longer item wins over a shorter one. */
export function findCurrentHref(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .flatMap(({ href, also = [] }) => [href, ...also].map((path) => ({ href, path })))
    .filter(({ path }) => pathname === path || (path !== "/" && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]?.href;
}

/** The sections in one strip; on a phone it scrolls sideways under the call to action, as the strip of a newspaper's site does. */
export function ShellNav({ items }: { items: readonly NavItem[] }) {
  const current = findCurrentHref(items, usePathname() ?? "");
  const strip = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const here = [...(strip.current?.querySelectorAll<HTMLElement>("a") ?? [])].find((link) => link.getAttribute("href") === current);
    if (strip.current && here) strip.current.scrollLeft = here.offsetLeft - strip.current.clientWidth / 2 + here.offsetWidth / 2;
  }, [current]);

  return (
    <nav aria-label="Sections" className="-mx-4 flex items-center gap-x-4 sm:mx-0 sm:gap-x-7">
      <ul ref={strip} className="relative m-0 flex min-w-0 flex-1 list-none items-center gap-x-5 overflow-x-auto py-0 pr-0 pl-4 [scrollbar-width:none] sm:gap-x-7 sm:pl-0">
        {items
          .filter(({ accent }) => !accent)
          .map((item) => (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={item.href === current ? "page" : undefined}
                className="inline-flex min-h-11 items-center gap-1.5 border-b-[3px] border-transparent pt-[3px] text-[0.9375rem] whitespace-nowrap text-ink-soft no-underline hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                {item.label}
                {item.count && item.count.value > 0 ? (
                  <span className="rounded-xs bg-accent-wash px-1.5 text-2xs leading-5 font-semibold text-accent">
                    <span aria-hidden="true">{item.count.value > 99 ? "99+" : item.count.value}</span>
                    <span className="sr-only">{item.count.label}</span>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
      </ul>
      {items.map((item) => {
        if (!item.accent) return null;
        const [first, ...rest] = item.label.split(" ");
        return (
          <Link
            key={item.href}
            href={item.href}
            aria-current={item.href === current ? "page" : undefined}
            className="mr-4 inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-xs bg-accent px-3 text-[0.9375rem] font-medium whitespace-nowrap text-on-accent no-underline hover:bg-accent-strong focus-visible:-outline-offset-4 focus-visible:outline-on-accent pointer-coarse:min-h-10 sm:mr-0"
          >
            <Icon name="add" className="size-4" />
            <span>
              {first} <span className="max-sm:sr-only">{rest.join(" ")}</span>
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
