/** A count with its 95 % interval. `exact`: everything was read, and all three numbers are the same. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  exact: boolean;
}

/** The 97.5th percentile of the normal distribution. */
const Z = 1.959964;

export const exactly = (count: number): Estimate => ({ value: count, low: count, high: count, exact: true });

/**
 * Estimates how many of `size` things have a property that `hits` of `drawn` randomly drawn ones have. Score interval
 * (Wilson 1927) with the sample's effective size for draws without replacement, never outside of what was seen.
 * Throws a RangeError when nothing was drawn of something: that cannot be estimated.
 */
export function estimateCount(hits: number, drawn: number, size: number): Estimate {
  if (drawn >= size) return exactly(hits);
  if (drawn === 0) throw new RangeError("Nothing was drawn, so nothing can be estimated.");
  const share = hits / drawn;
  const effective = (drawn * (size - 1)) / (size - drawn);
  const centre = (share + (Z * Z) / (2 * effective)) / (1 + (Z * Z) / effective);
  const half = (Z * Math.sqrt((share * (1 - share)) / effective + (Z * Z) / (4 * effective * effective))) / (1 + (Z * Z) / effective);
  return {
    value: Math.round(share * size),
    low: Math.max(hits, Math.floor((centre - half) * size)),
    high: Math.min(size - (drawn - hits), Math.ceil((centre + half) * size)),
    exact: false,
  };
}

/** The sum of independent estimates; intervals join by the squares of their arms (Zou and Donner 2008). */
export function addEstimates(...parts: readonly Estimate[]): Estimate {
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  if (parts.every((part) => part.exact)) return exactly(value);
  const arm = (length: (part: Estimate) => number) => Math.sqrt(parts.reduce((sum, part) => sum + length(part) ** 2, 0));
  const least = parts.reduce((sum, part) => sum + part.low, 0);
  const most = parts.reduce((sum, part) => sum + part.high, 0);
  return {
    value,
    low: Math.max(least, Math.floor(value - arm((part) => part.value - part.low))),
    high: Math.min(most, Math.ceil(value + arm((part) => part.high - part.value))),
    exact: false,
  };
}

/** What is left of a known total. */
export function subtractEstimate(total: number, part: Estimate): Estimate {
  return { value: total - part.value, low: total - part.high, high: total - part.low, exact: part.exact };
}
