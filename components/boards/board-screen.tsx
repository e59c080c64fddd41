"use client";

import { lazy, Suspense, useRef, useState } from "react";
import { BoardFilter } from "@/components/boards/board-filter";
import { BoardPanelCard } from "@/components/boards/board-panel";
import { PANEL_WORDS } from "@/components/boards/panel-words";
import { type Board, useBoard } from "@/components/boards/use-board";
import { useBoardPoint } from "@/components/boards/use-board-point";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { useViews } from "@/components/views/use-views";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { TextInput } from "@/components/ui/text-input";
import { toastUndo } from "@/components/ui/toaster";
import type { Outputs } from "@/components/api/api-provider";
import type { BoardPanel } from "@/server/core/boards/board-shapes";
import { MOST_PANELS, moveItem, panelQuery } from "@/server/core/boards/panel-query";

const FreezeDialog = lazy(async () => ({ default: (await import("@/components/snapshots/freeze-dialog")).FreezeDialog }));

export interface BoardScreenProps {
  initialBoard: Board;
  outlets: Outputs["trends"]["outlets"];
  themes: Outputs["themes"]["list"];
}

/** Several charts under one filter, arranged by whoever may. */
export function BoardScreen({ initialBoard, outlets, themes }: BoardScreenProps) {
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { board, mayChange, isSaving, change } = useBoard(initialBoard);
  const { views = [] } = useViews("trends");
  const { point, open } = useBoardPoint();
  const [isFreezing, setIsFreezing] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const { panels } = board;

  const move = (from: number, to: number) => {
    change({ panels: moveItem(panels, from, to) });
    const place = Math.max(0, Math.min(panels.length - 1, to));
    setSaid(`${panels[from]?.title || "The chart"} is now number ${place + 1} of ${panels.length}.`);
    const id = panels[from]?.id;
    // The chart moves in the page; the person's place must move with it.
    requestAnimationFrame(() => grid.current?.querySelector<HTMLButtonElement>(`[data-panel="${id}"] button:not(:disabled)`)?.focus());
  };
  const set = (id: string, changes: Partial<BoardPanel>) => change({ panels: panels.map((panel) => (panel.id === id ? { ...panel, ...changes } : panel)) });
  const remove = (panel: BoardPanel) => {
    change({ panels: panels.filter(({ id }) => id !== panel.id) });
    toastUndo({ message: "The chart is off the board", onUndo: () => change({ panels }) });
  };
  const add = (title: string, query: string, viewId?: string) => change({ panels: [...panels, { id: crypto.randomUUID(), title, query, viewId, show: "lines", width: panels.length === 0 ? "full" : "half" }] });

  return (
    <>
      <PageHeader
        kicker={
          <>
            Board {board.visibility === "private" ? <Badge>only yours</Badge> : null} {isSaving ? <Badge>being saved</Badge> : null}
          </>
        }
        headline={
          name === null ? (
            board.name
          ) : (
            <form
              className="flex flex-wrap gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                if (name.trim()) change({ name: name.trim() });
                setName(null);
              }}
            >
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the person asked for this field in the menu */}
              <TextInput autoFocus aria-label="Name of the board" value={name} maxLength={120} required onChange={(event) => setName(event.target.value)} className="max-w-96 font-sans text-base" />
              <Button type="submit">Keep</Button>
            </form>
          )
        }
        standfirst={board.by && board.visibility === "workspace" ? `Made by ${board.by}.` : undefined}
        actions={
          <>
            {mayChange ? (
              <Menu
                trigger="Add a chart"
                align="end"
                items={[
                  { key: "all", label: "All themes, lines over time", disabled: panels.length >= MOST_PANELS, onSelect: () => add("", "") },
                  ...(views.length > 0 ? [{ kind: "heading" as const, key: "views", label: "A saved view" }] : []),
                  ...views.slice(0, 30).map((view) => ({ key: view.id, label: view.name, disabled: panels.length >= MOST_PANELS, onSelect: () => add(view.name, view.query, view.id) })),
                ]}
              />
            ) : null}
            {mayEdit && panels.length > 0 ? <Button onClick={() => setIsFreezing(true)} size="small">Freeze a snapshot…</Button> : null}
            <Button size="small" onClick={() => window.print()}>
              Print
            </Button>
            {mayChange ? (
              <Menu
                trigger="Board"
                align="end"
                items={[
                  { key: "rename", label: "Rename…", onSelect: () => setName(board.name) },
                  ...(board.isMine && mayEdit ? [{ key: "share", label: board.visibility === "private" ? "Share with everybody here" : "Keep for me alone", onSelect: () => change({ visibility: board.visibility === "private" ? "workspace" : "private" }) }] : []),
                  { key: "all", label: "All boards", href: `/w/${slug}/boards` },
                ]}
              />
            ) : (
              <LinkButton size="small" href={`/w/${slug}/boards`}>
                All boards
              </LinkButton>
            )}
          </>
        }
      />
      <BoardFilter query={board.query} outlets={outlets} themes={themes} mayChange={mayChange} onChange={(query) => change({ query })} />
      <output className="sr-only" aria-live="polite">
        {said}
      </output>
      {panels.length === 0 ? (
        <EmptyState className="mt-6" title="No chart is on this board yet" action={mayChange ? <Button onClick={() => add("", "")}>Begin with all themes</Button> : null}>
          Take a saved view with “Add a chart”, or set one up on the <a className="text-link" href={`/w/${slug}/trends`}>Trends screen</a> and choose “Put on a board”.
        </EmptyState>
      ) : (
        <div ref={grid} className="mt-6 grid gap-x-12 gap-y-4 xl:grid-cols-2 print:block">
          {panels.map((panel, place) => (
            <BoardPanelCard
              key={panel.id}
              panel={panel}
              place={place}
              count={panels.length}
              boardQuery={board.query}
              point={point?.panelId === panel.id ? point : null}
              onOpen={(opened) => open(opened && { ...opened, panelId: panel.id })}
              source={views.find(({ id }) => id === panel.viewId)}
              mayChange={mayChange}
              onChange={(changes) => set(panel.id, changes)}
              onMove={(to) => (to < 0 ? move(-1 - to, place) : move(place, to))}
              onRemove={() => remove(panel)}
            />
          ))}
        </div>
      )}
      <Suspense fallback={null}>
        {isFreezing ? (
          <FreezeDialog
            suggestion={board.name}
            views={panels.map((panel) => ({ title: panel.title || (panel.show === "lines" || panel.show === "all" ? "" : PANEL_WORDS[panel.show]), query: panelQuery(board.query, panel.query), show: panel.show }))}
            onClose={() => setIsFreezing(false)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
