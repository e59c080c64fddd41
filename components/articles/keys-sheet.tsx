"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

export interface KeyAction {
  key: string;
  says: string;
  /** Left out for keys that the browser knows by itself. */
  run?: () => void;
}

/** Single keys for a screen, silent while somebody types; `?` shows them, and so does the button. */
export function KeysSheet({ actions }: { actions: readonly KeyAction[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement | null;
    if (target?.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [role=menu]")) return;
    if (event.key === "?") return setIsOpen(true);
    const action = actions.find(({ key, run }) => key === event.key && run);
    if (!action) return;
    event.preventDefault();
    action.run!();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <Button size="small" variant="plain" onClick={() => setIsOpen(true)} className="max-sm:hidden">
        Keys <Kbd>?</Kbd>
      </Button>
      <Dialog open={isOpen} onClose={() => setIsOpen(false)} title="Keys of this screen">
        <dl className="m-0 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
          {[...actions, { key: "?", says: "shows this sheet" }].map(({ key, says }) => (
            <div key={key} className="contents">
              <dt>
                <Kbd>{key}</Kbd>
              </dt>
              <dd className="m-0">{says}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
