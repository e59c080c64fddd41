/** A calendar day, or an instant in the page's own offset, as written somewhere on a page. */
export interface FoundDate {
  /** ISO 8601: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm[:ss][offset]`. */
  value: string;
  precision: "time" | "day";
}

/** Month names of many languages by their first letters, longest prefix first; keys are without accents, in lower case. */
const MONTH_NAMES: readonly (readonly string[])[] = [
  ["january", "januar", "jaenner", "janner", "janvier", "enero", "gennaio", "janeiro", "stycznia", "styczen", "sichnya", "січня", "січень", "января", "январь", "янв", "januari", "ledna", "leden", "januara", "gener", "tammikuuta", "tammikuu", "ocak", "ianuarie", "ιανουαριου", "януари", "sijecnja", "januára", "januar", "januára", "jan", "ene", "gen", "sty", "січ", "yanvarya"],
  ["february", "februar", "feber", "fevrier", "febrero", "febbraio", "fevereiro", "lutego", "luty", "лютого", "лютий", "февраля", "февраль", "фев", "februari", "unora", "unor", "helmikuuta", "helmikuu", "subat", "februarie", "φεβρουαριου", "февруари", "veljace", "feb", "fev", "fevr", "lut", "лют"],
  ["march", "maerz", "marz", "mars", "marzo", "marco", "marca", "marzec", "березня", "березень", "марта", "март", "maart", "brezna", "brezen", "maaliskuuta", "maaliskuu", "mart", "martie", "μαρτιου", "ozujka", "mar", "mrz", "maerz", "бер", "мар", "mrt"],
  ["april", "avril", "abril", "aprile", "kwietnia", "kwiecien", "квітня", "квітень", "апреля", "апрель", "апр", "dubna", "duben", "huhtikuuta", "huhtikuu", "nisan", "aprilie", "απριλιου", "април", "travnja", "aprila", "apr", "avr", "abr", "kwi", "квіт", "кві"],
  ["may", "mai", "mayo", "maggio", "maio", "maja", "травня", "травень", "мая", "май", "mei", "kvetna", "kveten", "toukokuuta", "toukokuu", "mayis", "μαιου", "svibnja", "maj", "mag", "трав"],
  ["june", "juni", "juin", "junio", "giugno", "junho", "czerwca", "czerwiec", "червня", "червень", "июня", "июнь", "июн", "cervna", "cerven", "kesakuuta", "kesakuu", "haziran", "iunie", "ιουνιου", "юни", "lipnja", "juna", "jun", "giu", "cze", "черв"],
  ["july", "juli", "juillet", "julio", "luglio", "julho", "lipca", "lipiec", "липня", "липень", "июля", "июль", "июл", "cervence", "cervenec", "heinakuuta", "heinakuu", "temmuz", "iulie", "ιουλιου", "юли", "srpnja", "jula", "jul", "juil", "lug", "lip", "лип"],
  ["august", "aout", "agosto", "sierpnia", "sierpien", "серпня", "серпень", "августа", "август", "авг", "augustus", "srpna", "srpen", "elokuuta", "elokuu", "agustos", "αυγουστου", "kolovoza", "augusta", "augusti", "aug", "ago", "sie", "серп"],
  ["september", "septembre", "septiembre", "setiembre", "settembre", "setembro", "wrzesnia", "wrzesien", "вересня", "вересень", "сентября", "сентябрь", "сент", "сен", "zari", "syyskuuta", "syyskuu", "eylul", "septembrie", "σεπτεμβριου", "септември", "rujna", "septembra", "sep", "sept", "set", "wrz", "вер"],
  ["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "pazdziernika", "pazdziernik", "жовтня", "жовтень", "октября", "октябрь", "окт", "rijna", "rijen", "lokakuuta", "lokakuu", "ekim", "octombrie", "οκτωβριου", "октомври", "listopada", "oktobra", "oct", "okt", "ott", "out", "paz", "жовт"],
  ["november", "novembre", "noviembre", "novembro", "listopad", "листопада", "листопад", "ноября", "ноябрь", "ноя", "listopadu", "marraskuuta", "marraskuu", "kasim", "noiembrie", "νοεμβριου", "ноември", "studenoga", "novembra", "nov", "lis", "лист"],
  ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "grudnia", "grudzien", "грудня", "грудень", "декабря", "декабрь", "дек", "prosince", "prosinec", "joulukuuta", "joulukuu", "aralik", "decembrie", "δεκεμβριου", "декември", "prosinca", "decembra", "dec", "dez", "dic", "gru", "груд"],
];

const MONTHS = new Map<string, number>();
MONTH_NAMES.forEach((names, index) => {
  for (const name of names) MONTHS.set(name.normalize("NFD").replace(/\p{M}/gu, ""), index + 1);
});
// Polish "listopada" is November, Croatian "listopada" October; the larger press wins.
MONTHS.set("listopada", 11);

const OLDEST_YEAR = 1990;

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < OLDEST_YEAR || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dayOf(year: number, month: number, day: number): string | null {
  return isDay(year, month, day) ? `${year}-${pad(month)}-${pad(day)}` : null;
}

const TIME_TAIL = /^(?:[T\s,]|\bat\b|\bum\b|\bà\b|[-–|•·/()])*(\d{1,2})[:.h](\d{2})(?!\d|\.\d)(?::(\d{2}))?(?:\.\d+)?\s*([ap]\.?m\b\.?)?\s*(?:Uhr\b)?\s*((?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?\b|Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b)?/i;

function withTime(day: string, rest: string): FoundDate {
  const time = TIME_TAIL.exec(rest.slice(0, 60));
  if (time === null) return { value: day, precision: "day" };
  let hours = Number(time[1]);
  const meridiem = time[4]?.[0]?.toLowerCase();
  if (meridiem !== undefined && (hours < 1 || hours > 12)) return { value: day, precision: "day" };
  if (meridiem === "p" && hours < 12) hours += 12;
  if (meridiem === "a" && hours === 12) hours = 0;
  const minutes = Number(time[2]);
  const seconds = time[3] === undefined ? null : Number(time[3]);
  if (hours > 23 || minutes > 59 || (seconds ?? 0) > 59) return { value: day, precision: "day" };
  return { value: `${day}T${pad(hours)}:${pad(minutes)}${seconds === null ? "" : `:${pad(seconds)}`}${offsetOf(time[5])}`, precision: "time" };
}

function offsetOf(zone: string | undefined): string {
  if (zone === undefined) return "";
  const parts = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  return parts === null ? "Z" : `${parts[1]}${pad(Number(parts[2]))}:${parts[3] ?? "00"}`;
}

const ISO = /(?<![\d])((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)/;
const YEAR_FIRST = /(?<![\d])((?:19|20)\d{2})\s?[./年]\s?(\d{1,2})\s?[./月]\s?(\d{1,2})(?!\d)日?/;
const COMPACT = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/;
const NUMERIC = /(?<![\d.,/:-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2}|\d{2})(?![\d])/;
const DAY_FIRST = /(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er|º|ª|-?го)?[\s,./\-\u00a0]{1,3}(?:de\s+|of\s+)?([\p{L}\p{M}]{3,14})\.?[\s,./\-\u00a0]{1,3}(?:de\s+|del\s+)?((?:19|20)\d{2}|['’]\d{2})(?!\d)/u;
const MONTH_FIRST = /(?<![\p{L}\d])([\p{L}\p{M}]{3,14})\.?[\s\u00a0]{1,3}(\d{1,2})(?:st|nd|rd|th)?\s?[,.\s]\s{0,2}((?:19|20)\d{2})(?!\d)/u;

function monthOf(name: string): number | undefined {
  return MONTHS.get(name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, ""));
}

/** How a page writes 3/4/2020: the day comes first nearly everywhere, the month in the United States. */
export interface DateReading {
  monthFirst: boolean;
}

/**
 * The first date in a short text, in the forms and languages newspapers use; null where there is none.
 * The offset is kept as written, a day is never shifted.
 */
export function parseDateText(text: string, reading: DateReading): FoundDate | null {
  let best: { at: number; end: number; day: string } | null = null;
  const consider = (match: RegExpExecArray | null, day: string | null): void => {
    if (match !== null && day !== null && (best === null || match.index < best.at)) best = { at: match.index, end: match.index + match[0].length, day };
  };
  const limited = text.length > 400 ? text.slice(0, 400) : text;
  if (!/\d/.test(limited)) return null;
  const iso = ISO.exec(limited);
  consider(iso, iso && dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])));
  const yearFirst = YEAR_FIRST.exec(limited);
  consider(yearFirst, yearFirst && dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])));
  const dayFirst = DAY_FIRST.exec(limited);
  consider(dayFirst, dayFirst && namedDay(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!));
  const monthFirst = MONTH_FIRST.exec(limited);
  consider(monthFirst, monthFirst && namedDay(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!));
  const numeric = NUMERIC.exec(limited);
  consider(numeric, numeric && numericDay(numeric, reading));
  if (best === null) {
    const compact = COMPACT.exec(limited);
    consider(compact, compact && dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3])));
  }
  const found = best as { at: number; end: number; day: string } | null;
  return found === null ? null : withTime(found.day, limited.slice(found.end));
}

function namedDay(year: string, month: string, day: string): string | null {
  const number = monthOf(month);
  return number === undefined ? null : dayOf(fullYear(year.replace(/['’]/, "")), number, Number(day));
}

function fullYear(written: string): number {
  const year = Number(written);
  return written.length > 2 ? year : year > 80 ? 1900 + year : 2000 + year;
}

function numericDay(match: RegExpExecArray, reading: DateReading): string | null {
  const first = Number(match[1]);
  const second = Number(match[3]);
  const year = fullYear(match[4]!);
  const american = reading.monthFirst && match[2] !== ".";
  return (american ? dayOf(year, first, second) : dayOf(year, second, first)) ?? dayOf(year, first, second) ?? dayOf(year, second, first);
}

/** A machine-written date (attribute, JSON-LD, meta): ISO 8601 and its relatives, seconds or milliseconds since 1970, RFC 2822. */
export function parseMachineDate(text: string, reading: DateReading): FoundDate | null {
  const trimmed = text.trim();
  const iso = /^((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?/i.exec(trimmed);
  if (iso !== null) {
    const day = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    if (day !== null) {
      if (iso[4] === undefined || iso[5] === undefined || Number(iso[4]) > 23 || Number(iso[5]) > 59) return { value: day, precision: "day" };
      const zone = offsetOf(iso[7]);
      return { value: `${day}T${iso[4]}:${iso[5]}${iso[6] === undefined ? "" : `:${iso[6]}`}${zone}`, precision: "time" };
    }
  }
  if (/^\d{10}(?:\d{3})?$/.test(trimmed)) {
    const instant = new Date(trimmed.length === 10 ? Number(trimmed) * 1000 : Number(trimmed));
    return { value: instant.toISOString().slice(0, 19) + "Z", precision: "time" };
  }
  return parseDateText(trimmed, reading);
}

/** The day of a full date inside an address (`/2020/03/07/`, `2020-03-07`, `20200307`); null without one. */
export function parseAddressDate(url: string): FoundDate | null {
  let path = url;
  try {
    const parsed = new URL(url);
    path = parsed.pathname + parsed.search;
  } catch {
    return null;
  }
  const parted = /\D((?:19|20)\d{2})[/_.-](\d{1,2})[/_.-](\d{1,2})(?:\D|$)/.exec(path) ?? /\/((?:19|20)\d{2})\/(\d{2})(\d{2})(?:\D|$)/.exec(path) ?? /\/((?:19|20)\d{2})-?(\d{2})\/(\d{2})(?:\D|$)/.exec(path) ?? /\D((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|$)/.exec(path);
  const reversed = /\D(0[1-9]|[12]\d|3[01])[-.](0[1-9]|1[0-2])[-.]((?:19|20)\d{2})(?:\D|$)/.exec(path);
  const named = /\/((?:19|20)\d{2})\/([a-z]{3})\/(\d{1,2})(?:\D|$)/i.exec(path);
  const day =
    (parted && dayOf(Number(parted[1]), Number(parted[2]), Number(parted[3]))) ??
    (named && namedDay(named[1]!, named[2]!, named[3]!)) ??
    (reversed && dayOf(Number(reversed[3]), Number(reversed[2]), Number(reversed[1])));
  return day === null ? null : { value: day, precision: "day" };
}
