import type { Metadata } from "next";
import { AccountScreen } from "@/components/account/account-screen";
import { loadOrLeave, serverCaller } from "@/server/api/server-caller";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const caller = await serverCaller();
  const [me, workspaces, sessions] = await loadOrLeave(() => Promise.all([caller.person.me(), caller.person.workspaces(), caller.person.sessions()]));
  return <AccountScreen me={me} workspaces={workspaces} sessions={sessions} />;
}
