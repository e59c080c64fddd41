"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { leave } from "@/components/session/leave";
import { noteSignedIn } from "@/components/session/session-end";
import { useMayEdit, useMayManage, useWorkspace } from "@/components/session/workspace-context";
import { AppShell } from "@/components/shell/app-shell";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { toastProblem } from "@/components/ui/toaster";

export interface WorkspaceShellProps {
  workspaces: Outputs["person"]["workspaces"];
  me: Outputs["person"]["me"];
  children: ReactNode;
}

const NEWS_EVERY_MS = 120_000;

/** The frame of a workspace's pages, with what this person may do there. */
export function WorkspaceShell({ workspaces, me, children }: WorkspaceShellProps) {
  const workspace = useWorkspace();
  const mayEdit = useMayEdit();
  useEffect(() => noteSignedIn(me.email), [me.email]);
  const news = useQuery(useApi().alerts.countNew.queryOptions({ workspace: workspace.slug }, { refetchInterval: NEWS_EVERY_MS })).data?.count ?? 0;
  const at = (path: string) => `/w/${workspace.slug}/${path}`;
  return (
    <AppShell
      workspaceName={workspace.name}
      switcher={<WorkspaceMenu workspaces={workspaces} />}
      nav={[
        { href: at("trends"), label: "Trends" },
        { href: at("articles"), label: "Articles" },
        { href: at("themes"), label: "Themes" },
        { href: at("meetings"), label: "Meetings", also: [at("boards"), at("snapshots")] },
        { href: at("imports"), label: "Imports" },
        { href: at("feeds"), label: "Feeds", also: [at("outlets")] },
        { href: at("alerts"), label: "Alerts", count: { value: news, label: `${news} new` } },
        { href: at("settings"), label: "Settings" },
        ...(mayEdit ? [{ href: at("articles/new"), label: "Add article", accent: true }] : []),
      ]}
      userMenu={
        <Menu
          trigger={<span className="block max-w-28 truncate sm:max-w-64">{me.name}</span>}
          variant="plain"
          align="end"
          items={[
            { kind: "heading", key: "who", label: me.email },
            { key: "account", label: "Password and sessions", href: "/account" },
            { key: "leave", label: "Sign out", onSelect: () => void leave() },
          ]}
        />
      }
      notice={workspace.synthetic ? <SyntheticNotice /> : null}
    >
      {children}
    </AppShell>
  );
}

function WorkspaceMenu({ workspaces }: { workspaces: Outputs["person"]["workspaces"] }) {
  const workspace = useWorkspace();
  const router = useRouter();
  const api = useApi();
  const demo = useMutation(api.person.createDemo.mutationOptions({ onSuccess: ({ slug }) => router.push(`/w/${slug}/trends`), onError: (error) => toastProblem(explainError(error)) }));
  const hasDemo = workspaces.some(({ synthetic }) => synthetic);
  return (
    <Menu
      trigger={<span className="min-w-0 truncate">{workspace.name}</span>}
      variant="plain"
      items={[
        { kind: "heading", key: "heading", label: "Workspaces" },
        ...workspaces.map((other) => ({ key: other.id, label: other.name, hint: other.synthetic ? "synthetic" : other.role, href: `/w/${other.slug}/trends` })),
        ...(hasDemo ? [] : [{ key: "demo", label: "Open demo coverage", hint: "synthetic", onSelect: () => demo.mutate() }]),
      ]}
    />
  );
}

/** Stands on every screen of a demo: nothing here may be taken for real. */
function SyntheticNotice() {
  const workspace = useWorkspace();
  const mayManage = useMayManage();
  const router = useRouter();
  const api = useApi();
  const remove = useMutation(
    api.workspace.delete.mutationOptions({
      onSuccess: () => {
        router.push("/");
        router.refresh();
      },
      onError: (error) => toastProblem(explainError(error)),
    }),
  );
  return (
    <Banner
      tone="warn"
      title="Synthetic demo coverage"
      actions={
        mayManage ? (
          <Button size="small" pending={remove.isPending} onClick={() => remove.mutate({ workspace: workspace.slug, confirm: workspace.name })}>
            Remove the demo
          </Button>
        ) : null
      }
    >
      Every outlet, article and number here was written by a generator. None of it is real.
    </Banner>
  );
}
