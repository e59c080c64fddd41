/**
 * How the background worker is started so that large files leave its memory flat: V8 lets garbage lie while there is
 * room, and glibc keeps a pool of freed memory for every thread.
 */
export const WORKER_FLAGS = ["--max-semi-space-size=8", "--max-old-space-size=288"] as const;
export const WORKER_ENV = { MALLOC_ARENA_MAX: "2" } as const;
