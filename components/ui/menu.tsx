"use client";

import Link from "next/link";
import { useId, useRef, type KeyboardEvent, type ReactNode, type ToggleEvent } from "react";
import { buttonLook, type ButtonSize, type ButtonVariant } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";
import { useAnchoredPopover, type PopoverAlign } from "@/components/ui/use-anchored-popover";

export type MenuItem =
  | { kind?: "item"; key: string; label: ReactNode; hint?: ReactNode; onSelect: () => void; danger?: boolean; disabled?: boolean }
  | { kind?: "item"; key: string; label: ReactNode; hint?: ReactNode; href: string; download?: boolean; danger?: boolean; disabled?: boolean }
  | { kind: "heading"; key: string; label: ReactNode };

export type MenuProps = {
  /** What stands on the button. */
  trigger: ReactNode;
  /** The button's name when the trigger is only an icon. */
  label?: string;
  items: readonly MenuItem[];
  align?: PopoverAlign;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};

const ITEM_LOOK = "flex min-h-9 w-full items-baseline gap-4 rounded-xs px-3 py-1.5 text-left text-[0.9375rem] leading-snug no-underline pointer-coarse:min-h-11 focus-visible:-outline-offset-2";

/** A button with a list of actions or links: arrow keys, Home, End, first letter, Esc; focus returns to the button. */
export function Menu({ trigger, label, items, align = "start", variant = "quiet", size = "small", className }: MenuProps) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { open, setOpen } = useAnchoredPopover(anchor, box, align);

  const choices = () => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not([aria-disabled="true"])') ?? [])];

  const handleToggle = (event: ToggleEvent<HTMLDivElement>) => {
    const nowOpen = event.newState === "open";
    setOpen(nowOpen);
    if (nowOpen) choices()[0]?.focus({ preventScroll: true });
  };

  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = choices();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const goTo = (index: number) => {
      event.preventDefault();
      all[(index + all.length) % all.length]?.focus();
    };
    if (event.key === "ArrowDown") goTo(at + 1);
    else if (event.key === "ArrowUp") goTo(at - 1);
    else if (event.key === "Home") goTo(0);
    else if (event.key === "End") goTo(all.length - 1);
    else if (event.key === "Tab") box.current?.hidePopover();
    else if (event.key.length === 1 && /\S/u.test(event.key)) {
      const letter = event.key.toLocaleLowerCase();
      const rotated = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      rotated.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))?.focus();
    }
  };

  const close = () => {
    box.current?.hidePopover();
    anchor.current?.focus();
  };

  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        className={buttonLook(variant, size, joinClasses("max-w-full min-w-0", className))}
      >
        <span className="min-w-0 truncate">{trigger}</span>
        {label ? null : <Icon name="chevronDown" className="size-3.5" />}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={handleToggle}
        onKeyDown={handleKeyDown}
        className="fixed max-h-[70dvh] max-w-[min(24rem,calc(100vw-1rem))] min-w-48 overflow-y-auto rounded-xs border border-rule-strong bg-raised p-1 shadow-lift"
      >
        {items.map((item) => (
          <MenuRow key={item.key} item={item} onDone={close} />
        ))}
      </div>
    </>
  );
}

function MenuRow({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  if (item.kind === "heading") {
    return (
      <div role="presentation" className="kicker px-3 pt-2 pb-1">
        {item.label}
      </div>
    );
  }
  const look = joinClasses(ITEM_LOOK, item.danger ? "text-danger" : "text-ink", item.disabled ? "text-ink-faint" : "hover:bg-sunken focus-visible:bg-sunken");
  const words = (
    <>
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.hint ? <span className="text-2xs text-ink-faint">{item.hint}</span> : null}
    </>
  );
  if ("href" in item && !item.disabled) {
    return item.download ? (
      <a role="menuitem" tabIndex={-1} href={item.href} download className={look} onClick={onDone}>
        {words}
      </a>
    ) : (
      <Link role="menuitem" tabIndex={-1} href={item.href} className={look} onClick={onDone}>
        {words}
      </Link>
    );
  }
  const select = "onSelect" in item ? item.onSelect : undefined;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={item.disabled || undefined}
      className={look}
      onClick={() => {
        if (item.disabled) return;
        onDone();
        select?.();
      }}
    >
      {words}
    </button>
  );
}
