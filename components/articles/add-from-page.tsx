"use client";

import { useSyncExternalStore } from "react";
import { useWorkspace } from "@/components/session/workspace-context";

/**
 * Opens the form with the page's address, headline and what is selected on it. They travel in the fragment: no server
 * sees them, and they may be as long as the selection is.
 */
const bookmarkOf = (form: string) =>
  `javascript:${encodeURIComponent(`(()=>{const p=new URLSearchParams({url:location.href,title:document.title});const s=String(getSelection()).trim();if(s)p.set("text",s);open(${JSON.stringify(form)}+"#"+p,"_blank","noopener")})()`)}`;

const subscribe = () => () => {};

/** How an analyst adds from the page that they read: a bookmark for the bar of a browser, the share menu of a phone. */
export function AddFromPage() {
  const { slug, name } = useWorkspace();
  const origin = useSyncExternalStore(
    subscribe,
    () => window.location.origin,
    () => "",
  );
  // React takes such an address for an attack; the browser runs it only where the person clicks the bookmark.
  const makeBookmark = (node: HTMLAnchorElement | null) => node?.setAttribute("href", bookmarkOf(`${origin}/w/${slug}/articles/new`));
  return (
    <details className="border-t border-rule pt-3 print:hidden">
      <summary className="min-h-6 cursor-pointer text-sm font-semibold">Add from the page that you read</summary>
      <div className="mt-3 grid max-w-prose gap-3 text-[0.9375rem]">
        <p>
          Drag this button to the bookmarks bar of your browser. Pressed on an article, it opens this form with the address, the headline and the text that you have selected.
        </p>
        <p>
          {origin ? (
            // oxlint-disable-next-line jsx-a11y/anchor-is-valid, jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- dragged, never followed
            <a key={origin} ref={makeBookmark} draggable onClick={(event) => event.preventDefault()} className="inline-flex min-h-10 cursor-grab items-center rounded-xs border border-accent bg-accent-wash px-4 py-2 font-medium text-accent no-underline">
              Add to {name}
            </a>
          ) : null}
        </p>
        <p className="text-ink-soft">
          On a phone, install Themeline from the browser’s menu (“Add to home screen”); it then stands in the share menu. That needs an address that begins with https. Nothing is saved before you press Save.
        </p>
      </div>
    </details>
  );
}
