import { useMemo, useSyncExternalStore } from "react";

/** The list from which articles are opened, kept for this tab so that each knows its neighbours. */
interface OpenedList {
  ids: string[];
  /** The list's query, as it stands in its address. */
  query: string;
}

const keyOf = (slug: string) => `themeline:list:${slug}`;

/** Remembers the list that is on the screen. */
export function keepList(slug: string, list: OpenedList): void {
  try {
    sessionStorage.setItem(keyOf(slug), JSON.stringify(list));
  } catch {
    // A browser without room for it: articles then have no neighbours.
  }
}

const subscribe = () => () => {};

function readList(slug: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(slug));
  } catch {
    return null;
  }
}

/** The articles before and after one in the list that it was opened from; null for one that came by another way. */
export function useNeighbours(slug: string, articleId: string): { before: string | null; after: string | null; query: string } | null {
  const kept = useSyncExternalStore(
    subscribe,
    () => readList(slug),
    () => null,
  );
  return useMemo(() => {
    if (kept === null) return null;
    const { ids, query } = JSON.parse(kept) as OpenedList;
    const at = ids.indexOf(articleId);
    return at === -1 ? null : { before: ids[at - 1] ?? null, after: ids[at + 1] ?? null, query };
  }, [kept, articleId]);
}
