"use client";

import { type ReactElement, useEffect, useEffectEvent, useRef } from "react";

export interface FileChooserOptions {
  /** Names the hidden control for whoever hears the page. */
  label: string;
  /** The endings and types that the browser's dialogue offers first. */
  accept?: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** The browser's own dialogue for files behind a button of one's own: `open` goes on the button, `input` beside it. */
export function useFileChooser({ label, accept, multiple = false, onFiles }: FileChooserOptions): { open: () => void; input: ReactElement } {
  const chooser = useRef<HTMLInputElement>(null);
  const take = () => {
    const files = [...(chooser.current?.files ?? [])];
    // Emptied, so that the same file chosen again is a change again.
    if (chooser.current) chooser.current.value = "";
    if (files.length > 0) onFiles(files);
  };
  // What was chosen before the page came alive.
  const takeEarly = useEffectEvent(take);
  useEffect(() => takeEarly(), []);
  return {
    open: () => chooser.current?.click(),
    input: (
      <input
        ref={chooser}
        type="file"
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        multiple={multiple}
        className="sr-only"
        onChange={take}
      />
    ),
  };
}
