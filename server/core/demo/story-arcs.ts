/**
 * The plot, in weeks before the last one (0). Two years are weeks 104 to 0. What happens:
 * asset transfers: a slow legal debate, the Kestrel Bay summit in week 31, a stall, a court ruling awaited at the end;
 * rearmament: rises from about one article a week to four;
 * sanctions: two camps take turns; ceasefire: talks in weeks 84 to 81 and 20 to 15, both collapse, a third attempt now.
 */
export const FIRST_WEEK = 104;
export const SUMMIT_WEEK = 31;

const summitWeeks: Readonly<Record<number, number>> = { 34: 1.8, 33: 2.4, 32: 4, 31: 11, 30: 6, 29: 3.5, 28: 2, 3: 2, 2: 2.4, 1: 4, 0: 6 };
const ceasefireWeeks: Readonly<Record<number, number>> = {
  85: 1.5, 84: 4.5, 83: 7.5, 82: 6, 81: 4, 80: 1.4,
  21: 1.5, 20: 3.5, 19: 5, 18: 7.5, 17: 7, 16: 5.5, 15: 2, 2: 1.5, 1: 3, 0: 5.5,
};

const wave = (week: number, period: number, shift: number): number => Math.sin((2 * Math.PI * (week + shift)) / period);

/** How many articles of its own a theme gets in a week, on average, before reprints. */
export function expectedArticles(theme: string, week: number): number {
  switch (theme) {
    case "Asset transfers":
      return summitWeeks[week] ?? (week > 60 ? 0.9 : week > SUMMIT_WEEK ? 0.8 : 1);
    case "Rearmament":
      return 0.9 + 2.9 * ((FIRST_WEEK - week) / FIRST_WEEK) ** 1.3 + 0.25 * wave(week, 13, 4);
    case "Sanctions effectiveness":
      return 1.6 + 0.7 * wave(week, 26, 3);
    case "Ceasefire diplomacy":
      return ceasefireWeeks[week] ?? 0.45;
    default:
      return 0;
  }
}

/** The chance that a text on sanctions says they fail: the camps change places about every quarter of a year. */
export const chanceThatSanctionsFail = (week: number): number => 0.5 + 0.35 * wave(week, 26, 10);

/** The summit ends in the night to Friday; other weeks keep the outlet's own rhythm. */
export const summitDays = [0.3, 0.5, 0.8, 1.4, 2.6, 1.6, 1] as const;

export interface PlannedGap {
  outletKeys: readonly string[];
  /** The gap starts so many weeks before the last, on this weekday (0 is Monday), and lasts so many days. */
  week: number;
  weekday: number;
  days: number;
  reason: string;
}

const bigOutlets = ["meridian-wire", "northern-gazette"];
const nearlyAll = ["meridian-wire", "northern-gazette", "aldermoor-post", "tidewater-ledger", "baltic-lantern", "rheinufer-zeitung", "treaty-desk"];

export const plannedGaps: readonly PlannedGap[] = [
  { outletKeys: nearlyAll, week: 53, weekday: 0, days: 7, reason: "The collector's disk was full, and most feeds were not read for a week." },
  { outletKeys: ["aldermoor-post"], week: 44, weekday: 0, days: 36, reason: "The publisher moved to a new site; the old feed address answered with an empty page until somebody noticed." },
  { outletKeys: bigOutlets, week: 26, weekday: 1, days: 6, reason: "The publisher's firewall refused the collector." },
];

export interface PlannedNote {
  week: number;
  weekday: number;
  days?: number;
  theme?: string;
  text: string;
}

export const plannedNotes: readonly PlannedNote[] = [
  { week: 84, weekday: 1, days: 24, theme: "Ceasefire diplomacy", text: "First direct ceasefire talks at Ravensby Castle; they break off over the exchange of prisoners." },
  { week: 53, weekday: 0, days: 7, text: "Collector outage: seven of ten outlets missing. Do not read this week as less coverage." },
  { week: 31, weekday: 4, theme: "Asset transfers", text: "Kestrel Bay summit agrees a loan of €80 billion backed by frozen assets. One agency report is reprinted by six outlets: many articles, few stories." },
  { week: 25, weekday: 2, theme: "Sanctions effectiveness", text: "Two assessments contradict each other within a month; the debate turns." },
  { week: 19, weekday: 0, days: 28, theme: "Ceasefire diplomacy", text: "Second round on the island of Holm: a partial truce holds nine days, then collapses." },
  { week: 14, weekday: 3, theme: "Rearmament", text: "Alliance agrees new spending targets; rearmament stays above its level of last year from here on." },
  { week: 1, weekday: 3, theme: "Asset transfers", text: "Court hearing closed; the ruling on the frozen assets is expected any day." },
];
