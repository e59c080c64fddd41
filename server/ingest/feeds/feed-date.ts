import { parsePublished, type ParsedDate } from "@/server/core/articles/parse-date";

const longest = 200;

/**
 * A date as feeds write it.
 *
 * @returns ISO 8601 in the publisher's own offset; a time without a zone is UTC, as feed readers take it. The day alone
 *   where the time or its zone makes no sense; null where not even the day can be trusted.
 */
export function parseFeedDate(written: string): string | null {
  const text = written.slice(0, longest).trim();
  if (text === "") return null;
  const whole = valueOf(parsePublished(text));
  if (whole !== null) return whole;
  // A person who types a broken time can mend it, a feed cannot: its day is still worth having.
  const timeAt = text.search(/[T\s,-]*\d{1,2}:\S/);
  return timeAt > 0 ? valueOf(parsePublished(text.slice(0, timeAt))) : null;
}

function valueOf(date: ParsedDate): string | null {
  return date.kind === "time" ? date.at : date.kind === "day" ? date.day : null;
}
