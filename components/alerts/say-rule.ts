import type { Rule } from "@/components/alerts/rule-list";

const days = (count: number) => (count === 1 ? "one day" : `${count} days`);

/** What a rule tells of, in a sentence. */
export function sayRule(rule: Rule["rule"]): string {
  const rest = rule.quietDays > 0 ? ` Then quiet for ${days(rule.quietDays)}.` : "";
  switch (rule.kind) {
    case "spike":
      return rule.settings.by === "share"
        ? `A day on which a theme's share of ${rule.settings.unit} stands out from the four weeks before, from ${rule.settings.minArticles} ${rule.settings.unit} on.${rest}`
        : `A day on which a theme has far more ${rule.settings.unit} than in the fourteen days before, from ${rule.settings.minArticles} ${rule.settings.unit} on.${rest}`;
    case "threshold": {
      const { measure, value, direction, per, unit } = rule.settings;
      const line = measure === "share" ? `${Number((value * 100).toFixed(2))} % of coverage` : `${value} ${unit}`;
      return `A ${per} with ${line} or ${direction === "above" ? "more" : "less"}.${rest}`;
    }
    case "silence":
      return `Nothing came for ${days(rule.settings.days)}.${rest}`;
    case "digest":
      return "Every week, how the themes stand against the week before.";
  }
}
