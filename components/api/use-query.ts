"use client";

import { createContext, use, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { CallError } from "@/components/api/call-procedure";
import { type Entry, type Query, type QueryState, QueryStore, type Watcher } from "@/components/api/query-store";

export const QueryStoreContext = createContext(new QueryStore());

/** The answers that this page holds. */
export const useQueryClient = (): QueryStore => use(QueryStoreContext);

/** As `placeholderData`: what was shown before stays until the answer to the new question is there. */
export const keepPreviousData = "previous";

export interface QueryOptions<Data> extends Query<Data> {
  enabled?: boolean;
  placeholderData?: typeof keepPreviousData;
  /** Milliseconds until it is asked again while the page can be seen; false for never. */
  refetchInterval?: number | false | ((query: { state: QueryState<Data> }) => number | false);
}

export interface QueryResult<Data, Shown = Data | undefined> {
  data: Shown;
  error: CallError | null;
  /** Neither an answer nor a failure yet. */
  isPending: boolean;
  isError: boolean;
  isPlaceholderData: boolean;
  readonly isFetching: boolean;
  /** When the data came, in milliseconds since 1970. */
  readonly dataUpdatedAt: number;
  refetch: () => Promise<void>;
}

/** What one component sees of its query. */
class Glance<Data> implements Watcher {
  notify = () => {};
  isAsking = false;
  /** Shown before the question changed. */
  last: Data | undefined;
  /** Only who reads of requests is drawn anew for one that brought nothing new. */
  #readsRequests = false;

  follow(notify: () => void): this {
    this.notify = notify;
    return this;
  }

  become(isAsking: boolean): void {
    this.isAsking = isAsking;
  }

  remember(data: Data | undefined): void {
    this.last = data ?? this.last;
  }

  look(entry: Entry<Data>): QueryState<Data> {
    return this.#readsRequests ? entry.state : entry.settled;
  }

  lookAtRequests(entry: Entry<Data>): Entry<Data> {
    this.#readsRequests = true;
    return entry;
  }
}

function useEntry<Data>(options: QueryOptions<Data>): { entry: Entry<Data>; state: QueryState<Data>; isAsking: boolean; glance: Glance<Data> } {
  const store = useQueryClient();
  const entry = store.open(options);
  const isAsking = options.queryFn !== null && options.enabled !== false;
  const [glance] = useState(() => new Glance<Data>());
  const watch = useCallback((notify: () => void) => store.watch(entry, glance.follow(notify)), [store, entry, glance]);
  const look = () => glance.look(entry);
  const state = useSyncExternalStore(watch, look, look);
  useEffect(() => {
    glance.become(isAsking);
    if (isAsking) void store.refresh(entry);
  }, [store, entry, glance, isAsking]);
  useEffect(() => glance.remember(state.data), [glance, state.data]);

  const { refetchInterval } = options;
  const everyMs = isAsking && (typeof refetchInterval === "function" ? refetchInterval({ state }) : refetchInterval);
  useEffect(() => {
    if (!everyMs) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden && navigator.onLine) void store.fetch(entry).catch(() => {});
    }, everyMs);
    return () => clearInterval(timer);
  }, [store, entry, everyMs]);
  return { entry, state, isAsking, glance };
}

function resultOf<Data>(store: QueryStore, options: QueryOptions<Data>, { entry, state, isAsking, glance }: ReturnType<typeof useEntry<Data>>): QueryResult<Data> {
  const isUnanswered = state.data === undefined && state.error === null;
  const isPlaceholderData = isUnanswered && options.placeholderData === keepPreviousData && glance.last !== undefined;
  return {
    data: isPlaceholderData ? glance.last : state.data,
    error: state.error,
    isPending: isUnanswered && !isPlaceholderData,
    isError: state.error !== null,
    isPlaceholderData,
    get isFetching() {
      return glance.lookAtRequests(entry).state.isFetching || (isAsking && isUnanswered);
    },
    get dataUpdatedAt() {
      return glance.lookAtRequests(entry).updatedAt;
    },
    refetch: () => store.fetch(entry, { anew: true }).then(
      () => {},
      () => {},
    ),
  };
}

/** The answer to a question, asked when it is first needed, when it is old, and when it is declared untrue. */
export function useQuery<Data>(options: QueryOptions<Data> & { initialData: Data }): QueryResult<Data, Data>;
export function useQuery<Data>(options: QueryOptions<Data>): QueryResult<Data>;
export function useQuery<Data>(options: QueryOptions<Data>): QueryResult<Data> {
  return resultOf(useQueryClient(), options, useEntry(options));
}

/** A list that is read page by page. */
export interface Pages<Page> {
  pages: Page[];
  /** Where each page began; null at the top. */
  pageParams: (string | null)[];
}

export interface PagesOptions<Page> extends Omit<QueryOptions<Pages<Page>>, "queryFn"> {
  askPage: (cursor: string | null) => Promise<Page>;
  /** Where the next page begins; null or undefined after the last. */
  getNextPageParam: (last: Page) => string | null | undefined;
}

export interface PagesResult<Page, Shown> extends QueryResult<Pages<Page>, Shown> {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<void>;
}

/** As many pages as were there, from the top. */
async function askPages<Page>({ askPage, getNextPageParam }: PagesOptions<Page>, count: number): Promise<Pages<Page>> {
  const answer: Pages<Page> = { pages: [], pageParams: [] };
  let cursor: string | null | undefined = null;
  do {
    const page: Page = await askPage(cursor);
    answer.pages.push(page);
    answer.pageParams.push(cursor);
    cursor = getNextPageParam(page);
  } while (cursor != null && answer.pages.length < count);
  return answer;
}

/** A list that grows at its end. Asking anew asks for all its pages. */
export function useInfiniteQuery<Page>(options: PagesOptions<Page> & { initialData: Pages<Page> }): PagesResult<Page, Pages<Page>>;
export function useInfiniteQuery<Page>(options: PagesOptions<Page>): PagesResult<Page, Pages<Page> | undefined>;
export function useInfiniteQuery<Page>(options: PagesOptions<Page>): PagesResult<Page, Pages<Page> | undefined> {
  const store = useQueryClient();
  const [growing, setGrowing] = useState<object | null>(null);
  const withAll: QueryOptions<Pages<Page>> = { ...options, queryFn: () => askPages(options, store.getQueryData(options.queryKey)?.pages.length ?? 1) };
  const seen = useEntry(withAll);
  const { entry } = seen;
  const shown = seen.state.data;
  const nextOf = ({ pages }: Pages<Page>) => options.getNextPageParam(pages.at(-1)!);
  return Object.assign(resultOf(store, withAll, seen), {
    hasNextPage: shown !== undefined && nextOf(shown) != null,
    isFetchingNextPage: growing === entry,
    fetchNextPage: async () => {
      const before = entry.state.data;
      const cursor = before && nextOf(before);
      if (!before || cursor == null) return;
      setGrowing(entry);
      await store
        .fetch(entry, { anew: true, work: async () => ({ pages: [...before.pages, await options.askPage(cursor)], pageParams: [...before.pageParams, cursor] }) })
        .catch(() => {});
      setGrowing(null);
    },
  });
}
