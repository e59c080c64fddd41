const COUNTS = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const NBSP = "\u00a0";

/** "1,268". */
export function formatCount(count: number): string {
  return COUNTS.format(count);
}

/** "4.1 %" from 0.041; "no share" when there was nothing to take a share of; never "0.0 %" for what is more than nothing. */
export function formatShare(share: number | null, fractionDigits = 1): string {
  if (share === null) return "no share";
  const percent = share * 100;
  const least = 10 ** -fractionDigits;
  if (percent > 0 && percent < least / 2) return `<${least}${NBSP}%`;
  return `${percent.toFixed(fractionDigits)}${NBSP}%`;
}

/** "52 of 1,268". */
export function formatOf(count: number, total: number): string {
  return `${formatCount(count)} of ${formatCount(total)}`;
}
