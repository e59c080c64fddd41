"use client";

import { useRef, useState } from "react";
import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

export interface OneTimeLink {
  title: string;
  /** What whoever opens it can do. */
  purpose: string;
  url: string;
  expiresAt: string;
}

/** Shows a link that is shown once; only its hash is kept, so nobody can look it up again. */
export function OneTimeLinkDialog({ link, onClose }: { link: OneTimeLink | null; onClose: () => void }) {
  const { timeZone } = useWorkspace();
  const box = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(link!.url);
      setNote("Copied.");
    } catch {
      // Without https a browser gives no clipboard; the address is selected for the person's own keys.
      box.current?.select();
      setNote("Press Ctrl-C (or Cmd-C) to copy it.");
    }
  }
  function close() {
    setNote("");
    onClose();
  }

  return (
    <Dialog
      open={link !== null}
      onClose={close}
      size="medium"
      title={link?.title}
      description={link ? `${link.purpose} It works once, until ${sayMoment(link.expiresAt, timeZone)}, and is shown only here: copy it now and hand it over.` : undefined}
      actions={<Button onClick={close}>Done</Button>}
    >
      <div className="grid grid-cols-1 items-start gap-2 sm:grid-cols-[1fr_auto]">
        <Field label="One-time link">
          <TextInput ref={box} readOnly value={link?.url ?? ""} onFocus={(event) => event.currentTarget.select()} className="font-mono text-sm" />
        </Field>
        <Button variant="primary" onClick={() => void copy()} className="sm:mt-[1.75rem]">
          Copy link
        </Button>
      </div>
      <output className="mt-2 block min-h-6 text-sm text-ink-soft">{note}</output>
    </Dialog>
  );
}
