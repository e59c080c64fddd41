import type { Random } from "@/server/core/demo/create-random";
import { type Expansion, expandTemplate } from "@/server/core/demo/expand-template";
import type { OutletVoice } from "@/server/core/demo/outlets";
import { mentions } from "@/server/core/demo/texts/mentions";
import { sharedWords } from "@/server/core/demo/texts/shared-words";
import type { Angle, DemoLanguage, Subject } from "@/server/core/demo/texts/subject-shape";

const REDRAWS = 12;
const ASIDE_CHANCE = 0.3;
const MENTION_CHANCE = 0.12;

/** What the writer remembers over the whole run, so that nothing is said twice in the same words. */
export interface WriterMemory {
  bags: Map<string, string[]>;
  usedSentences: Set<string>;
  usedTitles: Set<string>;
}

export const createWriterMemory = (): WriterMemory => ({ bags: new Map(), usedSentences: new Set(), usedTitles: new Set() });

export interface Assignment {
  outlet: OutletVoice;
  subject: Subject;
  /** 1 to 12. */
  month: number;
  /** 1 is Monday: what the text calls the day it speaks of. */
  weekday: number;
  weeksBefore: number;
  camp?: "works" | "fails" | "mixed";
}

export interface Draft {
  title: string;
  /** A second headline for the same text, for whoever reprints it. */
  otherTitles: string[];
  paragraphs: string[];
  camp: "works" | "fails" | "mixed" | null;
}

/** Draws from a shuffled pile that is filled again only when empty: a template comes back late, and not in one article. */
function drawFromBag(memory: WriterMemory, name: string, all: readonly string[], avoid: ReadonlySet<string>, random: Random): string {
  let bag = memory.bags.get(name);
  if (!bag || bag.length === 0) {
    bag = random.shuffle(all);
    memory.bags.set(name, bag);
  }
  const fresh = bag.findLastIndex((template) => !avoid.has(template));
  const [drawn] = fresh >= 0 ? bag.splice(fresh, 1) : bag.splice(-1, 1);
  return drawn as string;
}

function chooseAngle({ subject, month, weeksBefore, camp }: Assignment, random: Random): { angle: Angle; index: number } {
  const open = subject.angles
    .map((angle, index) => ({ angle, index }))
    .filter(({ angle }) => (!angle.months || angle.months.includes(month)) && (!angle.weeks || (weeksBefore <= angle.weeks[0] && weeksBefore >= angle.weeks[1])));
  const ofCamp = camp ? open.filter(({ angle }) => (angle.camp ?? "mixed") === camp) : open;
  // An angle bound to a few weeks tells what happens in them, so it goes before the ones that fit at any time.
  return random.pickWeighted(ofCamp.length > 0 ? ofCamp : open, ({ angle }) => (angle.weeks ? 1 / Math.sqrt(angle.weeks[0] - angle.weeks[1] + 1) : 0.1));
}

/** A wording that was not used before, or null when a dozen draws bring none. */
function writeFresh(used: Set<string>, draw: () => string, expansion: Expansion): string | null {
  for (let attempt = 0; attempt < REDRAWS; attempt++) {
    const drawnBefore = expansion.drawn.size;
    const written = expandTemplate(draw(), expansion);
    if (!used.has(written)) {
      used.add(written);
      return written;
    }
    for (const name of [...expansion.drawn.keys()].slice(drawnBefore)) expansion.drawn.delete(name);
  }
  return null;
}

const smallWords = new Set(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "over", "per", "the", "to", "with", "after"]);

function toTitleCase(title: string): string {
  return title.replace(/[\p{L}\p{N}'’-]+/gu, (word, at: number) => (at > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)));
}

/** The first sentence opens alone or with one more; the rest stands in twos and threes. */
function groupParagraphs(sentences: readonly string[], random: Random): string[] {
  const paragraphs: string[] = [];
  let at = 0;
  while (at < sentences.length) {
    const size = paragraphs.length === 0 ? random.between(1, 2) : random.between(2, 3);
    paragraphs.push(sentences.slice(at, at + size).join(" "));
    at += size;
  }
  return paragraphs;
}

const nameOfDay = (language: DemoLanguage, day: number): string => sharedWords[language].weekday?.[day - 1] ?? "";

/** Writes one article for an outlet: 5 to 12 sentences in paragraphs, no sentence of which was written before. */
export function composeArticle(assignment: Assignment, memory: WriterMemory, random: Random): Draft {
  const { outlet, subject } = assignment;
  const { angle, index } = chooseAngle(assignment, random);
  const expansion: Expansion = {
    random,
    lists: { ...sharedWords[subject.language], ...subject.lists, ...angle.lists },
    drawn: new Map([["weekday", nameOfDay(subject.language, assignment.weekday)]]),
    inSentence: new Set(),
    language: subject.language,
  };
  const bagName = `${subject.language}/${subject.key}`;
  const drawnHere = new Set<string>();
  const draw = (part: string, templates: readonly string[]) => () => {
    const template = drawFromBag(memory, `${bagName}/${part}`, templates, drawnHere, random);
    drawnHere.add(template);
    return template;
  };
  const freshSentence = (part: string, templates: readonly string[]) => writeFresh(memory.usedSentences, draw(part, templates), expansion);
  const sentence = (part: string, templates: readonly string[]) => freshSentence(part, templates) ?? expandTemplate(draw(part, templates)(), expansion);

  const headline = draw(`heads${index}`, angle.heads);
  const plainTitle = writeFresh(memory.usedTitles, headline, expansion) ?? expandTemplate(headline(), expansion);
  const headUsed = angle.heads.indexOf([...drawnHere].at(-1) ?? "");
  const lead = angle.paired ? sentence(`leads${index}/${headUsed}`, angle.leads.slice(headUsed, headUsed + 1)) : sentence(`leads${index}`, angle.leads);

  const length = random.between(outlet.length[0], outlet.length[1]);
  const own = angle.body ? Math.min(random.between(1, 2), angle.body.length) : 0;
  const middle: string[] = [];
  for (let count = 0; count < own; count++) middle.push(sentence(`body${index}`, angle.body ?? []));
  for (let count = own; count < length; count++) middle.push(sentence("body", subject.body));
  middle.splice(random.between(1, middle.length), 0, sentence("quotes", subject.quotes));
  const addIfFresh = (part: string, templates: readonly string[]) => {
    const extra = freshSentence(part, templates);
    if (extra !== null) middle.push(extra);
  };
  const otherThemes = Object.keys(mentions).filter((theme) => theme !== subject.key);
  if (subject.language === "en" && mentions[subject.key] && random.chance(MENTION_CHANCE)) {
    addIfFresh("mentions", otherThemes.flatMap((theme) => mentions[theme] ?? []));
  }
  if (outlet.asides.length > 0 && random.chance(ASIDE_CHANCE)) addIfFresh(`asides/${outlet.key}`, outlet.asides);
  if (random.chance(0.6)) addIfFresh("ends", subject.ends);

  const paragraphs = groupParagraphs([lead, ...middle], random);
  if (outlet.dateline) {
    const town = expandTemplate("{town}", expansion).toLocaleUpperCase("en");
    paragraphs[0] = `${town} (${outlet.name}) — ${paragraphs[0] ?? ""}`;
  }
  const kicker = outlet.kickers.length > 0 && random.chance(0.4) ? random.pick(outlet.kickers) : "";
  return {
    title: kicker + (outlet.titleCase ? toTitleCase(plainTitle) : plainTitle),
    otherTitles: (outlet.dateline ? angle.heads : []).map((head) => expandTemplate(head, expansion)).filter((title) => title !== plainTitle),
    paragraphs,
    camp: subject.key === "Sanctions effectiveness" ? (angle.camp ?? "mixed") : null,
  };
}
