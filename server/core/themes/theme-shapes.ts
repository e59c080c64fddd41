import { z } from "zod";

export const MAX_RULE_LENGTH = 20_000;

export const themeNameShape = z.string().trim().min(1, "A theme needs a name.").max(80, "A theme's name has at most 80 characters.");
/** Length only: what the rule says is judged by the rule language itself, with positions. */
export const ruleSourceShape = z.string().trim().min(1, "A theme needs a rule.").max(MAX_RULE_LENGTH, "A rule has at most 20,000 characters.");
export const reasonShape = z.string().trim().max(300, "Keep the reason to 300 characters.");

export const newThemeShape = z.strictObject({ name: themeNameShape, rule: ruleSourceShape, reason: reasonShape.default(""), asksStance: z.boolean().default(false) });
export type NewTheme = z.input<typeof newThemeShape>;

export const ruleEditShape = z.strictObject({
  themeId: z.uuid(),
  rule: ruleSourceShape,
  reason: reasonShape.pipe(z.string().min(1, "Say in one line why the rule changes; it stays in the theme's history.")),
  /** The version that the editor started from: another one saved meanwhile is told, not overwritten. */
  basedOnVersion: z.int().min(1),
});
