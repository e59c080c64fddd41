/** "4 Mar 2025, 14:30" in a zone. */
export function sayMoment(moment: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
}
