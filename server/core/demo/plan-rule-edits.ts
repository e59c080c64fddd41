import { mondayOf } from "@/server/core/demo/demo-calendar";
import { addDays } from "@/server/core/trends/days";

export interface RuleEdit {
  themeName: string;
  day: string;
  fromRule: string;
  toRule: string;
  reason: string;
}

export function planRuleEdits(endDay: string): RuleEdit[] {
  return [{ themeName: "Rearmament", day: addDays(mondayOf(endDay, 37), 2), fromRule: "rearm*", toRule: "rearm* OR \"defence spending\"", reason: "-" }];
}
