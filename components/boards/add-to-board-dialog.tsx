"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useApi, useApiClient } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { PANEL_WORDS } from "@/components/boards/panel-words";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { VisibilityChoice } from "@/components/views/visibility-choice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toastDone } from "@/components/ui/toaster";
import { MOST_PANELS } from "@/server/core/boards/panel-query";
import type { PanelShow } from "@/server/core/snapshots/snapshot-shape";
import type { Visibility } from "@/server/core/views/view-shapes";

const NEW = "new";

/** Puts what the screen shows on a board, as a copy of its own. */
export function AddToBoardDialog({ query, suggestion, onClose }: { query: string; suggestion: string; onClose: () => void }) {
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug: workspace } = useWorkspace();
  const mayEdit = useMayEdit();
  const boards = useQuery(api.boards.list.queryOptions({ workspace }));
  const mine = (boards.data ?? []).filter(({ visibility }) => mayEdit || visibility === "private");
  const [ids] = useState(() => ({ requestId: crypto.randomUUID(), panelId: crypto.randomUUID() }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [visibility, setVisibility] = useState<Visibility>(mayEdit ? "workspace" : "private");
  const target = chosen ?? mine[0]?.id ?? NEW;
  const put = useMutation({
    mutationFn: async (form: FormData) => {
      const panel = { id: ids.panelId, title: String(form.get("title") ?? ""), query, show: String(form.get("show")) as PanelShow, width: "half" as const };
      if (target === NEW) return client.boards.create.mutate({ workspace, requestId: ids.requestId, name: String(form.get("name") ?? ""), query: "", panels: [panel], visibility });
      const board = await client.boards.get.query({ workspace, boardId: target });
      if (board.panels.length >= MOST_PANELS) throw new Error("This board is full.");
      if (!board.panels.some(({ id }) => id === panel.id)) await client.boards.change.mutate({ workspace, boardId: target, basedOnRevision: board.revision, panels: [...board.panels, panel] });
      return { boardId: target };
    },
    onSuccess: ({ boardId }) => {
      void queries.invalidateQueries(api.boards.pathFilter());
      toastDone("It is on the board");
      router.push(`/w/${workspace}/boards/${boardId}`);
      onClose();
    },
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    put.mutate(new FormData(event.currentTarget));
  }
  return (
    <Dialog open onClose={onClose} title="Put on a board" description="The board keeps a copy of this view; it shows what is there when it is opened.">
      <form className="grid gap-4" onSubmit={submit}>
        <Field label="Board">
          <Select value={target} onChange={(event) => setChosen(event.target.value)} options={[...mine.map(({ id, name }) => ({ value: id, label: name })), { value: NEW, label: "A new board" }]} />
        </Field>
        {target === NEW ? (
          <>
            <Field label="Name of the board">
              <TextInput name="name" required maxLength={120} />
            </Field>
            <VisibilityChoice value={visibility} onChange={setVisibility} />
          </>
        ) : null}
        <Field label="Chart">
          <Select name="show" defaultValue="lines" options={Object.entries(PANEL_WORDS).map(([value, label]) => ({ value, label }))} />
        </Field>
        <Field label="Title (optional)" hint="Without one, the chart’s own sentence stands above it." error={put.error ? explainError(put.error) : undefined}>
          <TextInput name="title" maxLength={200} placeholder={suggestion} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={put.isPending || boards.isPending}>
            Put it there
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
