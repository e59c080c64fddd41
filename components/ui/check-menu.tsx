"use client";

import { useId, useRef, useState, type ToggleEvent } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CONTROL_LOOK } from "@/components/ui/field-context";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";
import { TextInput } from "@/components/ui/text-input";
import { useAnchoredPopover } from "@/components/ui/use-anchored-popover";

export type CheckOption = { value: string; label: string; hint?: string };

export type CheckMenuProps = {
  label: string;
  /** What the button says when nothing is chosen: "All outlets". */
  none: string;
  /** In the plural, for "3 outlets". */
  noun: string;
  options: readonly CheckOption[];
  values: readonly string[];
  /** Called once, when the menu closes on another choice. */
  onChange: (values: string[]) => void;
  className?: string;
};

/** From here on a list is searched rather than read. */
const SEARCHED_FROM = 12;
const MOST_SHOWN = 100;

/** Several of many: a button that opens a list of checkboxes; the choice holds when the list closes. */
export function CheckMenu({ label, none, noun, options, values, onChange, className }: CheckMenuProps) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { open, setOpen } = useAnchoredPopover(anchor, box, "start");
  const [draft, setDraft] = useState<readonly string[]>(values);
  const [sought, setSought] = useState("");
  // A closed list of a hundred boxes would be drawn anew with every change of the page.
  const [isListed, setIsListed] = useState(false);

  const handleBeforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState !== "open") return;
    // Drawn before the box shows, so that it is placed by its true height.
    flushSync(() => {
      setDraft(values);
      setSought("");
      setIsListed(true);
    });
  };

  const handleToggle = (event: ToggleEvent<HTMLDivElement>) => {
    const nowOpen = event.newState === "open";
    setOpen(nowOpen);
    setIsListed(nowOpen);
    if (nowOpen) box.current?.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
    else if (draft.length !== values.length || draft.some((value) => !values.includes(value))) onChange([...draft]);
  };

  const close = () => {
    box.current?.hidePopover();
    anchor.current?.focus();
  };

  const found = (isListed ? options : []).filter((option) => option.label.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()));
  // What is chosen is never out of reach, however long the list.
  const shown = sought ? found.slice(0, MOST_SHOWN) : [...found.filter(({ value }) => values.includes(value)), ...found.filter(({ value }) => !values.includes(value))].slice(0, Math.max(MOST_SHOWN, values.length));
  const only = values.length === 1 ? options.find(({ value }) => value === values[0]) : undefined;
  return (
    <div className={joinClasses("grid min-w-0 gap-1.5", className)}>
      <span id={`${id}-label`} className="text-sm font-semibold">
        {label}
      </span>
      <button
        ref={anchor}
        type="button"
        aria-labelledby={`${id}-label ${id}-said`}
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={`${id}-box`}
        className={joinClasses(CONTROL_LOOK, "flex h-10 items-center justify-between gap-2 text-left pointer-coarse:h-11")}
      >
        <span id={`${id}-said`} className="min-w-0 truncate">
          {values.length === 0 ? none : (only?.label ?? `${values.length} ${noun}`)}
        </span>
        <Icon name="chevronDown" className="size-4 shrink-0 text-ink-soft" />
      </button>
      <div
        ref={box}
        id={`${id}-box`}
        popover="auto"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <dialog> takes the page away, this list stands beside its button
        role="dialog"
        aria-labelledby={`${id}-label`}
        onBeforeToggle={handleBeforeToggle}
        onToggle={handleToggle}
        className="fixed w-[min(22rem,calc(100vw-1rem))] rounded-xs border border-rule-strong bg-raised p-3 shadow-lift"
      >
        {isListed ? (
          <>
            {options.length >= SEARCHED_FROM ? <TextInput type="search" aria-label={`Find in ${label}`} placeholder="Find" value={sought} onChange={(event) => setSought(event.target.value)} className="mb-2" /> : null}
            <ul className="m-0 grid max-h-[min(22rem,50dvh)] list-none gap-0.5 overflow-y-auto p-0.5">
              {shown.map((option) => (
                <li key={option.value} className="min-w-0">
                  <Checkbox
                    label={<span className="[overflow-wrap:anywhere]">{option.label}{option.hint ? <span className="ml-2 text-2xs text-ink-faint">{option.hint}</span> : null}</span>}
                    checked={draft.includes(option.value)}
                    onChange={(event) => setDraft((before) => (event.target.checked ? [...before, option.value] : before.filter((value) => value !== option.value)))}
                  />
                </li>
              ))}
              {shown.length === 0 ? <li className="py-1 text-sm text-ink-soft">Nothing has this name.</li> : null}
              {found.length > shown.length ? <li className="py-1 text-2xs text-ink-faint">and {found.length - shown.length} more; write part of a name</li> : null}
            </ul>
            <div className="mt-2 flex justify-between gap-2 border-t border-rule pt-2">
              <Button size="small" variant="plain" disabled={draft.length === 0} onClick={() => setDraft([])}>
                {none}
              </Button>
              <Button size="small" onClick={close}>
                Show
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </div>
  );
}
