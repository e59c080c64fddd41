import { type Draft, composeArticle, createWriterMemory } from "@/server/core/demo/compose-article";
import { type Random, createRandom } from "@/server/core/demo/create-random";
import { drawMoment, mondayOf, offsetOn, seasonFactor, writeMoment } from "@/server/core/demo/demo-calendar";
import { type DemoDecision, judgeDemo } from "@/server/core/demo/judge-demo";
import { type OutletVoice, WIRE_KEY, outletVoices } from "@/server/core/demo/outlets";
import { type RuleEdit, planRuleEdits } from "@/server/core/demo/plan-rule-edits";
import { reprintArticle } from "@/server/core/demo/reprint-article";
import { FIRST_WEEK, SUMMIT_WEEK, chanceThatSanctionsFail, expectedArticles, plannedGaps, plannedNotes, summitDays } from "@/server/core/demo/story-arcs";
import { falseFriends } from "@/server/core/demo/texts/false-friends";
import type { Subject } from "@/server/core/demo/texts/subject-shape";
import { sharedWords } from "@/server/core/demo/texts/shared-words";
import { backgroundSubjects, themeSubjects } from "@/server/core/demo/texts/subjects";
import { addDays, dayFromNumber, weekday } from "@/server/core/trends/days";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Leaves room for the themes, which come on top of an outlet's general news. */
const BACKGROUND_SHARE = 0.77;
const BACKGROUND_REPRINT_CHANCE = 0.13;
const THEME_REPRINT_CHANCE = 0.3;

export interface DemoOutlet {
  key: string;
  name: string;
  domain: string;
  country: string;
  perWeek: number;
}

export interface DemoArticle {
  key: string;
  outletKey: string;
  url: string;
  title: string;
  author: string | null;
  language: string;
  /** ISO 8601 with the outlet's offset, or a bare day where only the day is known. */
  publishedAt: string;
  text: string;
  /** The key of the agency report that this one reprints. */
  wireOf?: string;
  /** What the article was written about: a theme's name, or a general subject. */
  subject: string;
}

export interface DemoCoverage {
  outlets: DemoOutlet[];
  /** By time, earliest first. */
  articles: DemoArticle[];
  gaps: { outletKey: string; fromDay: string; toDay: string; reason: string }[];
  annotations: { day: string; endDay?: string; themeName?: string; text: string }[];
  ruleEdits: RuleEdit[];
  decisions: DemoDecision[];
}

/** An article before keys are given out; `source` is the report that it reprints. */
export interface WrittenArticle {
  id: string | null;
  outlet: OutletVoice;
  subject: string;
  atMs: number;
  day: string;
  weeksBefore: number;
  draft: Draft;
  source: WrittenArticle | null;
}

interface Run {
  endDay: string;
  random: Random;
  gaps: DemoCoverage["gaps"];
  write(outlet: OutletVoice, subject: Subject, day: string, weeksBefore: number): WrittenArticle | null;
}

function placeGaps(endDay: string): DemoCoverage["gaps"] {
  return plannedGaps.flatMap(({ outletKeys, week, weekday: start, days, reason }) => {
    const fromDay = addDays(mondayOf(endDay, week), start);
    return outletKeys.map((outletKey) => ({ outletKey, fromDay, toDay: addDays(fromDay, days - 1), reason }));
  });
}

function startRun(seed: number, endDay: string): Run {
  const random = createRandom(seed);
  const memory = createWriterMemory();
  const gaps = placeGaps(endDay);
  return {
    endDay,
    random,
    gaps,
    write(outlet, subject, day, weeksBefore) {
      if (day > endDay || gaps.some((gap) => gap.outletKey === outlet.key && day >= gap.fromDay && day <= gap.toDay)) return null;
      const failing = chanceThatSanctionsFail(weeksBefore);
      const camp = random.chance(0.2) ? "mixed" : random.chance(failing) ? "fails" : "works";
      const draft = composeArticle({ outlet, subject, month: Number(day.slice(5, 7)), weekday: weekday(addDays(day, outlet.dayOnly ? -1 : 0)), weeksBefore, camp }, memory, random);
      return { id: null, outlet, subject: subject.key, atMs: drawMoment(day, outlet, random), day, weeksBefore, draft, source: null };
    },
  };
}

function writeBackground(run: Run): WrittenArticle[] {
  const written: (WrittenArticle | null)[] = [];
  for (let weeksBefore = FIRST_WEEK; weeksBefore >= 0; weeksBefore--) {
    const monday = mondayOf(run.endDay, weeksBefore);
    for (const outlet of outletVoices) {
      const subjects = backgroundSubjects.filter((subject) => subject.language === outlet.language);
      const weekTotal = outlet.week.reduce((sum, weight) => sum + weight, 0);
      outlet.week.forEach((weight, offset) => {
        const day = addDays(monday, offset);
        const count = run.random.round(((outlet.perWeek * BACKGROUND_SHARE * weight) / weekTotal) * seasonFactor(day));
        for (let index = 0; index < count; index++) {
          const subject = run.random.pickWeighted(subjects, ({ key }) => outlet.subjects[key] ?? 0);
          written.push(run.write(outlet, subject, day, weeksBefore));
        }
      });
    }
  }
  return written.filter((article) => article !== null);
}

function writeThemes(run: Run): WrittenArticle[] {
  const written: (WrittenArticle | null)[] = [];
  const themes = [...new Set(themeSubjects.map(({ key }) => key))];
  for (let weeksBefore = FIRST_WEEK; weeksBefore >= 0; weeksBefore--) {
    const monday = mondayOf(run.endDay, weeksBefore);
    for (const theme of themes) {
      const count = run.random.round(expectedArticles(theme, weeksBefore) * seasonFactor(addDays(monday, 2)));
      const days = theme === "Asset transfers" && weeksBefore === SUMMIT_WEEK ? summitDays : null;
      for (let index = 0; index < count; index++) {
        const outlet = run.random.pickWeighted(outletVoices, ({ themes: weights }) => weights[theme] ?? 0);
        const subject = themeSubjects.find(({ key, language }) => key === theme && language === outlet.language);
        const offset = run.random.pickWeighted([0, 1, 2, 3, 4, 5, 6], (at) => ((days && !outlet.dayOnly ? days[at] : outlet.week[at]) ?? 0) * seasonFactor(addDays(monday, at)));
        if (subject) written.push(run.write(outlet, subject, addDays(monday, offset), weeksBefore));
      }
    }
  }
  return written.filter((article) => article !== null);
}

function reprint(run: Run, source: WrittenArticle, outlet: OutletVoice, delayMinutes: number): WrittenArticle | null {
  const atMs = source.atMs + delayMinutes * MINUTE_MS;
  const day = dayFromNumber(Math.floor(atMs / DAY_MS));
  const [before, after] = [addDays(day, -1), addDays(day, 1)];
  if (after > run.endDay || run.gaps.some((gap) => gap.outletKey === outlet.key && after >= gap.fromDay && before <= gap.toDay)) return null;
  const title = source.draft.otherTitles.length > 0 && run.random.chance(0.7) ? run.random.pick(source.draft.otherTitles) : source.draft.title;
  const draft = { ...source.draft, title, paragraphs: reprintArticle(source.draft.paragraphs, outlet, run.random) };
  return { ...source, id: null, outlet, atMs, day, draft, source };
}

function writeReprints(run: Run, articles: readonly WrittenArticle[]): WrittenArticle[] {
  const takers = outletVoices.filter(({ key, language, dayOnly }) => key !== WIRE_KEY && language === "en" && !dayOnly);
  const copies: (WrittenArticle | null)[] = [];
  const isTheme = (article: WrittenArticle) => themeSubjects.some(({ key }) => key === article.subject);
  const wire = articles.filter(({ outlet }) => outlet.key === WIRE_KEY);
  for (const source of wire) {
    if (!run.random.chance(isTheme(source) ? THEME_REPRINT_CHANCE : BACKGROUND_REPRINT_CHANCE)) continue;
    const interested = takers.filter(({ subjects }) => isTheme(source) || (subjects[source.subject] ?? 0) > 0);
    for (const outlet of run.random.shuffle(interested).slice(0, run.random.between(1, 3))) copies.push(reprint(run, source, outlet, run.random.between(20, 1500)));
  }
  return copies.filter((article) => article !== null);
}

/** The report of the summit night, which every English-language daily prints. */
function writeSummitReport(run: Run): WrittenArticle[] {
  const friday = addDays(mondayOf(run.endDay, SUMMIT_WEEK), 4);
  const wire = outletVoices.find(({ key }) => key === WIRE_KEY);
  const subject = themeSubjects.find(({ key, language }) => key === "Asset transfers" && language === "en");
  const report = wire && subject ? run.write(wire, subject, friday, SUMMIT_WEEK) : null;
  if (!report) return [];
  report.atMs = Date.parse(`${friday}T04:42:00Z`);
  report.draft.title = "Leaders agree 80-billion loan to Ukraine backed by frozen Russian assets";
  const takers = outletVoices.filter(({ key, language, dayOnly }) => key !== WIRE_KEY && language === "en" && !dayOnly);
  return [report, ...takers.map((outlet, index) => reprint(run, report, outlet, 35 + index * 70)).filter((article) => article !== null)];
}

function placeFalseFriends(run: Run): WrittenArticle[] {
  return falseFriends.map(({ key, outletKey, weeksBefore, title, paragraphs, theme }) => {
    const outlet = outletVoices.find((voice) => voice.key === outletKey) as OutletVoice;
    const day = addDays(mondayOf(run.endDay, weeksBefore), 3);
    const draft: Draft = { title, otherTitles: [], paragraphs: [...paragraphs], camp: null };
    return { id: key, outlet, subject: `not ${theme}`, atMs: drawMoment(day, outlet, run.random), day, weeksBefore, draft, source: null };
  });
}

function slugOf(title: string): string {
  return title.replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
}

/** Six bylines for each outlet, so that names come back as in a real newsroom. */
function hireStaff(random: Random): Map<string, string[]> {
  return new Map(
    outletVoices.map(({ key, language }) => {
      const words = sharedWords[language];
      return [key, Array.from({ length: 6 }, () => `${random.pick(words.first ?? [])} ${random.pick(words.last ?? [])}`)];
    }),
  );
}

function publish(written: readonly WrittenArticle[], random: Random): Map<WrittenArticle, DemoArticle> {
  const staff = hireStaff(random);
  const published = new Map<WrittenArticle, DemoArticle>();
  written.forEach((article, index) => {
    const { outlet, draft, day, atMs, source, subject } = article;
    const number = String(index + 1).padStart(4, "0");
    const slug = slugOf(draft.title);
    const sourceKey = source ? published.get(source)?.key : undefined;
    published.set(article, {
      key: `demo-${number}`,
      outletKey: outlet.key,
      url: `https://${outlet.domain}/${day.slice(0, 4)}/${day.slice(5, 7)}/${slug === "" ? "" : `${slug}-`}${number}`,
      title: draft.title,
      author: source || outlet.dateline ? "Meridian Wire" : random.chance(0.85) ? random.pick(staff.get(outlet.key) ?? []) : null,
      language: outlet.language,
      publishedAt: outlet.dayOnly ? day : writeMoment(atMs, offsetOn(day, outlet)),
      text: draft.paragraphs.join("\n\n"),
      subject,
      ...(sourceKey === undefined ? {} : { wireOf: sourceKey }),
    });
  });
  return published;
}

/**
 * About 6,000 synthetic articles of ten invented outlets over the two years up to `endDay`, with what a team would have
 * recorded about them: gaps, notes on peaks, rule edits, decisions. The same arguments give the same coverage.
 * The last day is written to its evening; `notAfter` leaves out what would lie in the reader's future.
 */
export function generateDemo({ seed, endDay, notAfter }: { seed: number; endDay: string; notAfter?: Date }): DemoCoverage {
  const run = startRun(seed, endDay);
  const originals = [...writeBackground(run), ...writeThemes(run)];
  const latestMs = notAfter?.getTime() ?? Number.POSITIVE_INFINITY;
  const written = [...originals, ...writeReprints(run, originals), ...writeSummitReport(run), ...placeFalseFriends(run)]
    .filter(({ atMs }) => atMs <= latestMs)
    .sort((a, b) => a.atMs - b.atMs || a.outlet.key.localeCompare(b.outlet.key, "en"));
  const published = publish(written, run.random);
  return {
    outlets: outletVoices.map(({ key, name, domain, country, perWeek }) => ({ key, name, domain, country, perWeek })),
    articles: [...published.values()],
    gaps: run.gaps,
    annotations: plannedNotes
      .map(({ week, weekday: offset, days, theme, text }) => {
        const day = addDays(mondayOf(endDay, week), offset);
        return { day, ...(days === undefined ? {} : { endDay: addDays(day, days - 1) }), ...(theme === undefined ? {} : { themeName: theme }), text };
      })
      .filter(({ day }) => day <= endDay),
    ruleEdits: planRuleEdits(endDay),
    decisions: judgeDemo(published),
  };
}

