"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PasswordChangeForm } from "@/components/account/password-change-form";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { leave } from "@/components/session/leave";
import { AppShell } from "@/components/shell/app-shell";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Table } from "@/components/ui/table";
import { toastDone, toastProblem } from "@/components/ui/toaster";
import { describeBrowser } from "@/server/core/access/describe-browser";

export interface AccountScreenProps {
  me: Outputs["person"]["me"];
  workspaces: Outputs["person"]["workspaces"];
  sessions: Outputs["person"]["sessions"];
}

/** One's own password and sessions; the same in every workspace. */
export function AccountScreen({ me, workspaces, sessions }: AccountScreenProps) {
  const signOut = (
    <Button size="small" onClick={() => void leave()}>
      Sign out
    </Button>
  );
  return (
    <AppShell workspaceName={me.name} nav={workspaces.map(({ slug, name }) => ({ href: `/w/${slug}/trends`, label: name }))} userMenu={signOut}>
      <PageHeader kicker="Account" headline={me.name} standfirst={me.email} />
      <div className="grid gap-x-16 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Section title="Password">
          <PasswordChangeForm email={me.email} />
        </Section>
        <SessionsSection initial={sessions} timeZone={workspaces[0]?.timeZone ?? "UTC"} />
      </div>
    </AppShell>
  );
}

function SessionsSection({ initial, timeZone }: { initial: Outputs["person"]["sessions"]; timeZone: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const { data: sessions } = useQuery(api.person.sessions.queryOptions(undefined, { initialData: initial }));
  const revoke = useMutation(
    api.person.revokeSession.mutationOptions({
      onSuccess: () => toastDone("That session has ended."),
      onError: (error) => toastProblem(explainError(error)),
      onSettled: () => queries.invalidateQueries(api.person.sessions.pathFilter()),
    }),
  );
  return (
    <Section title="Where you are signed in">
      <Table
        caption={`Times in ${timeZone}. End a session that you do not know, and change the password.`}
        rows={sessions}
        rowKey={(session) => session.id}
        columns={[
          {
            key: "browser",
            header: "Browser",
            rowHeader: true,
            renderCell: (session) => (
              <span className="inline-flex flex-wrap items-baseline gap-2">
                {describeBrowser(session.userAgent)}
                {session.current ? <Badge tone="good">this one</Badge> : null}
              </span>
            ),
          },
          { key: "since", header: "Since", renderCell: (session) => sayMoment(session.createdAt, timeZone) },
          { key: "seen", header: "Last seen", renderCell: (session) => sayMoment(session.lastSeenAt, timeZone) },
          {
            key: "end",
            header: <span className="sr-only">Action</span>,
            renderCell: (session) =>
              session.current ? null : (
                <Button size="small" pending={revoke.isPending && revoke.variables.sessionId === session.id} onClick={() => revoke.mutate({ sessionId: session.id })}>
                  End<span className="sr-only"> the session in {describeBrowser(session.userAgent)}</span>
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}
