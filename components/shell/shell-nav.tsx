"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";

export type NavItem = {
  href: string;
  label: string;
  /** Drawn as the one accented call to action; stands last on wide screens. */
  accent?: boolean;
  /** Something waits there. Said in words to those who listen: "3 new". */
  count?: { value: number; label: string };
};

/** An item is current on its own page and below it; a longer item wins over a shorter one. */
export function findCurrentHref(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .map((item) => item.href)
    .filter((href) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}

/** The sections in one strip; on a phone it scrolls sideways, as the strip of a newspaper's site does. */
export function ShellNav({ items }: { items: readonly NavItem[] }) {
  const current = findCurrentHref(items, usePathname() ?? "");
  const strip = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const here = [...(strip.current?.querySelectorAll<HTMLElement>("a") ?? [])].find((link) => link.getAttribute("href") === current);
    if (strip.current && here) strip.current.scrollLeft = here.offsetLeft - strip.current.clientWidth / 2 + here.offsetWidth / 2;
  }, [current]);

  return (
    <nav aria-label="Sections" className="-mx-4 sm:mx-0">
      <ul ref={strip} className="relative m-0 flex list-none items-center gap-x-5 overflow-x-auto px-4 py-0 [scrollbar-width:none] sm:gap-x-7 sm:px-0">
        {items.map((item) => (
          <li key={item.href} className={item.accent ? "order-first py-1.5 sm:order-last sm:ml-auto" : ""}>
            <Link
              href={item.href}
              aria-current={item.href === current ? "page" : undefined}
              className={joinClasses(
                "inline-flex items-center gap-1.5 text-[0.9375rem] whitespace-nowrap no-underline focus-visible:-outline-offset-2",
                item.accent
                  ? "min-h-8 rounded-xs bg-accent px-3 font-medium text-on-accent hover:bg-accent-strong focus-visible:outline-on-accent focus-visible:-outline-offset-4 pointer-coarse:min-h-10"
                  : "min-h-11 border-b-[3px] border-transparent pt-[3px] text-ink-soft hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink",
              )}
            >
              {item.accent ? <Icon name="add" className="size-4" /> : null}
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
    </nav>
  );
}
