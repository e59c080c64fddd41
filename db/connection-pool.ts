import postgres, { type Sql, type TransactionSql } from "postgres";

/** The part of the driver's interface that Drizzle uses. */
export interface PooledClient {
  /** The driver's parsed options; Drizzle sets its own parsers and serialisers in them. */
  options: Sql["options"];
  unsafe(...args: Parameters<Sql["unsafe"]>): PooledQuery;
  begin<T>(run: (tx: TransactionSql) => Promise<T>): Promise<T>;
  /** Lets statements under way finish for `patienceMs`, then ends every connection. */
  end(patienceMs: number): Promise<void>;
}

export interface PooledQuery extends Promise<unknown> {
  /** Asks for rows as arrays in the order of the columns; called before anything is awaited. */
  values(): Promise<unknown>;
}

interface Slot {
  client: Sql;
  /** True from the moment at which its connection closed. */
  isLost: boolean;
  /** True once the server has answered on it. */
  isOpen: boolean;
  /** Rejects soon after the connection closed, for statements that the driver forgets to reject. */
  lost: Promise<never>;
  idleTimer?: NodeJS.Timeout;
}

const IDLE_MS = 60_000;
const LOSS_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "EPIPE", "ERR_STREAM_WRITE_AFTER_END", "ETIMEDOUT"]);

/**
 * At most `max` connections, each with a driver client of its own that is thrown away with it. postgres.js 3.4.9 goes
 * on using its state of a connection after that closed: unsent bytes precede the next greeting, so that it hangs until
 * the connect time-out, and a transaction's ROLLBACK or COMMIT reaches a socket that is gone (an uncaught TypeError)
 * or, once the connection is open again, somebody else's transaction. While a connection is being opened it tries
 * again by itself and without an end, so the first statement is one of ours and has a limit: the connect time-out.
 */
export function openConnectionPool(parsed: Sql["options"], max: number): PooledClient {
  const free: Slot[] = [];
  const slots = new Set<Slot>();
  const waiting: { resolve: (slot: Slot) => void; reject: (reason: Error) => void }[] = [];
  let isClosing = false;
  // What the driver asks of the server once per connection is kept in the options that all slots share.
  let knowsTypes = false;

  function discard(slot: Slot): void {
    slots.delete(slot);
    clearTimeout(slot.idleTimer);
    const at = free.indexOf(slot);
    if (at >= 0) free.splice(at, 1);
    slot.client.end({ timeout: 0 }).catch(() => {});
  }

  function openSlot(): Slot {
    let tellLost!: (reason: Error) => void;
    const lost = new Promise<never>((_, reject) => (tellLost = reject));
    lost.catch(() => {});
    const onclose = () => {
      slot.isLost = true;
      setImmediate(tellLost, new ConnectionLost());
      if (free.includes(slot)) discard(slot);
    };
    // Parsed options are passed on as they are, so that all slots share the parsers that Drizzle sets.
    const options = { ...parsed, max: 1, idle_timeout: (2 * IDLE_MS) / 1_000, max_lifetime: null, onclose, ...(knowsTypes && { fetch_types: false }) };
    const slot: Slot = { client: postgres(options as unknown as postgres.Options<never>) as unknown as Sql, isLost: false, isOpen: false, lost };
    slots.add(slot);
    return slot;
  }

  async function open(slot: Slot): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    // The driver's own limit starts anew with each of its tries.
    const limit = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new ConnectionLost()), parsed.connect_timeout * 1_000)));
    try {
      await Promise.race([slot.client.unsafe("select 1"), slot.lost, limit]);
      if (slot.isLost) throw new ConnectionLost();
      slot.isOpen = knowsTypes = true;
    } finally {
      clearTimeout(timer);
    }
  }

  function acquire(): Promise<Slot> {
    if (isClosing) return Promise.reject(new Error("The database has been closed."));
    const slot = free.pop();
    clearTimeout(slot?.idleTimer);
    if (slot) return Promise.resolve(slot);
    if (slots.size < max) return Promise.resolve(openSlot());
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  function release(slot: Slot): void {
    if (slot.isLost || isClosing) discard(slot);
    const next = waiting.shift();
    if (next) next.resolve(slots.has(slot) ? slot : openSlot());
    else if (slots.has(slot)) {
      free.push(slot);
      slot.idleTimer = setTimeout(discard, IDLE_MS, slot).unref();
    }
  }

  async function use<T>(work: (slot: Slot) => PromiseLike<T>): Promise<T> {
    const slot = await acquire();
    try {
      if (!slot.isOpen) await open(slot);
      return await Promise.race([work(slot), slot.lost]);
    } catch (reason) {
      if (!slot.isOpen || isConnectionLoss(reason)) slot.isLost = true;
      throw reason;
    } finally {
      release(slot);
    }
  }

  return {
    options: parsed,
    unsafe(...args) {
      let asValues = false;
      const rows: Promise<unknown> = Promise.resolve().then(() => use<unknown>(({ client }) => (asValues ? client.unsafe(...args).values() : client.unsafe(...args))));
      const values = () => {
        asValues = true;
        return rows;
      };
      return Object.assign(rows, { values });
    },
    begin: <T>(run: (tx: TransactionSql) => Promise<T>) => use((slot) => slot.client.begin((tx) => guard(slot, tx, run)) as Promise<T>),
    async end(patienceMs) {
      isClosing = true;
      for (const { reject } of waiting.splice(0)) reject(new Error("The database has been closed."));
      const deadline = Date.now() + patienceMs;
      while (slots.size > free.length && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
      const ending = [...slots].map(({ client, idleTimer }) => {
        clearTimeout(idleTimer);
        return client.end({ timeout: 0 });
      });
      await Promise.allSettled(ending);
    },
  };
}

/** The connection closed while a statement or a transaction was under way: whether it took effect is not known. */
export class ConnectionLost extends Error {
  readonly code = "CONNECTION_CLOSED";
  constructor() {
    super("The connection to the database was lost.");
  }
}

/** An error of the connection itself rather than the server's answer to a statement; whether a COMMIT took effect is then not known. */
export function isConnectionLoss(reason: unknown): boolean {
  for (let error = reason; error instanceof Error; error = error.cause) {
    const { code, severity } = error as { code?: unknown; severity?: unknown };
    if (severity === "FATAL" || severity === "PANIC" || (typeof code === "string" && (code.startsWith("CONNECT") || LOSS_CODES.has(code)))) return true;
  }
  return false;
}

/**
 * Runs a transaction's statements on its own connection or not at all. When the connection is lost, further statements
 * are refused, and how `run` ended is kept from the driver, which would send ROLLBACK or COMMIT after it; the caller
 * hears of the loss from `begin`. Statements that come after `run` has ended are refused too.
 */
function guard<T>(slot: Slot, tx: TransactionSql, run: (tx: TransactionSql) => Promise<T>): Promise<T> {
  let isOver = false;
  const refuse = () => {
    if (isOver || slot.isLost) throw new ConnectionLost();
  };
  const guarded = {
    unsafe(...args: Parameters<TransactionSql["unsafe"]>) {
      refuse();
      return tx.unsafe(...args);
    },
    savepoint(inner: (tx: TransactionSql) => Promise<unknown>) {
      refuse();
      return tx.savepoint((nested) => guard(slot, nested, inner));
    },
  } as unknown as TransactionSql;
  return new Promise((resolve, reject) => {
    const end = (tell: () => void) => {
      isOver = true;
      if (!slot.isLost) tell();
    };
    run(guarded).then(
      (value) => end(() => resolve(value)),
      (reason: unknown) => end(() => reject(reason as Error)),
    );
  });
}
