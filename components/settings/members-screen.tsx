"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { useMayManage, useWorkspace } from "@/components/session/workspace-context";
import { InviteForm } from "@/components/settings/invite-form";
import { MembersTable } from "@/components/settings/members-table";
import { OpenInvitations } from "@/components/settings/open-invitations";
import { type OneTimeLink, OneTimeLinkDialog } from "@/components/settings/one-time-link-dialog";
import { Section } from "@/components/ui/section";

/** Who is in the workspace, who is invited, and what each may do. */
export function MembersScreen({ initial }: { initial: Outputs["workspace"]["members"] }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const mayManage = useMayManage();
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const { data } = useQuery(api.workspace.members.queryOptions({ workspace: slug }, { initialData: initial }));
  return (
    <>
      <Section title="Members">
        {mayManage ? <p className="mb-3 text-ink-soft">A new role or a removal ends the person's sessions at once.</p> : null}
        <MembersTable members={data.members} onLink={setLink} />
      </Section>
      {mayManage ? (
        <>
          <Section title="Invite somebody">
            <InviteForm onLink={setLink} />
          </Section>
          <Section title="Open invitations">
            <OpenInvitations invitations={data.invitations} onLink={setLink} />
          </Section>
        </>
      ) : null}
      <OneTimeLinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}
