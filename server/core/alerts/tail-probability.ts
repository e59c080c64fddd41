/** Lanczos' approximation (g = 7, nine terms) of the logarithm of the gamma function, for x > 0. */
function logGamma(x: number): number {
  const terms = [676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7];
  const at = x - 1;
  const sum = terms.reduce((total, term, i) => total + term / (at + i + 1), 0.9999999999998099);
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/** The exact probability of `count` or more successes in `total` trials of probability `p`: the one-sided binomial test. */
export function binomialTail(count: number, total: number, p: number): number {
  if (count <= 0) return 1;
  if (count > total || p <= 0) return 0;
  if (p >= 1) return 1;
  let term = Math.exp(logChoose(total, count) + count * Math.log(p) + (total - count) * Math.log1p(-p));
  let sum = 0;
  for (let k = count; k <= total; k++) {
    sum += term;
    if (term < sum * 1e-12 && k > total * p) break;
    term *= ((total - k) / (k + 1)) * (p / (1 - p));
  }
  return Math.min(1, sum);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length === 0 ? Number.NaN : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * How far a value lies from the median of others, in units of their median absolute deviation made comparable with a
 * standard deviation; where more than half of them are equal, of their mean absolute deviation. A value of a constant
 * series is infinitely far from it unless it is the same. Iglewicz and Hoaglin, How to Detect and Handle Outliers,
 * ASQC 1993; they call more than 3.5 an outlier.
 */
export function modifiedZ(value: number, others: readonly number[]): number {
  const middle = median(others);
  const distances = others.map((other) => Math.abs(other - middle));
  const mad = median(distances);
  const scale = mad > 0 ? 1.482602 * mad : 1.253314 * (distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length));
  if (scale > 0) return (value - middle) / scale;
  return value === middle ? 0 : value > middle ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}
