import type { CallError } from "@/components/api/call-procedure";

/** Names an answer: the words of its path, then what was asked. */
export type QueryKey<Data = unknown> = readonly unknown[] & { readonly answer?: Data };
/** All answers whose keys begin so; all there are without one. */
export interface QueryFilters {
  queryKey?: readonly unknown[];
}

export interface QueryState<Data = unknown> {
  data: Data | undefined;
  error: CallError | null;
  isFetching: boolean;
}

export interface Query<Data> {
  queryKey: QueryKey<Data>;
  /** Null where there is nothing to ask yet. */
  queryFn: ((call: { signal: AbortSignal }) => Promise<Data>) | null;
  /** What the page came with; as fresh as an answer of this moment. */
  initialData?: Data | undefined;
  /** An older answer is asked for anew when it is looked at. */
  staleTime?: number;
  /** How long an answer that nobody looks at is kept. */
  gcTime?: number;
  retry?: false;
}

/** One answer and who looks at it. */
export interface Entry<Data = unknown> {
  readonly hash: string;
  query: Query<Data>;
  state: QueryState<Data>;
  /** The state without the coming and going of requests: replaced only when data or error change. */
  settled: QueryState<Data>;
  watchers: Set<Watcher>;
  /** When the data came. */
  updatedAt: number;
  /** Something has changed since. */
  isUntrue: boolean;
  /** The request under way; another object, or none, ends its claim. */
  turn: AbortController | null;
  pending: Promise<Data> | null;
  /** Whether the request under way listens to its signal. */
  canAbort: boolean;
  removal?: ReturnType<typeof setTimeout>;
}

export interface Watcher {
  notify: () => void;
  /** A watcher that has nothing to ask does not cause requests. */
  isAsking: boolean;
}

const STALE_AFTER_MS = 15_000;
const KEPT_MS = 300_000;
const MOST_RETRIES = 2;

const hashOf = (key: QueryKey): string =>
  JSON.stringify(key, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );

/** The new value, with every part that says the same as before being the very same object, so that nothing is drawn again for it. */
export function keepEqual<Value>(before: unknown, after: Value): Value {
  if (before === after || typeof before !== "object" || typeof after !== "object" || before === null || after === null || Array.isArray(before) !== Array.isArray(after)) return after;
  const old = before as Record<string, unknown>;
  const fields = Object.keys(after);
  const kept = (Array.isArray(after) ? [] : {}) as Record<string, unknown>;
  let isSame = Object.keys(before).length === fields.length;
  for (const field of fields) {
    kept[field] = keepEqual(old[field], (after as Record<string, unknown>)[field]);
    isSame &&= field in old && kept[field] === old[field];
  }
  return (isSame ? before : kept) as Value;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A refusal will not change by asking again; a broken connection might. */
const mightHelpToRepeat = (error: unknown): boolean => ((error as CallError).data?.httpStatus ?? 500) >= 500;

/** The answers of the server that the pages hold, each asked for once however many look at it. */
export class QueryStore {
  readonly #entries = new Map<string, Entry>();
  readonly #toTell = new Set<Watcher>();

  /** Hears each question that failed in the end. */
  constructor(readonly onError: (error: unknown) => void = () => {}) {}

  /** The entry of a query; made where there is none. */
  open<Data>(query: Query<Data>): Entry<Data> {
    const hash = hashOf(query.queryKey);
    let entry = this.#entries.get(hash) as Entry<Data> | undefined;
    if (!entry) {
      const state = { data: undefined, error: null, isFetching: false };
      entry = { hash, query, state, settled: state, watchers: new Set(), updatedAt: 0, isUntrue: false, turn: null, pending: null, canAbort: false };
      this.#entries.set(hash, entry as Entry);
      this.#leave(entry);
    }
    if (query.queryFn) entry.query = query;
    if (entry.state.data === undefined && query.initialData !== undefined) {
      entry.state = entry.settled = { ...entry.state, data: query.initialData };
      entry.updatedAt = Date.now();
    }
    return entry;
  }

  /** Calls the watcher at each change of the entry until the answer is called. */
  watch<Data>(entry: Entry<Data>, watcher: Watcher): () => void {
    clearTimeout(entry.removal);
    this.#entries.set(entry.hash, entry as Entry);
    entry.watchers.add(watcher);
    return () => {
      entry.watchers.delete(watcher);
      if (entry.watchers.size > 0) return;
      if (entry.turn && entry.canAbort) {
        entry.turn.abort();
        entry.turn = null;
        this.#change(entry, { isFetching: false });
      }
      this.#leave(entry);
    };
  }

  #leave<Data>(entry: Entry<Data>): void {
    if (typeof window === "undefined") return;
    entry.removal = setTimeout(() => this.#entries.delete(entry.hash), entry.query.gcTime ?? KEPT_MS);
  }

  #change<Data>(entry: Entry<Data>, changes: Partial<QueryState<Data>>): void {
    const next = { ...entry.state, ...changes };
    if (next.data !== entry.settled.data || next.error !== entry.settled.error) entry.settled = next;
    entry.state = next;
    for (const watcher of entry.watchers) this.#tell(watcher);
  }

  /** Watchers hear of changes together, after whatever waits for the same answer: it may still be shown what it belongs to. */
  #tell(watcher: Watcher): void {
    if (this.#toTell.size === 0) {
      setTimeout(() => {
        const watchers = [...this.#toTell];
        this.#toTell.clear();
        for (const { notify } of watchers) notify();
      });
    }
    this.#toTell.add(watcher);
  }

  isStale<Data>({ state, updatedAt, isUntrue, query }: Entry<Data>): boolean {
    return state.data === undefined || isUntrue || updatedAt + (query.staleTime ?? STALE_AFTER_MS) <= Date.now();
  }

  /** Asks where the answer is missing or old. Never throws. */
  async refresh<Data>(entry: Entry<Data>): Promise<void> {
    if (this.isStale(entry)) await this.fetch(entry).catch(() => {});
  }

  /**
   * Asks, or joins the request under way. `anew` does not trust that one: what it reads may be older than this moment.
   * `work` takes the place of the query's own question, for instance to add a page. Throws what the question throws.
   */
  fetch<Data>(entry: Entry<Data>, { anew = false, work = entry.query.queryFn }: { anew?: boolean; work?: Query<Data>["queryFn"] } = {}): Promise<Data> {
    if (entry.pending && entry.turn && !(anew && entry.state.data !== undefined)) return entry.pending;
    entry.turn?.abort();
    const turn = new AbortController();
    entry.turn = turn;
    entry.canAbort = false;
    const call = {
      get signal() {
        entry.canAbort = true;
        return turn.signal;
      },
    };
    this.#change(entry, { isFetching: true, ...(entry.state.data === undefined && { error: null }) });
    entry.pending = this.#run(entry, turn, () => work!(call));
    return entry.pending;
  }

  async #run<Data>(entry: Entry<Data>, turn: AbortController, work: () => Promise<Data>): Promise<Data> {
    const isOurs = () => entry.turn === turn;
    for (let failures = 0; ; failures += 1) {
      try {
        const data = keepEqual(entry.state.data, await work());
        if (isOurs()) {
          entry.turn = null;
          entry.updatedAt = Date.now();
          entry.isUntrue = false;
          this.#change(entry, { data, error: null, isFetching: false });
        }
        return data;
      } catch (error) {
        if (isOurs() && entry.query.retry !== false && failures < MOST_RETRIES && mightHelpToRepeat(error)) {
          await pause(1_000 * 2 ** failures);
          if (isOurs()) continue;
        }
        if (!isOurs()) {
          if (entry.turn && entry.pending) return entry.pending;
          throw error;
        }
        entry.turn = null;
        this.#change(entry, { error: error as CallError, isFetching: false });
        this.onError(error);
        throw error;
      }
    }
  }

  #matching({ queryKey = [] }: QueryFilters): Entry[] {
    return [...this.#entries.values()].filter(({ query }) => queryKey.every((part, position) => part === query.queryKey[position]));
  }

  /** Says that answers are no longer true: those that are looked at are asked for anew, and waited for. */
  async invalidateQueries(filters: QueryFilters = {}): Promise<void> {
    const entries = this.#matching(filters);
    for (const entry of entries) entry.isUntrue = true;
    await Promise.all(entries.filter(isAskedFor).map((entry) => this.fetch(entry, { anew: true }).catch(() => {})));
  }

  /** Asks for what is looked at and old, as when the person comes back to the page. */
  refreshWatched(): void {
    for (const entry of this.#entries.values()) if (isAskedFor(entry)) void this.refresh(entry);
  }

  getQueryData<Data>(key: QueryKey<Data>): Data | undefined {
    return this.#entries.get(hashOf(key))?.state.data as Data | undefined;
  }

  setQueryData<Data>(key: QueryKey<Data>, next: Data | ((now: Data | undefined) => Data | undefined)): void {
    const entry = this.open<Data>({ queryKey: key, queryFn: null });
    const data = typeof next === "function" ? (next as (now: Data | undefined) => Data | undefined)(entry.state.data) : next;
    if (data === undefined) return;
    entry.updatedAt = Date.now();
    entry.isUntrue = false;
    this.#change(entry, { data, error: null });
  }

  /** The answer, asked for now. */
  async fetchQuery<Data>(query: Query<Data>): Promise<Data> {
    const entry = this.open(query);
    return this.isStale(entry) ? this.fetch(entry, { work: query.queryFn }) : entry.state.data!;
  }

  /** Asks ahead of need. */
  async prefetchQuery<Data>(query: Query<Data>): Promise<void> {
    await this.fetchQuery(query).catch(() => {});
  }
}

const isAskedFor = ({ watchers }: Entry): boolean => [...watchers].some(({ isAsking }) => isAsking);
