type Ticket = { grant: (turn: Turn) => void; timer: NodeJS.Timeout };
type HostQueue = { active: boolean; openAtMs: number; waiting: Ticket[]; wake: NodeJS.Timeout | null };
export type Turn = { granted: true; release: (closedForMs?: number) => void } | { granted: false; waitMs: number };

const MANY_HOSTS = 2_000;

/**
 * One request at a time per host, the next one `paceMs` after the last has ended, longer when the host asked for it.
 * Counted with the monotonic clock, so that a changed wall clock neither floods nor stalls a site.
 */
export class HostPace {
  readonly #hosts = new Map<string, HostQueue>();

  constructor(private readonly paceMs: number) {}

  /** Waits for the host's turn, at most `maxWaitMs`; otherwise says how long it would take. `release` must be called once. */
  take(host: string, maxWaitMs: number): Promise<Turn> {
    this.#forgetIdleHosts();
    const queue = this.#hosts.get(host) ?? { active: false, openAtMs: 0, waiting: [], wake: null };
    this.#hosts.set(host, queue);
    const expectedMs = Math.max(0, queue.openAtMs - performance.now()) + queue.waiting.length * this.paceMs;
    if (expectedMs > maxWaitMs) return Promise.resolve({ granted: false, waitMs: expectedMs });
    return new Promise((grant) => {
      const timer = setTimeout(() => {
        queue.waiting.splice(queue.waiting.indexOf(ticket), 1);
        grant({ granted: false, waitMs: this.paceMs * (queue.waiting.length + 1) });
      }, maxWaitMs);
      const ticket: Ticket = { grant, timer };
      queue.waiting.push(ticket);
      this.#advance(queue);
    });
  }

  #advance(queue: HostQueue): void {
    if (queue.active || queue.waiting.length === 0 || queue.wake) return;
    const delayMs = queue.openAtMs - performance.now();
    if (delayMs > 0) {
      queue.wake = setTimeout(() => {
        queue.wake = null;
        this.#advance(queue);
      }, delayMs);
      return;
    }
    const ticket = queue.waiting.shift()!;
    clearTimeout(ticket.timer);
    queue.active = true;
    let released = false;
    ticket.grant({
      granted: true,
      release: (closedForMs = 0) => {
        if (released) return;
        released = true;
        queue.active = false;
        queue.openAtMs = performance.now() + Math.max(this.paceMs, closedForMs);
        this.#advance(queue);
      },
    });
  }

  #forgetIdleHosts(): void {
    if (this.#hosts.size < MANY_HOSTS) return;
    const nowMs = performance.now();
    for (const [host, queue] of this.#hosts) if (!queue.active && queue.waiting.length === 0 && queue.openAtMs <= nowMs) this.#hosts.delete(host);
  }
}
