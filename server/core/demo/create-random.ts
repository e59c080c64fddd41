export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number between both bounds, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One item by weight; items of weight 0 never come. */
  pickWeighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** Rounds up or down at random, so that many calls add up to the fraction. */
  round(expected: number): number;
  shuffle<T>(items: readonly T[]): T[];
}

/** A seeded generator: the same seed gives the same run on every machine (mulberry32, Tommy Ettinger, public domain). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError("pick needs at least one item");
    return items[Math.floor(next() * items.length)] as T;
  };
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    pickWeighted(items, weightOf) {
      const total = items.reduce((sum, item) => sum + weightOf(item), 0);
      let rest = next() * total;
      for (const item of items) {
        rest -= weightOf(item);
        if (rest < 0) return item;
      }
      return pick(items.filter((item) => weightOf(item) > 0));
    },
    round: (expected) => Math.floor(expected) + (next() < expected - Math.floor(expected) ? 1 : 0),
    shuffle(items) {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = between(0, last);
        [copy[last], copy[other]] = [copy[other] as (typeof copy)[number], copy[last] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}
