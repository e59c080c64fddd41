import { formatCount } from "@/components/charts/format-value";
import type { Estimate } from "@/server/core/themes/estimate-matches";

/** "1,204", or "about 1,200" with its interval beside it where it is estimated from a sample. */
export function sayEstimate(estimate: Estimate): { value: string; interval: string | null } {
  if (estimate.exact) return { value: formatCount(estimate.value), interval: null };
  return { value: `≈ ${formatCount(estimate.value)}`, interval: `${formatCount(estimate.low)} to ${formatCount(estimate.high)}` };
}
