/** Outlets of one name with what tells them apart, their domains: "BBC (bbc.com)"; other names stay as they are. */
export function tellApart<T extends { name: string; domain: string | null }>(outlets: readonly T[]): T[] {
  const seen = new Map<string, number>();
  for (const { name } of outlets) seen.set(name, (seen.get(name) ?? 0) + 1);
  return outlets.map((outlet) => (seen.get(outlet.name) === 1 || outlet.name === outlet.domain ? outlet : { ...outlet, name: `${outlet.name} (${outlet.domain ?? "known by its name"})` }));
}
