import { sayAlertDay, sayNumber } from "@/server/core/alerts/alert-words";
import { type Day, dayNumber } from "@/server/core/trends/days";

/** An article of a feed arrived on `day`; the feed was asked last before that on `since`, so it may have lain there from then on. */
export interface Arrival {
  since: Day;
  day: Day;
}

/** What is known of a feed. */
export interface FeedLife {
  title: string;
  /** The day on which it was added. */
  addedDay: Day;
  /** The last day on which it was asked, with whatever success; null when it never was. */
  askedDay: Day | null;
  /** What happened when it was last asked; empty when all was well. */
  error: string;
  /** One for each day with arrivals, as far back as days are judged. */
  arrivals: readonly Arrival[];
  /** The day of the last arrival before those. */
  earlier: Day | null;
  /** Articles of the last four weeks. */
  articles: number;
}

/**
 * Whether a feed brought nothing in the `days` days that end with `day`, in words; null when it did, undefined when
 * nobody asked it since, so that nothing can be said yet. While it was not asked it is not silent: what was found
 * afterwards may have been there on every day since it was asked before.
 */
export function judgeSilence(feed: FeedLife, days: number, day: Day): string | null | undefined {
  if (feed.askedDay === null || feed.askedDay <= day) return undefined;
  const signs = feed.arrivals.flatMap((arrival) => (arrival.since <= day ? [arrival.day < day ? arrival.day : day] : []));
  const latest = signs.reduce<Day | null>((last, sign) => (last === null || sign > last ? sign : last), feed.earlier);
  const silent = dayNumber(day) - dayNumber(latest ?? feed.addedDay);
  if (silent < days) return null;
  const last = latest ? `Its last article came on ${sayAlertDay(latest)}, ${silent} ${silent === 1 ? "day" : "days"} before the end of ${sayAlertDay(day)}.` : `It was added on ${sayAlertDay(feed.addedDay)} and has brought no article yet.`;
  const usual = feed.articles > 0 ? ` In the last four weeks it brought ${sayNumber(feed.articles)} ${feed.articles === 1 ? "article" : "articles"}.` : "";
  return `${feed.title} has been silent for ${silent} ${silent === 1 ? "day" : "days"}. ${last}${usual} ${feed.error ? `When it was last asked: ${feed.error}` : "When it was last asked, it answered without an error."}`;
}
