import type { DailyCounts } from "@/server/core/trends/daily-counts";

/** An article of a story that several articles carry. */
export interface StoryMember {
  /** Day number of its publication. */
  day: number;
  outletId: string;
  language: string;
  /** Rule versions that match it. */
  versionIds: readonly string[];
}

/** A story that several articles carry, by their days. */
export interface ToldStory {
  storyId: string;
  members: readonly StoryMember[];
}

/**
 * Stories as they are kept: outlets, languages and rule versions by their place in `terms`, and everything as numbers of
 * seven bits a byte, so that a chart reads tens of thousands of articles in a few milliseconds.
 */
export interface PackedStories {
  terms: readonly string[];
  packed: Uint8Array;
  /** Sixteen bytes for each story, in order. */
  storyIds: Uint8Array;
}

const ID_BYTES = 16;

/** Packs stories; what `unpackStories` gives back again. */
export function packStories(stories: readonly ToldStory[]): PackedStories {
  const places = new Map<string, number>();
  const placeOf = (term: string): number => {
    const known = places.get(term);
    if (known !== undefined) return known;
    places.set(term, places.size);
    return places.size - 1;
  };
  const bytes: number[] = [];
  const write = (value: number): void => {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  const storyIds = new Uint8Array(stories.length * ID_BYTES);
  stories.forEach(({ storyId, members }, i) => {
    storyIds.set(idBytes(storyId), i * ID_BYTES);
    write(members.length);
    let before = 0;
    for (const { day, outletId, language, versionIds } of members.toSorted((a, b) => a.day - b.day)) {
      // A step back only happens from day zero, for what was printed before 1970.
      write(day >= before ? (day - before) * 2 : (before - day) * 2 - 1);
      before = day;
      write(placeOf(outletId));
      write(placeOf(language));
      write(versionIds.length);
      for (const versionId of versionIds) write(placeOf(versionId));
    }
  });
  return { terms: [...places.keys()], packed: Uint8Array.from(bytes), storyIds };
}

const idBytes = (id: string): Uint8Array => Uint8Array.from(id.replaceAll("-", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function idAt(storyIds: Uint8Array, index: number): string {
  let hex = "";
  for (let at = index * ID_BYTES; at < (index + 1) * ID_BYTES; at++) hex += storyIds[at]!.toString(16).padStart(2, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Reads numbers one after the other. */
function readPacked(packed: Uint8Array): { next(): number; isOver(): boolean } {
  let at = 0;
  return {
    isOver: () => at >= packed.length,
    next() {
      let byte = packed[at++]!;
      if (byte < 128) return byte;
      let value = byte - 128;
      for (let scale = 128; ; scale *= 128) {
        byte = packed[at++]!;
        value += (byte % 128) * scale;
        if (byte < 128) return value;
      }
    },
  };
}

const readStep = (written: number): number => (written % 2 === 0 ? written / 2 : -(written + 1) / 2);

/** The stories of a block, without those that are left out. */
export function unpackStories({ terms, packed, storyIds }: PackedStories, leftOut: ReadonlySet<string> = new Set()): ToldStory[] {
  const stories: ToldStory[] = [];
  const numbers = readPacked(packed);
  for (let index = 0; !numbers.isOver(); index++) {
    const members: StoryMember[] = [];
    let day = 0;
    for (let left = numbers.next(); left > 0; left--) {
      day += readStep(numbers.next());
      const [outletId, language] = [terms[numbers.next()]!, terms[numbers.next()]!];
      members.push({ day, outletId, language, versionIds: Array.from({ length: numbers.next() }, () => terms[numbers.next()]!) });
    }
    const storyId = idAt(storyIds, index);
    if (!leftOut.has(storyId)) stories.push({ storyId, members });
  }
  return stories;
}

export interface FoldingQuery {
  /** Day numbers, both counted. */
  from: number;
  to: number;
  /** Null leaves all in. */
  outletIds: ReadonlySet<string> | null;
  languages: ReadonlySet<string> | null;
  versionIds: readonly string[];
}

/** What folding copies does to counts of articles: to all of them, and to those of each rule version. */
export interface Folding {
  totals: DailyCounts;
  versions: Map<string, DailyCounts>;
}

/**
 * Folds copies: of each story's articles that pass, none counts any more, and the story counts once on the day of the
 * earliest of them; so it does for a rule version that matches any of them. `leftOut` are stories of a block that have
 * changed since it was packed.
 */
export function foldStories(blocks: readonly { stories: PackedStories; leftOut: ReadonlySet<string> }[], query: FoldingQuery): Folding {
  const days = Math.max(0, query.to - query.from + 1);
  const none = (): DailyCounts => ({ firstDay: query.from, counts: new Int32Array(days) });
  const totals = none();
  const versions = query.versionIds.map(none);
  for (const { stories, leftOut } of blocks) foldBlock(stories, leftOut, query, totals.counts, versions.map(({ counts }) => counts));
  return { totals, versions: new Map(query.versionIds.map((id, i) => [id, versions[i]!])) };
}

function foldBlock({ terms, packed, storyIds }: PackedStories, leftOut: ReadonlySet<string>, query: FoldingQuery, totals: Int32Array, versions: readonly Int32Array[]): void {
  const passesOutlet = Uint8Array.from(terms, (term) => (query.outletIds === null || query.outletIds.has(term) ? 1 : 0));
  const passesLanguage = Uint8Array.from(terms, (term) => (query.languages === null || query.languages.has(term) ? 1 : 0));
  const slots = new Map(query.versionIds.map((id, i) => [id, i]));
  const slotOf = Int32Array.from(terms, (term) => slots.get(term) ?? -1);
  /** The last story, counted from one, in which each version was found. */
  const foundIn = new Int32Array(versions.length);
  const numbers = readPacked(packed);
  for (let story = 1; !numbers.isOver(); story++) {
    const isLeftOut = leftOut.size > 0 && leftOut.has(idAt(storyIds, story - 1));
    let first = -1;
    let day = -query.from;
    for (let left = numbers.next(); left > 0; left--) {
      day += readStep(numbers.next());
      const outlet = numbers.next();
      const language = numbers.next();
      const passes = !isLeftOut && day >= 0 && day < totals.length && passesOutlet[outlet] === 1 && passesLanguage[language] === 1;
      if (passes) {
        if (first === -1) first = day;
        totals[day]! -= 1;
      }
      for (let matched = numbers.next(); matched > 0; matched--) {
        const slot = slotOf[numbers.next()]!;
        if (!passes || slot === -1) continue;
        versions[slot]![day]! -= 1;
        if (foundIn[slot] === story) continue;
        foundIn[slot] = story;
        versions[slot]![first]! += 1;
      }
    }
    if (first !== -1) totals[first]! += 1;
  }
}
