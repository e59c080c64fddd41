import { mondayOf } from "@/server/core/demo/demo-calendar";
import { STARTING_THEMES } from "@/server/core/themes/starting-themes";
import { addDays } from "@/server/core/trends/days";

export interface RuleEdit {
  themeName: string;
  day: string;
  fromRule: string;
  toRule: string;
  reason: string;
}

const startingRule = (theme: string): string => {
  const found = STARTING_THEMES.find(({ name }) => name === theme);
  if (!found) throw new ReferenceError(`No starting theme is called ${theme}`);
  return found.rule;
};

/** What the team added when two outlets joined that do not write in English. */
const otherLanguages: Readonly<Record<string, string>> = {
  "Asset transfers": `(eingefroren* NEAR/4 vermögen*) OR (заморожен* NEAR/3 актив*)`,
  Rearmament: `aufrüstung* OR verteidigungsausgaben OR verteidigungshaushalt* OR переозброєн* OR (оборонн* NEAR/2 (бюджет* OR видатк*))`,
  "Sanctions effectiveness": `SENTENCE(sanction* NEAR/5 (work OR works OR working OR "take effect" OR cut OR reduced)) OR SENTENCE((sanktion* OR russland*) NEAR/10 (wirk* OR verpuff* OR umgeh* OR umweg* OR trotz) AND sanktion*) OR sanktionsumgehung* OR SENTENCE(санкці* NEAR/10 (діють OR спрацювал* OR обхід* OR втрат* OR тиснуть OR "б’ють" OR рідше))`,
  "Ceasefire diplomacy": `waffenruhe* OR waffenstillst* OR перемир* OR "припинення вогню" OR "мирні переговори"`,
};

interface PlannedEdit {
  theme: string;
  week: number;
  weekday: number;
  /** Before the edit; absent: the rule with which a workspace starts. */
  from?: string;
  reason: string;
}

const plannedEdits: readonly PlannedEdit[] = [
  { theme: "Ceasefire diplomacy", week: 90, weekday: 1, reason: "Rheinufer-Zeitung and Лиманська хроніка joined the list: their words for truce and ceasefire." },
  { theme: "Asset transfers", week: 72, weekday: 2, reason: "German and Ukrainian words for frozen assets." },
  { theme: "Sanctions effectiveness", week: 55, weekday: 3, reason: "Texts that say the measures work were missing, in English too; German and Ukrainian words added." },
  {
    theme: "Rearmament",
    week: 37,
    weekday: 2,
    from: `rearm* OR military OR "armed forces"`,
    reason: "\"military\" alone brought in every analyst quoted on the talks; spending, arms deliveries and two languages were missing.",
  },
];

/** The edits of two years, oldest first. Each theme ends with its starting rule and what was found missing. */
export function planRuleEdits(endDay: string): RuleEdit[] {
  return plannedEdits.map(({ theme, week, weekday, from, reason }) => ({
    themeName: theme,
    day: addDays(mondayOf(endDay, week), weekday),
    fromRule: from ?? startingRule(theme),
    toRule: `${startingRule(theme)}\n# Added by the team\nOR ${otherLanguages[theme] ?? ""}`,
    reason,
  }));
}
