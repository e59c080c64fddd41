"use client";

import type { ReactNode } from "react";
import { sayMoment } from "@/components/articles/say-moment";
import type { KeptDraft } from "@/components/drafts/use-draft";
import { useWorkspace } from "@/components/session/workspace-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

export interface DraftOfferProps {
  /** "An article", "An edit of this rule": what was left unfinished. */
  what: string;
  draft: KeptDraft<unknown>;
  /** A few words of it, to know it again. */
  children?: ReactNode;
  onTake: () => void;
  onDrop: () => void;
}

/** Offers what an earlier visit left unsaved in a form. */
export function DraftOffer({ what, draft, children, onTake, onDrop }: DraftOfferProps) {
  const { timeZone } = useWorkspace();
  return (
    <Banner
      title={`${what} that you did not finish is kept on this computer`}
      actions={
        <>
          <Button size="small" onClick={onTake}>
            Go on with it
          </Button>
          <Button size="small" variant="plain" onClick={onDrop}>
            Throw it away
          </Button>
        </>
      }
    >
      {children ? <span className="block [overflow-wrap:anywhere]">{children}</span> : null}
      <span className="text-sm text-ink-soft">Last changed {sayMoment(draft.keptAt, timeZone)}.</span>
    </Banner>
  );
}
