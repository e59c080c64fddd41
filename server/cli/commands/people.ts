import { print, UsageError } from "@/server/cli/terminal";
import { CLI_ACTOR, withInstallation } from "@/server/cli/installation";
import type { Role } from "@/server/core/access/roles";
import { createMember, resetPassword } from "@/server/services/access/members";
import { newToken } from "@/server/services/access/tokens";

interface PersonOptions {
  email: string;
  passwordStdin: boolean;
}

/** A password from standard input, or one that is made up and printed once. */
async function choosePassword(fromStdin: boolean): Promise<{ password: string; isMadeUp: boolean }> {
  if (!fromStdin) return { password: newToken().slice(0, 20), isMadeUp: true };
  let input = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk as string;
  const password = input.replace(/\r?\n$/, "");
  if (password === "") throw new UsageError("Nothing came on standard input; pipe the password in.");
  return { password, isMadeUp: false };
}

/** `create-member`: an account with a role in a workspace. */
export async function createMemberCommand(options: PersonOptions & { role: Role; name?: string; workspace?: string }): Promise<number> {
  const { password, isMadeUp } = await choosePassword(options.passwordStdin);
  return withInstallation(async (at) => {
    const scope = await at.scope(options.workspace);
    await createMember(scope, { email: options.email, name: options.name ?? options.email.split("@")[0]!, role: options.role, password });
    print(`${options.email} is ${options.role} in ${scope.workspace.slug}${isMadeUp ? ` with the password ${password}` : ""}`);
    return 0;
  });
}

/** `reset-password`: a new password; every session of the account ends. */
export async function resetPasswordCommand(options: PersonOptions): Promise<number> {
  const { password, isMadeUp } = await choosePassword(options.passwordStdin);
  return withInstallation(async (at) => {
    await resetPassword({ db: at.db, now: at.now, actor: CLI_ACTOR }, { email: options.email, password });
    print(`${options.email} has a new password${isMadeUp ? `: ${password}` : ""}`);
    return 0;
  });
}
