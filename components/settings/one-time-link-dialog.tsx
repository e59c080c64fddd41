"use client";

import { sayMoment } from "@/components/articles/say-moment";
import { useWorkspace } from "@/components/session/workspace-context";
import { ShownOnce } from "@/components/settings/shown-once";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export interface OneTimeLink {
  title: string;
  /** What whoever opens it can do. */
  purpose: string;
  url: string;
  expiresAt: string;
  /** A letter with the link is on its way to the person too. */
  isMailed: boolean;
}

/** Shows a link that is shown once; only its hash is kept, so nobody can look it up again. */
export function OneTimeLinkDialog({ link, onClose }: { link: OneTimeLink | null; onClose: () => void }) {
  const { timeZone } = useWorkspace();
  const handOver = link?.isMailed ? "A letter with it is on its way; in case it does not arrive, copy it now and hand it over." : "It is shown only here: copy it now and hand it over.";
  return (
    <Dialog
      open={link !== null}
      onClose={onClose}
      size="medium"
      title={link?.title}
      description={link ? `${link.purpose} It works once, until ${sayMoment(link.expiresAt, timeZone)}. ${handOver}` : undefined}
      actions={<Button onClick={onClose}>Done</Button>}
    >
      {link ? <ShownOnce key={link.url} label="One-time link" value={link.url} copyLabel="Copy link" /> : null}
    </Dialog>
  );
}
