"use client";

import Link from "next/link";
import { useState } from "react";
import { explainError } from "@/components/api/explain-error";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { type SavedView, useViews } from "@/components/views/use-views";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { viewPath } from "@/server/core/views/view-path";
import type { ViewKind } from "@/server/core/views/view-shapes";

/** All saved views of a screen: open, rename, give another filter, delete with undo. */
export function ManageViewsDialog({ kind, query, onClose }: { kind: ViewKind; query: string; onClose: () => void }) {
  const { views, error, restore } = useViews(kind);
  // A message at the foot of the page lies under the dialog: what can be undone stays in its place.
  const [gone, setGone] = useState<SavedView[]>([]);
  return (
    <Dialog open onClose={onClose} size="medium" title={kind === "trends" ? "Saved views" : "Saved searches"} actions={<Button onClick={onClose}>Done</Button>}>
      {error ? <p className="text-danger">{explainError(error)}</p> : null}
      {views?.length === 0 && gone.length === 0 ? <p className="text-ink-soft">Nothing is saved yet.</p> : null}
      <ul className="m-0 grid list-none divide-y divide-rule p-0">
        {views?.map((view) => (
          <li key={view.id}>
            <ViewRow view={view} kind={kind} query={query} onDeleted={() => setGone((before) => [...before, view])} />
          </li>
        ))}
        {gone.map((view) => (
          <li key={`gone-${view.id}`} className="flex flex-wrap items-center gap-3 py-2.5 text-ink-soft">
            <span className="min-w-0 [overflow-wrap:anywhere]">“{view.name}” is deleted.</span>
            <Button
              size="small"
              onClick={() => {
                restore(view.id);
                setGone((before) => before.filter(({ id }) => id !== view.id));
              }}
            >
              Undo
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function ViewRow({ view, kind, query, onDeleted }: { view: SavedView; kind: ViewKind; query: string; onDeleted: () => void }) {
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { change, remove } = useViews(kind);
  const [name, setName] = useState<string | null>(null);
  const mayChange = view.visibility === "private" || mayEdit;
  if (name !== null) {
    return (
      <form
        className="flex flex-wrap items-end gap-2 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() && name.trim() !== view.name) change({ viewId: view.id, name });
          setName(null);
        }}
      >
        <Field label="Name" className="min-w-48 flex-1">
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the person asked for this field by pressing Rename */}
          <TextInput autoFocus value={name} maxLength={120} required onChange={(event) => setName(event.target.value)} />
        </Field>
        <Button type="submit">Rename</Button>
        <Button variant="plain" onClick={() => setName(null)}>
          Cancel
        </Button>
      </form>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <Link href={`/w/${slug}/${viewPath(kind, view.query)}`} className="min-w-0 flex-1 basis-48 font-medium [overflow-wrap:anywhere]">
        {view.name}
      </Link>
      {view.visibility === "private" ? <Badge>only yours</Badge> : view.by ? <span className="text-sm text-ink-soft">{view.by}</span> : null}
      {mayChange ? (
        <span className="flex flex-wrap gap-1">
          <Button size="small" variant="plain" onClick={() => setName(view.name)}>
            Rename<span className="sr-only"> “{view.name}”</span>
          </Button>
          {query === view.query ? null : (
            <Button size="small" variant="plain" onClick={() => change({ viewId: view.id, query })}>
              Give it this filter<span className="sr-only">: “{view.name}”</span>
            </Button>
          )}
          {view.isMine && mayEdit ? (
            <Button size="small" variant="plain" onClick={() => change({ viewId: view.id, visibility: view.visibility === "private" ? "workspace" : "private" })}>
              {view.visibility === "private" ? "Share here" : "Keep for me"}<span className="sr-only">: “{view.name}”</span>
            </Button>
          ) : null}
          <Button size="small" variant="plain" onClick={() => remove(view.id, onDeleted)}>
            Delete<span className="sr-only"> “{view.name}”</span>
          </Button>
        </span>
      ) : null}
    </div>
  );
}
