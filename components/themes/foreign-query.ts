"use client";

import { useState } from "react";

/** What only other systems write: such a paste is worth a translation even where it can be read as it stands. */
const FOREIGN = /(?:^|[\s(])[+-][\w"(]|~\d|\b(?:near|onear|atleast)\/\d|\bNEAR\/\d+f\b|\b\w+:(?=["\w([])|<<<|\{|["\w)]\s(?:and|or|not)\s["\w(]/u;

export interface ForeignQuery {
  pasted: string | null;
  /** Since the page was opened, also after it was dealt with. */
  wasPasted: boolean;
  notice: (text: string) => void;
  dismiss: () => void;
}

/** Remembers a pasted text that looks like another system's query. */
export function useForeignQuery(): ForeignQuery {
  const [pasted, setPasted] = useState<string | null>(null);
  const [wasPasted, setWasPasted] = useState(false);
  return {
    pasted,
    wasPasted,
    notice: (text) => {
      const isForeign = FOREIGN.test(text);
      setPasted(isForeign ? text.trim() : null);
      if (isForeign) setWasPasted(true);
    },
    dismiss: () => setPasted(null),
  };
}
