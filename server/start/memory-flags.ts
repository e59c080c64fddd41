/**
 * How the background worker is started so that large files leave its memory flat: V8 lets garbage lie while there is
 * room, and glibc keeps a pool of freed memory for every thread. Collecting in the thread that made the garbage costs a
 * third less processor time than sharing it out, which on two cores takes from the database.
 */
export const WORKER_FLAGS = ["--max-semi-space-size=8", "--max-old-space-size=288", "--single-threaded-gc"] as const;
export const WORKER_ENV = { MALLOC_ARENA_MAX: "2" } as const;

/**
 * How the pages' server is started: a chart over years is some ten thousand small objects, and with room for a few
 * dozen such answers fewer than one in twenty meets a collection (p95 of tests/bench/trends.ts: 21 ms without, 8 with).
 */
export const WEB_FLAGS = ["--max-semi-space-size=128"] as const;
