const COMMON = ["ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "it", "ja", "ka", "kk", "ko", "lt", "lv", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "zh"];

const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** "German" for `de`; "another language" for what has no name. */
export function sayLanguage(tag: string): string {
  try {
    return names.of(tag) ?? "another language";
  } catch {
    return "another language";
  }
}

/** Languages to choose from, by name; `current` is among them even when it is rare. */
export function languageOptions(current: readonly string[] = []): { value: string; label: string }[] {
  const tags = [...new Set([...COMMON, ...current.filter((tag) => /^[a-z]{2,3}$/.test(tag))])];
  return tags.map((value) => ({ value, label: sayLanguage(value) })).sort((a, b) => (a.label < b.label ? -1 : 1));
}
