import { withInstallation } from "@/server/cli/installation";
import { print, say } from "@/server/cli/terminal";
import { verifyAudit } from "@/server/services/audit/chain-audit";
import { checkDerived } from "@/server/services/maintenance/check-derived";
import { allWorkspaces } from "@/server/services/workspaces/open-workspace";

/**
 * `audit verify`: follows the chain of every workspace, or of the one that is named, and that of the installation. One
 * line of JSON for each; fails when a chain is broken. A head that was written down elsewhere must still stand in it.
 */
export async function verifyAuditCommand(slug: string | undefined): Promise<number> {
  return withInstallation(async (at) => {
    const workspaces = slug ? [(await at.scope(slug)).workspace] : await allWorkspaces(at);
    let broken = 0;
    for (const workspace of slug ? workspaces : [...workspaces, null]) {
      const found = await verifyAudit(at.db, workspace?.id ?? null);
      print(JSON.stringify({ workspace: workspace?.slug ?? null, ...found }));
      if (found.brokenAt) broken += 1;
    }
    say(broken === 0 ? "Every entry is what it was when it was written." : `${broken} ${broken === 1 ? "chain is" : "chains are"} broken: an entry was changed, added or taken away.`);
    return broken === 0 ? 0 : 1;
  });
}

/** What a rebuild may leave as it is, all else being a difference. */
const FACTS = new Set(["articles", "matches", "unprocessed"]);

/** `check`: evaluates a workspace anew and compares with what stands in the tables; changes nothing, fails on a difference. */
export async function checkCommand(slug: string | undefined): Promise<number> {
  return withInstallation(async (at) => {
    const { workspace } = await at.scope(slug);
    const found = await checkDerived(at.db, workspace.id);
    print(JSON.stringify({ workspace: workspace.slug, ...found }));
    const differences = Object.entries(found).filter(([name, value]) => !FACTS.has(name) && value !== 0);
    if (found.unprocessed > 0) say(`${found.unprocessed} articles wait to be processed; check again when they are.`);
    say(differences.length === 0 ? "The tables are what a rebuild from the articles would make." : `A rebuild would change: ${differences.map(([name]) => name).join(", ")}.`);
    return differences.length === 0 ? 0 : 1;
  });
}
