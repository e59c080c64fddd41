let countryNames: Intl.DisplayNames | null = null;

/** "Ukraine" for `UA`; null for letters that name no country. */
export function countryName(code: string): string | null {
  countryNames ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  return countryNames.of(code) ?? null;
}
