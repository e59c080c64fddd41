"use client";

import { createContext, type ReactNode, use } from "react";
import type { Outputs } from "@/components/api/api-provider";

export type OpenWorkspace = Outputs["workspace"]["get"];

const Context = createContext<OpenWorkspace | null>(null);

export function WorkspaceProvider({ workspace, children }: { workspace: OpenWorkspace; children: ReactNode }) {
  return <Context value={workspace}>{children}</Context>;
}

/** The workspace of the page; its `slug` goes into every procedure call. */
export function useWorkspace(): OpenWorkspace {
  const workspace = use(Context);
  if (!workspace) throw new Error("useWorkspace needs a page under /w/[workspace].");
  return workspace;
}

/** Whether the person may add and judge. */
export const useMayEdit = (): boolean => useWorkspace().role !== "viewer";
/** Whether the person may manage people, settings and deletions. */
export const useMayManage = (): boolean => useWorkspace().role === "admin";
