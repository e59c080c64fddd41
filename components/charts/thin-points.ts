/** From here on a column of pixels holds more points than it can show. */
const MOST_PER_PX = 4;

/**
 * Which points a line needs when `stepPx` pixels lie between two of them: in each column of pixels the first, the lowest,
 * the highest and the last, which draw the same picture as all (M4: Jugel, Jerzak, Hackenbroich and Markl, "M4: A
 * Visualization-Oriented Time Series Data Aggregation", VLDB 2014). A column with a break keeps whatever it has.
 * Indexes in order.
 */
export function thinPoints(values: readonly (number | null)[], stepPx: number): number[] {
  const all = values.map((_, index) => index);
  if (stepPx * MOST_PER_PX >= 1) return all;
  const kept: number[] = [];
  for (let from = 0; from < values.length; ) {
    const column = Math.floor(from * stepPx);
    let [to, lowest, highest, hasBreak] = [from, from, from, false];
    for (; to < values.length && Math.floor(to * stepPx) === column; to += 1) {
      const value = values[to] ?? null;
      if (value === null) hasBreak = true;
      else {
        if (value < (values[lowest] ?? value)) lowest = to;
        if (value > (values[highest] ?? value)) highest = to;
      }
    }
    if (hasBreak) kept.push(...all.slice(from, to));
    else kept.push(...new Set([from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1]));
    from = to;
  }
  return kept;
}
