"use client";

import { lazy, Suspense, useState } from "react";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { useViews } from "@/components/views/use-views";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { viewPath } from "@/server/core/views/view-path";
import type { ViewKind } from "@/server/core/views/view-shapes";

/** Loaded when one of them is asked for. */
const SaveViewDialog = lazy(async () => ({ default: (await import("@/components/views/save-view-dialog")).SaveViewDialog }));
const ManageViewsDialog = lazy(async () => ({ default: (await import("@/components/views/manage-views-dialog")).ManageViewsDialog }));
const FreezeDialog = lazy(async () => ({ default: (await import("@/components/snapshots/freeze-dialog")).FreezeDialog }));
const AddToBoardDialog = lazy(async () => ({ default: (await import("@/components/boards/add-to-board-dialog")).AddToBoardDialog }));
const AddToMeetingDialog = lazy(async () => ({ default: (await import("@/components/meetings/add-to-meeting-dialog")).AddToMeetingDialog }));

type Asked = "save" | "manage" | "freeze" | "board" | "meeting";

export interface SavedViewsMenuProps {
  kind: ViewKind;
  /** The state of the screen as its address carries it. */
  query: string;
  /** What the screen says of itself, as a first name. */
  suggestion?: string;
}

const IN_MENU = 15;

/** Saved views of the screen to open, and everything that can be kept of what it shows. */
export function SavedViewsMenu({ kind, query, suggestion = "" }: SavedViewsMenuProps) {
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { views = [] } = useViews(kind);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const noun = kind === "trends" ? "view" : "search";
  const title = suggestion.slice(0, 120);
  const opening: MenuItem[] = views.slice(0, IN_MENU).map((view) => ({ key: view.id, label: view.name, hint: view.visibility === "private" ? "only yours" : undefined, href: `/w/${slug}/${viewPath(kind, view.query)}` }));
  const items: MenuItem[] = [
    ...(opening.length > 0 ? [{ kind: "heading" as const, key: "open", label: kind === "trends" ? "Saved views" : "Saved searches" }, ...opening] : []),
    { kind: "heading", key: "keep", label: kind === "trends" ? "Keep what is shown" : "Keep this filter" },
    { key: "save", label: `Save this ${noun}…`, onSelect: () => setAsked("save") },
    ...(views.length > 0 ? [{ key: "manage", label: views.length > IN_MENU ? `All ${views.length}: rename, delete…` : "Rename, delete…", onSelect: () => setAsked("manage") }] : []),
    ...(kind === "trends" && mayEdit ? [{ key: "freeze", label: "Freeze a snapshot…", hint: "numbers that stay", onSelect: () => setAsked("freeze") }] : []),
    ...(kind === "trends" ? [{ key: "board", label: "Put on a board…", onSelect: () => setAsked("board") }] : []),
    ...(kind === "trends" && mayEdit ? [{ key: "meeting", label: "Put on a slide…", onSelect: () => setAsked("meeting") }] : []),
  ];
  return (
    <>
      <Menu trigger={kind === "trends" ? "Saved views" : "Saved searches"} align="end" items={items} />
      <Suspense fallback={null}>
        {asked === "save" ? <SaveViewDialog kind={kind} query={query} suggestion={kind === "trends" ? "" : title} onClose={close} /> : null}
        {asked === "manage" ? <ManageViewsDialog kind={kind} query={query} onClose={close} /> : null}
        {asked === "freeze" ? <FreezeDialog views={[{ title: "", query, show: "all" }]} suggestion={title} onClose={close} /> : null}
        {asked === "board" ? <AddToBoardDialog query={query} suggestion={title} onClose={close} /> : null}
        {asked === "meeting" ? <AddToMeetingDialog query={query} suggestion={title} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
