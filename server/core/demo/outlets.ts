import type { DemoLanguage } from "@/server/core/demo/texts/subject-shape";

export interface OutletVoice {
  key: string;
  name: string;
  /** Under the reserved name `.example`, so no address of the demo leads anywhere. */
  domain: string;
  country: string;
  /** Usual number of articles in a week. */
  perWeek: number;
  language: DemoLanguage;
  /** Minutes from UTC in winter, and whether the clock changes in summer. */
  offsetMinutes: number;
  summerTime: boolean;
  /** Relative output from Monday to Sunday. */
  week: readonly [number, number, number, number, number, number, number];
  /** Printed once a week and known by its day alone. */
  dayOnly: boolean;
  titleCase: boolean;
  dateline: boolean;
  kickers: readonly string[];
  /** Body sentences beside the first, at least and at most. */
  length: readonly [number, number];
  subjects: Readonly<Record<string, number>>;
  themes: Readonly<Record<string, number>>;
  /** What it adds in its own tone, to every third article or so. */
  asides: readonly string[];
}

const daily: OutletVoice["week"] = [1.1, 1.2, 1.2, 1.2, 1.1, 0.6, 0.4];
const everything = { economy: 1, technology: 1, weather: 1, nature: 1, sport: 1, culture: 1, health: 1, schools: 1, councils: 1, transport: 1 };
const germanSubjects = { Wirtschaft: 1.2, Wetter: 1, "Sport und Kultur": 1.2, Kommunales: 1.3 };
const ukrainianSubjects = { економіка: 1.1, "погода і довкілля": 1, "культура і спорт": 1, громада: 1.2 };
const plain = { dayOnly: false, titleCase: false, dateline: false, kickers: [], asides: [], week: daily } as const;

export const WIRE_KEY = "meridian-wire";

export const outletVoices: readonly OutletVoice[] = [
  {
    ...plain, key: WIRE_KEY, name: "Meridian Wire", domain: "meridian-wire.example", country: "CH", perWeek: 10, language: "en", offsetMinutes: 60, summerTime: true,
    week: [1.1, 1.2, 1.2, 1.2, 1.1, 0.8, 0.7], dateline: true, length: [5, 8], subjects: { ...everything, economy: 2, councils: 0.4, schools: 0.5 },
    themes: { "Asset transfers": 2, Rearmament: 1.6, "Sanctions effectiveness": 1.6, "Ceasefire diplomacy": 2 },
  },
  {
    ...plain, key: "northern-gazette", name: "The Northern Gazette", domain: "northern-gazette.example", country: "GB", perWeek: 9, language: "en", offsetMinutes: 0, summerTime: true,
    length: [4, 7], subjects: everything, themes: { "Asset transfers": 1.4, Rearmament: 1.2, "Sanctions effectiveness": 1.2, "Ceasefire diplomacy": 1.4 },
    asides: ["[This newspaper|The Gazette] [understands|has seen papers showing] that {smallNumber+} [drafts|versions] [circulated|were discarded] [beforehand|in {region+}]."],
  },
  {
    ...plain, key: "aldermoor-post", name: "Aldermoor Post", domain: "aldermoor-post.example", country: "IE", perWeek: 8, language: "en", offsetMinutes: 0, summerTime: true,
    length: [3, 6], subjects: { ...everything, sport: 1.6, councils: 1.4 }, themes: { "Asset transfers": 0.8, Rearmament: 0.9, "Sanctions effectiveness": 0.8, "Ceasefire diplomacy": 1.1 },
    asides: ["[Readers|Friends] of our letters page [see it|have put it] [differently|more bluntly]: {23-77} per cent of {30-290} [wrote|voted] [against|in favour]."],
  },
  {
    ...plain, key: "tidewater-ledger", name: "Tidewater Ledger", domain: "tidewater-ledger.example", country: "US", perWeek: 7, language: "en", offsetMinutes: -300, summerTime: true,
    titleCase: true, length: [4, 7], subjects: { ...everything, economy: 3, technology: 1.8, sport: 0.4 },
    themes: { "Asset transfers": 1.4, Rearmament: 0.9, "Sanctions effectiveness": 1.7, "Ceasefire diplomacy": 0.6 },
    asides: ["[By the numbers|For the ledger]: {12-94} [calls|filings], {smallNumber+} [replies|corrections], [one|no] [refusal|comment on costs]."],
  },
  {
    ...plain, key: "baltic-lantern", name: "Baltic Lantern", domain: "baltic-lantern.example", country: "EE", perWeek: 6, language: "en", offsetMinutes: 120, summerTime: true,
    length: [4, 7], subjects: { ...everything, weather: 1.4, technology: 1.5 }, themes: { "Asset transfers": 1.1, Rearmament: 2, "Sanctions effectiveness": 1.2, "Ceasefire diplomacy": 1.2 },
  },
  {
    ...plain, key: "prairie-signal", name: "The Prairie Signal", domain: "prairie-signal.example", country: "CA", perWeek: 6, language: "en", offsetMinutes: -360, summerTime: true,
    titleCase: true, length: [3, 5], subjects: { ...everything, sport: 1.8, nature: 1.5, economy: 0.7 }, themes: { "Asset transfers": 0.4, Rearmament: 0.4, "Sanctions effectiveness": 0.5, "Ceasefire diplomacy": 0.6 },
    asides: ["So what does it mean [out here|for {region+}]? [Less|More] than {smallNumber+} [speeches|headlines] [suggest|would have it]."],
  },
  {
    ...plain, key: "rheinufer-zeitung", name: "Rheinufer-Zeitung", domain: "rheinufer-zeitung.example", country: "DE", perWeek: 6.5, language: "de", offsetMinutes: 60, summerTime: true,
    week: [1.1, 1.1, 1.1, 1.1, 1.1, 1.2, 0.2], length: [4, 6], subjects: germanSubjects, themes: { "Asset transfers": 0.8, Rearmament: 1, "Sanctions effectiveness": 0.9, "Ceasefire diplomacy": 0.7 },
  },
  {
    ...plain, key: "lymanska-khronika", name: "Лиманська хроніка", domain: "lymanska-khronika.example", country: "UA", perWeek: 5.5, language: "uk", offsetMinutes: 120, summerTime: true,
    length: [3, 5], subjects: ukrainianSubjects, themes: { "Asset transfers": 0.8, Rearmament: 0.6, "Sanctions effectiveness": 0.7, "Ceasefire diplomacy": 0.9 },
  },
  {
    ...plain, key: "treaty-desk", name: "The Treaty Desk", domain: "treaty-desk.example", country: "BE", perWeek: 4, language: "en", offsetMinutes: 60, summerTime: true,
    week: [1, 1, 1.2, 1.2, 1, 0, 0], kickers: ["Briefing: ", "Explainer: ", "Analysis: "], length: [5, 8], subjects: { economy: 3, technology: 1.5, health: 1, transport: 1, nature: 0.6 },
    themes: { "Asset transfers": 1.8, Rearmament: 1.5, "Sanctions effectiveness": 1.8, "Ceasefire diplomacy": 1.5 },
  },
  {
    ...plain, key: "saltmarsh-courier", name: "Saltmarsh Courier", domain: "saltmarsh-courier.example", country: "NZ", perWeek: 4, language: "en", offsetMinutes: 720, summerTime: false,
    week: [0, 0, 0, 1, 0, 0, 0], dayOnly: true, length: [3, 5], subjects: { ...everything, economy: 0.4, nature: 2, culture: 1.6, weather: 1.5 },
    themes: { "Asset transfers": 0.1, Rearmament: 0.2, "Sanctions effectiveness": 0.1, "Ceasefire diplomacy": 0.2 },
    asides: ["[Mrs|Old Mr] {last+} of [Ferry Lane|the lifeboat station|Kiln Street] [knew|told us so] [all along|{smallNumber+} weeks ago], [over|between] {smallNumber+} cups of tea."],
  },
];
