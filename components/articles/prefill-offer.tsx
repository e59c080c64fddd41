"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Prefill } from "@/server/core/articles/prefill";

/** One key goes on with what a page handed over. */
const focusAtOnce = (node: HTMLElement | null) => node?.focus();

export interface PrefillOfferProps {
  prefill: Prefill;
  pending: boolean;
  onRead: () => void;
  onFill: () => void;
  onDrop: () => void;
}

/** What another page handed over. A link from anywhere can do that, so nothing is read or saved before a person says so. */
export function PrefillOffer({ prefill, pending, onRead, onFill, onDrop }: PrefillOfferProps) {
  const { url, title, text } = prefill;
  const isTextFirst = text !== "" || url === "";
  return (
    <Banner
      title={`Handed over: ${title || (url ? "a page" : "a text")}`}
      actions={
        <>
          {url ? (
            <Button ref={isTextFirst ? undefined : focusAtOnce} size="small" variant={isTextFirst ? "quiet" : "primary"} pending={pending} pendingLabel="Reading" onClick={onRead}>
              Read the page
            </Button>
          ) : null}
          <Button ref={isTextFirst ? focusAtOnce : undefined} size="small" variant={isTextFirst ? "primary" : "quiet"} onClick={onFill}>
            {text ? "Fill the form with the selected text" : "Fill the form with it"}
          </Button>
          <Button size="small" variant="plain" onClick={onDrop}>
            Leave it
          </Button>
        </>
      }
    >
      {url ? <span className="block text-sm break-all text-ink-soft">{url}</span> : null}
      {text ? <span className="mt-1 line-clamp-4 [overflow-wrap:anywhere]">{text.slice(0, 600)}</span> : null}
    </Banner>
  );
}
