"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ComponentProps, type DragEvent, useMemo, useState } from "react";
import { useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { liveOpens, liveSeries } from "@/components/boards/open-live";
import { PANEL_WORDS } from "@/components/boards/panel-words";
import { useWorkspace } from "@/components/session/workspace-context";
import { viewHeadline } from "@/components/snapshots/thaw-view";
import { ViewMethod } from "@/components/snapshots/view-method";
import { ViewPanel } from "@/components/snapshots/view-panels";
import { PointDrawer } from "@/components/trends/point-drawer";
import { SaidNumbers } from "@/components/trends/said-numbers";
import type { OpenedPoint } from "@/components/trends/opened-point";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { MoveButtons } from "@/components/ui/move-buttons";
import { SkeletonText } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import type { BoardPanel } from "@/server/core/boards/board-shapes";
import { panelQuery } from "@/server/core/boards/panel-query";
import type { PanelShow } from "@/server/core/snapshots/snapshot-shape";
import { readFilterAddress } from "@/server/core/trends/filter-address";
import { viewPath } from "@/server/core/views/view-path";

export interface BoardPanelCardProps {
  panel: BoardPanel;
  place: number;
  count: number;
  boardQuery: string;
  /** The saved view that it was copied from, while that is there. */
  source?: { name: string; query: string };
  /** The point of this chart that stands open. */
  point: OpenedPoint | null;
  onOpen: (point: OpenedPoint | null) => void;
  mayChange: boolean;
  onChange: (changes: Partial<BoardPanel>) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

const DRAGGED = "application/x-themeline-panel";

/** One chart of a board under the shared filter; moved by its buttons, with keys or a pointer, or by dragging its handle. */
export function BoardPanelCard({ panel, place, count, boardQuery, source, point, onOpen, mayChange, onChange, onMove, onRemove }: BoardPanelCardProps) {
  const api = useApi();
  const { slug: workspace } = useWorkspace();
  const query = panelQuery(boardQuery, panel.query);
  const read = useQuery({ ...api.snapshots.preview.queryOptions({ workspace, title: panel.title, query, show: panel.show }), placeholderData: keepPreviousData });
  const [title, setTitle] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const view = read.data?.view;
  const live = useMemo(() => read.data && liveSeries(read.data), [read.data]);
  const state = useMemo(() => readFilterAddress(new URLSearchParams(query), []), [query]);
  const opens = read.data && liveOpens(read.data, state, { workspace, onOpen });
  const said = view ? viewHeadline({ ...view, title: panel.title }) : null;
  const name = panel.title || PANEL_WORDS[panel.show === "all" ? "lines" : panel.show];
  const drop = (event: DragEvent) => {
    setIsOver(false);
    const from = Number(event.dataTransfer.getData(DRAGGED) || -1);
    if (from >= 0 && from !== place) onMove(-1 - from);
  };
  return (
    // oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- a place to drop on; the buttons move a chart without dragging
    <section
      aria-label={name}
      data-panel={panel.id}
      className={`min-w-0 border-t border-ink pt-3 pb-6 print:[&_[data-chart]]:break-inside-avoid print:[&_figure]:break-inside-auto! ${panel.width === "full" ? "xl:col-span-2" : ""} ${isOver ? "bg-accent-wash" : ""}`}
      onDragOver={(event) => {
        if (!mayChange || !event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <div className="mb-2 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        {title === null ? (
          <h2 className="min-w-0 flex-1 basis-56 text-xl leading-snug [overflow-wrap:anywhere]">{said?.headline ?? name}</h2>
        ) : (
          <form
            className="flex min-w-0 flex-1 basis-56 gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              onChange({ title });
              setTitle(null);
            }}
          >
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the person asked for this field in the menu */}
            <TextInput autoFocus aria-label="Title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
            <Button type="submit" size="small">
              Keep
            </Button>
          </form>
        )}
        <div className="flex flex-wrap items-center gap-1 print:hidden">
          {mayChange ? (
            <Moving name={name} place={place} count={count} onMove={onMove} />
          ) : null}
          <LinkButton size="small" variant="plain" href={`/w/${workspace}/${viewPath("trends", query)}`}>
            Open<span className="sr-only"> “{name}” on the Trends screen</span>
          </LinkButton>
          {mayChange ? (
            <Menu
              trigger="Chart"
              label={`Change “${name}”`}
              variant="plain"
              align="end"
              items={[
                { key: "title", label: panel.title ? "Another title…" : "Give it a title…", onSelect: () => setTitle(panel.title) },
                { key: "width", label: panel.width === "half" ? "Full width" : "Half the width", onSelect: () => onChange({ width: panel.width === "half" ? "full" : "half" }) },
                { kind: "heading", key: "show", label: "Show" },
                ...(Object.entries(PANEL_WORDS) as [PanelShow, string][]).map(([show, label]) => ({ key: show, label, hint: panel.show === show ? "now" : undefined, onSelect: () => onChange({ show }) })),
                { kind: "heading", key: "end", label: "Board" },
                { key: "remove", label: "Take it off", danger: true, onSelect: onRemove },
              ]}
            />
          ) : null}
        </div>
      </div>
      {said?.standfirst ? <p className="mb-2 text-sm text-ink-soft"><SaidNumbers parts={said.parts} onOpen={opens?.onPoint} /></p> : null}
      {source && source.query !== panel.query ? (
        <p className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft print:hidden">
          <span>A copy of the saved view “{source.name}”, which was changed since.</span>
          {mayChange ? (
            <Button size="small" onClick={() => onChange({ query: source.query })}>
              Update from the view<span className="sr-only"> “{source.name}”</span>
            </Button>
          ) : null}
        </p>
      ) : null}
      {read.error ? <ErrorState title="This chart could not be read" advice={explainError(read.error)} safe="The board is as it was." /> : null}
      {!view && !read.error ? <SkeletonText lines={8} label={`Drawing “${name}”`} /> : null}
      {view ? (
        <div className={`transition-opacity ${read.isPlaceholderData ? "opacity-60" : ""}`}>
          <ViewPanel view={{ ...view, show: panel.show }} opens={opens} height={panel.width === "full" ? 400 : 340} showNotes={panel.width === "full" ? true : "folded"} />
          <ViewMethod view={view} />
        </div>
      ) : null}
      {live ? <PointDrawer {...live} state={state} point={point} onClose={() => onOpen(null)} /> : null}
    </section>
    // oxlint-enable jsx-a11y/no-noninteractive-element-interactions
  );
}

function Moving({ place, ...rest }: ComponentProps<typeof MoveButtons>) {
  return (
    <span className="flex items-center">
      <span
        draggable
        aria-hidden="true"
        title="Drag to another place"
        onDragStart={(event) => event.dataTransfer.setData(DRAGGED, String(place))}
        className="inline-flex size-8 cursor-grab items-center justify-center text-ink-faint pointer-coarse:hidden"
      >
        ⠿
      </span>
      <MoveButtons place={place} {...rest} />
    </span>
  );
}
