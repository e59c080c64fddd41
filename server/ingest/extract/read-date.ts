import { plainDigits } from "@/server/core/articles/parse-date";
import { OtherStories } from "./other-stories";
import type { PageRegions } from "./page-regions";
import { findElements, textOf, walkElements, type Page, type PageElement } from "./page-tree";
import { parseAddressDate, parseDateText, parseMachineDate, type DateReading, type FoundDate } from "./parse-date-text";
import type { StatedArticle } from "./read-json-ld";

export interface FoundPublication extends FoundDate {
  /** Where it stood, in plain words. */
  source: string;
}

const PUBLISHED_META = new Set(["article:published_time", "article:published", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished", "date_published", "pubdate", "publishdate", "publish-date", "publish_date", "published_time", "publication_date", "publication-date", "article_date_original", "article.published", "article:post_date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dc.issued", "dc.date.created", "dcterms.created", "dc.created", "datecreated", "date_created", "citation_publication_date", "citation_date", "citation_online_date", "originalpublicationdate", "bt:pubdate", "rnews:datepublished", "displaydate", "dateposted", "doc_date", "published-date", "og:question:published_time", "article:publicationdate", "shareaholic:article_published_time", "ptime", "vr:published_time", "mediator_published_time", "iso-8601-publish-date", "weibo: article:create_at", "weibo:article:create_at", "release_date", "og:release_date", "prism.publicationdate", "eprints.datestamp"]);
const LOOSE_META = new Set(["date", "dc.date", "dcterms.date", "article.created", "created", "time", "timestamp", "article:date", "article-date", "creation_date", "dc:date", "content_create_date", "og:date", "pub_date", "published", "pdate", "publish_time", "date.created"]);
const MODIFIED_META = new Set(["article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "datemodified", "dc.date.modified", "dcterms.modified", "dc.modified", "last-modified", "lastmod", "revision_date", "article.updated", "modified_time", "sailthru.modified", "lastmodified", "modificationdate", "last_modified", "moddate", "utime", "og:article:modified_time", "article:updated_time", "dateupdate", "date.updated"]);

/** Names of meta tags that systems make up along the same lines. */
const PUBLISHED_KEY = /publi\w{0,12}[._:-]?\w{0,8}(?:date|time)|(?:date|time)[._:-]?(?:of[._:-]?)?publi|issue[._:-]?date/;
const DATE_NAME = /(?:^|[\s_/:-])(?:\w*date\w*|\w*datum\w*|fecha\w*|time|timestamp|zeit|posted\w*|publi\w+|veroeff\w*|created\w*|entry-?meta|post-?meta\w*|post-?info|meta\w*|byline|by-?line|article-?info|entry-?info|submitted|info|details?|author\w*|autor\w*|dateline|header-?info|stand|field-name-post-date|data|day)(?=$|[\s_/:\d-])/;
/** A running date of the site, not of the article. */
const TODAY_NAME = /(?:^|[\s_/:-])(?:today\w*|heute|current-?\w*|clock|logo|navtop|nav-?top|top-?nav\w*|top-?bar|date-?edition|edition|header-?date|site-?date|weather|wetter|livedate)(?=$|[\s_/:\d-])/;
const PUBLISHED_NAME = /publi|posted|created|entry-date|post-date|pubdate|date-header|veroeff|issued|original/;
const MODIFIED_NAME = /updat|modif|changed|lastmod|revis|aktualis/;

const PUBLISHED_LABEL = /(?:published|posted|publication date|first published|date|veröffentlicht|erstellt|publiziert|eingestellt|erschienen|datum|publié|paru|mis en ligne|publicado|publicada|fecha|pubblicato|publikováno|opublikowano|data publikacji|dodano|опубліковано|опубликовано|дата публикации|gepubliceerd|geplaatst|publicerad|publiserte?|udgivet|julkaistu|közzétéve|megjelent|δημοσιεύτηκε|δημοσίευση|yayınlanma|yayın tarihi|ن[ُ]?شر|公開日?|発表|发布时间|发布|發布|입력|등록|geschrieben|verfasst|vom|am|on|le)(?!\p{L})[^\d\n]{0,25}$/iu;
const MODIFIED_LABEL = /(?:updated?|modified|last (?:change|edit)|aktualisiert|letzte (?:änderung|aktualisierung)|zuletzt|geändert|stand|mis à jour|modifié|actualizado|aggiornato|zaktualizowano|aktualizacja|оновлено|обновлено|bijgewerkt|atualizado|aktualizováno|aktualizované|uppdaterad|oppdatert|opdateret|päivitetty|frissítve|ενημερώθηκε|ενημέρωση|güncelleme|güncellenme|تحديث|更新日?|更新时间|수정)(?!\p{L})[^\d\n]{0,25}$/iu;

/** Tags that some systems fill with the day of the last change or of delivery: a marked date on the page is better. */
const LOOSE_RANK = 52;

/** A page's "as of" gives way to a line that tells the publication; where none does, it is the nearest thing. */
const CHANGE_LINE = "visible line that tells the last change";
const PUBLICATION_LINE = "visible line that tells the publication";

/** A last change is sometimes a little older than what a page shows; by more than this it is not about the same text. */
const LATE_DAYS = 30;

interface Candidate extends FoundPublication {
  rank: number;
}

/**
 * The publication date of a page. Every place that may state it gives a candidate; the most trustworthy kind wins,
 * and the others check it: a stated date later than the address's own date is a re-publication, a bare day gains
 * the time of another candidate on the same day. Null where nothing states a date.
 */
export function readPublicationDate(page: Page, url: string, stated: StatedArticle | null, reading: DateReading, heading: PageElement | null, regions: PageRegions): FoundPublication | null {
  const candidates: Candidate[] = [];
  const add = (rank: number, source: string, date: FoundDate | null): void => {
    if (date !== null) candidates.push({ ...date, rank, source });
  };
  const others = new OtherStories(heading, reading);
  if (stated?.datePublished) add(100, "JSON-LD datePublished", parseMachineDate(stated.datePublished, reading));
  for (const meta of page.metas) {
    if (PUBLISHED_META.has(meta.key)) add(95, `meta ${meta.key}`, parseMachineDate(meta.content, reading));
    else if (LOOSE_META.has(meta.key)) add(LOOSE_RANK, `meta ${meta.key}`, parseMachineDate(meta.content, reading));
    else if (meta.key === "parsely-page") add(93, "meta parsely-page", parseMachineDate(/"pub_date"\s*:\s*"([^"]{8,40})"/.exec(meta.content)?.[1] ?? "", reading));
    else if (PUBLISHED_KEY.test(meta.key) && !/(?:modif|updat|expir|unpubli)/.test(meta.key)) add(85, `meta ${meta.key}`, parseMachineDate(meta.content, reading));
    else if (MODIFIED_META.has(meta.key)) add(20, `meta ${meta.key} (no date of publication is stated)`, parseMachineDate(meta.content, reading));
  }
  if (stated?.dateModified) add(22, "JSON-LD dateModified (no date of publication is stated)", parseMachineDate(stated.dateModified, reading));
  add(90, "address", parseAddressDate(url));
  addMarkedElements(page, reading, heading, regions, others, add);
  if (!candidates.some(({ rank, source }) => rank >= 50 && source !== CHANGE_LINE)) addVisibleLines(page, reading, heading, regions, others, add);
  if (!candidates.some((candidate) => candidate.rank >= 30)) addScripts(page, reading, others, add);
  return settle(candidates);
}

function settle(candidates: Candidate[]): FoundPublication | null {
  // A line on the page that is later than the last change is an event, a running date or a teaser. Stated dates
  // may be: scheduled articles are changed before they are published.
  const lastChange = candidates.filter((candidate) => candidate.rank >= 20 && candidate.rank < 25).map((candidate) => candidate.value.slice(0, 10)).sort().at(-1);
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    const tooLate = lastChange !== undefined && candidate.rank < 85 && daysBetween(candidate.value, lastChange) > LATE_DAYS;
    if (!tooLate && (best === null || candidate.rank > best.rank)) best = candidate;
  }
  if (best === null) return null;
  const changed = best;
  if (changed.source === CHANGE_LINE) best = candidates.find(({ source, value }) => source === PUBLICATION_LINE && value.slice(0, 10) <= changed.value.slice(0, 10)) ?? best;
  const address = candidates.find((candidate) => candidate.source === "address");
  if (isUtc(best)) {
    const local = inPagesOffset(best, candidates);
    if (local !== null) return local;
    // An instant stated in UTC beside an address of the neighbouring day: the page's own calendar is the address's.
    if (address !== undefined && Math.abs(daysBetween(best.value, address.value)) === 1) best = address;
  }
  if (address !== undefined && best !== address && daysBetween(best.value, address.value) > 1) best = address;
  if (best.precision === "day") {
    const day = best.value;
    const exact = candidates.find((candidate) => candidate.precision === "time" && candidate.rank >= 40 && candidate.value.startsWith(day));
    if (exact !== undefined) return { value: exact.value, precision: "time", source: `${best.source}, time of day: ${exact.source}` };
  }
  return { value: best.value, precision: best.precision, source: best.source };
}

function isUtc(candidate: FoundDate): boolean {
  return candidate.precision === "time" && /(?:Z|\+00:00)$/.test(candidate.value);
}

/**
 * The same instant in the page's own offset, where the page shows its local time beside the UTC one: both differ by
 * whole half hours that exist as an offset, and not by zero.
 */
function inPagesOffset(stated: Candidate, candidates: readonly Candidate[]): FoundPublication | null {
  const instant = Date.parse(stated.value);
  for (const shown of candidates) {
    if (shown.precision !== "time" || shown.rank < 40 || /(?:Z|[+-]\d{2}:\d{2})$/.test(shown.value) || /T00:00(?::00)?$/.test(shown.value)) continue;
    const minutes = Math.round((Date.parse(`${shown.value}Z`) - Math.floor(instant / 60_000) * 60_000) / 60_000);
    if (minutes === 0 || minutes % 30 !== 0 || Math.abs(minutes) > 14 * 60) continue;
    const size = Math.abs(minutes);
    const offset = `${minutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
    return { value: `${shown.value}${offset}`, precision: "time", source: `${stated.source}, local time: ${shown.source}` };
  }
  return null;
}

function daysBetween(later: string, earlier: string): number {
  return (Date.parse(later.slice(0, 10)) - Date.parse(earlier.slice(0, 10))) / 86_400_000;
}

type Add = (rank: number, source: string, date: FoundDate | null) => void;

function addMarkedElements(page: Page, reading: DateReading, heading: PageElement | null, regions: PageRegions, others: OtherStories, add: Add): void {
  let seen = 0;
  const visit = (element: PageElement, elsewhere: boolean): void => {
    const away = elsewhere || regions.elsewhere.has(element);
    const itemprop = element.attributes["itemprop"] ?? "";
    const isTime = element.name === "time" || element.attributes["datetime"] !== undefined || (element.name === "abbr" && /^(?:19|20)\d{2}-?\d{2}/.test(element.attributes["title"] ?? ""));
    const named = element.hint !== "" && DATE_NAME.test(element.hint);
    if (seen < 400 && (isTime || named || itemprop !== "")) {
      seen++;
      judge(element, itemprop, isTime, named, away);
    }
    for (const child of element.children) if (typeof child !== "string") visit(child, away);
  };
  const judge = (element: PageElement, itemprop: string, isTime: boolean, named: boolean, away: boolean): void => {
    if (others.has(element)) return;
    const near = heading === null ? 0 : proximity(element, heading);
    const words = `${element.hint} ${element.parent?.hint ?? ""} ${itemprop.toLowerCase()}`;
    const modified = MODIFIED_NAME.test(words);
    const farAbove = heading !== null && heading.order - element.order > 60;
    const penalty = away ? 40 : TODAY_NAME.test(`${words} ${element.parent?.parent?.hint ?? ""}`) ? 35 : farAbove ? 12 : 0;
    const machine = element.attributes["datetime"] ?? (itemprop !== "" ? element.attributes["content"] : undefined) ?? element.attributes["data-datetime"] ?? element.attributes["data-date"] ?? element.attributes["data-timestamp"] ?? (element.name === "abbr" ? element.attributes["title"] : undefined);
    if (/^(?:datepublished|datecreated|pubdate)$/i.test(itemprop)) {
      add(88 + near - penalty, `microdata ${itemprop}`, parseMachineDate(machine ?? textOf(element, 400), reading));
      return;
    }
    if (/^datemodified$/i.test(itemprop)) {
      add(24 - penalty / 4, "microdata dateModified (no date of publication is stated)", parseMachineDate(machine ?? textOf(element, 400), reading));
      return;
    }
    if (isTime) {
      const date = (machine === undefined ? null : parseMachineDate(machine, reading)) ?? parseDateText(textOf(element, 400), reading);
      const published = element.attributes["pubdate"] !== undefined || PUBLISHED_NAME.test(words);
      add((modified && !published ? 26 : published ? 78 : 70) + near - penalty, modified && !published ? "time element that tells the last change" : "time element", date);
      return;
    }
    if (!named) return;
    const title = element.attributes["title"];
    const text = textOf(element, 400);
    const dated = /date|datum|time|publi|posted|fecha/.test(element.hint);
    if (text.length > (dated ? 300 : 140)) return;
    const date = parseDateText(text, reading) ?? (machine === undefined ? null : parseMachineDate(machine, reading)) ?? (title === undefined ? null : parseDateText(title, reading));
    const lead = leadOf(text.slice(0, 40));
    const published = PUBLISHED_NAME.test(element.hint) || PUBLISHED_LABEL.test(lead);
    const isChange = MODIFIED_LABEL.test(lead) && !published;
    add((modified && !published ? 26 : published ? 62 : 54) + (dated ? 4 : -2) + near - penalty - (text.length > 100 ? 6 : 0), isChange ? CHANGE_LINE : "visible date line", date);
  };
  visit(page.body, false);
}

/** From 6 (beside the heading) down to 0: dates of the article stand near its title. */
function proximity(element: PageElement, heading: PageElement): number {
  const distance = element.order - heading.order;
  if (distance >= 0) return Math.max(0, 6 - distance / 10);
  return Math.max(0, 5 + distance / 8);
}

/** What stands before the first digit: where a line says what its date is. */
const leadOf = (line: string): string => line.slice(0, Math.max(0, line.search(/\d/)));

/** "The fund opens on 1 April." tells an event. */
const SENTENCE_END = /[.!?…]["”’»)]*$/;

function addVisibleLines(page: Page, reading: DateReading, heading: PageElement | null, regions: PageRegions, others: OtherStories, add: Add): void {
  let seen = 0;
  walkElements(page.body, (element) => {
    if (regions.elsewhere.has(element)) return false;
    const near = heading === null ? 0 : proximity(element, heading);
    for (const child of element.children) {
      if (typeof child !== "string" || child.length < 6 || seen > 2_000 || !/\p{Nd}/u.test(child)) continue;
      seen++;
      const line = plainDigits(child.replace(/\s+/g, " ").trim());
      const date = parseDateText(line, reading);
      if (date === null || others.has(element)) continue;
      const lead = leadOf(line.slice(0, 80));
      if (MODIFIED_LABEL.test(lead)) add(34 + near, CHANGE_LINE, date);
      else if (PUBLISHED_LABEL.test(lead) && line.length < 120 && !(line.length > 40 && SENTENCE_END.test(line))) add(46 + near, PUBLICATION_LINE, date);
      else if (line.length < 40) add(40 + near, "visible date line", date);
      else if (line.length < 160) add(30 + near, "date in the text", date);
      else add(8 + near / 2, "date in the text", date);
    }
    return true;
  });
}

function addScripts(page: Page, reading: DateReading, others: OtherStories, add: Add): void {
  for (const script of page.scripts) {
    const published = /["']?(?:date_?published|publish(?:ed)?_?(?:date|time|at|on)|first_?published\w{0,20}|pub_?date|article:published_time|date_?created|created_?at|publication_?date)["']?\s*[:=]\s*["']?(\d[^"',}]{7,30})/i.exec(script);
    if (published !== null) add(32, "script data of the page", parseMachineDate(published[1]!, reading));
  }
  for (const meta of page.metas) {
    if (meta.key === "og:image" || meta.key === "twitter:image") {
      const date = parseAddressDate(meta.content);
      add(12, "address of the lead picture", date);
    }
  }
  const copyright = findElements(page.body, (element) => element.name === "footer" || /footer|copyright/.test(element.hint), 4).filter((element) => !others.has(element)).map((element) => textOf(element, 400)).join(" ");
  add(6, "footer", parseDateText(copyright, reading));
}
