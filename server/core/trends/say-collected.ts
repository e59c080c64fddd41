/** How much of the usual coverage could be collected, from the least to the most of some periods (0 to 1), in a sentence. */
export function sayCollected(least: number, most = least): string {
  const [from, to] = [least, most].map((part) => Math.round(part * 100)) as [number, number];
  if (from >= 100) return "Almost all of the usual coverage was collected.";
  if (to <= 0) return "Almost nothing of the usual coverage was collected.";
  return `About ${from === to ? from : `${from} to ${to}`} % of the usual coverage was collected.`;
}
