import { endProgress, print, sayProgress } from "@/server/cli/terminal";
import { withInstallation } from "@/server/cli/installation";
import type { Scope } from "@/server/services/scope";
import { createTheme, saveRule } from "@/server/services/themes/save-rule";
import { getTheme, listThemes } from "@/server/services/themes/themes";

interface ThemeOptions {
  rule: string;
  reason?: string;
  workspace?: string;
}

/** `theme set NAME --rule RULE`: creates the theme or edits its rule, and waits until charts show it. */
export async function setThemeCommand(name: string, options: ThemeOptions): Promise<number> {
  return withInstallation(async (at) => {
    const scope = await at.scope(options.workspace);
    const { themeId, number } = await setRule(scope, name, options);
    const version = async () => (await getTheme(scope, { themeId })).versions.find((one) => one.number === number)!;
    await at.workUntil(async () => {
      const { pending } = await getTheme(scope, { themeId });
      if (pending) sayProgress(`Applying the rule: ${pending.done} of ${pending.total} articles`);
      return (await version()).state !== "running";
    });
    endProgress();
    print(`${name}: version ${number}, ${(await version()).matches} matches`);
    return 0;
  });
}

/** Saves the rule unless the latest version says the same. */
async function setRule(scope: Scope, name: string, options: ThemeOptions): Promise<{ themeId: string; number: number }> {
  const reason = options.reason ?? "Set on the command line";
  const theme = (await listThemes(scope)).find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (!theme) return { themeId: (await createTheme(scope, { name, rule: options.rule, reason })).themeId, number: 1 };
  const [latest] = (await getTheme(scope, { themeId: theme.id })).versions;
  if (latest!.rule === options.rule.trim()) return { themeId: theme.id, number: latest!.number };
  const { number } = await saveRule(scope, { themeId: theme.id, rule: options.rule, reason, basedOnVersion: latest!.number });
  return { themeId: theme.id, number };
}
