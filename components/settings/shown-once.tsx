"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

interface ShownOnceProps {
  label: string;
  value: string;
  copyLabel: string;
}

/** A secret that is shown once, with a way to copy it; mount it anew for each. */
export function ShownOnce({ label, value, copyLabel }: ShownOnceProps) {
  const box = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setNote("Copied.");
    } catch {
      // Without https a browser gives no clipboard; the text is selected for the person's own keys.
      box.current?.select();
      setNote("Press Ctrl-C (or Cmd-C) to copy it.");
    }
  }

  return (
    <>
      <div className="grid grid-cols-1 items-start gap-2 sm:grid-cols-[1fr_auto]">
        <Field label={label}>
          <TextInput ref={box} readOnly value={value} onFocus={(event) => event.currentTarget.select()} className="font-mono text-sm" />
        </Field>
        <Button variant="primary" onClick={() => void copy()} className="sm:mt-[1.625rem]">
          {copyLabel}
        </Button>
      </div>
      <output className="mt-2 block min-h-6 text-sm text-ink-soft">{note}</output>
    </>
  );
}
