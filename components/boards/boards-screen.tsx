"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Outputs, useApi, useApiClient } from "@/components/api/api-provider";
import { explainError, fieldErrors } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { KeptList } from "@/components/meetings/kept-list";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { VisibilityChoice } from "@/components/views/visibility-choice";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import type { Column } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import type { Visibility } from "@/server/core/views/view-shapes";

type Listed = Outputs["boards"]["list"][number];

/** The boards of the workspace and one's own. */
export function BoardsScreen({ initialBoards }: { initialBoards: Listed[] }) {
  const api = useApi();
  const client = useApiClient();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const query = useQuery({ ...api.boards.list.queryOptions({ workspace: slug }), initialData: initialBoards });
  const columns: Column<Listed>[] = [
    {
      key: "name",
      header: "Name",
      rowHeader: true,
      width: "14rem",
      renderCell: ({ id, name, visibility }) => (
        <span className="flex flex-wrap items-baseline gap-2">
          <Link href={`/w/${slug}/boards/${id}`} className="font-medium [overflow-wrap:anywhere]">
            {name}
          </Link>
          {visibility === "private" ? <Badge>only yours</Badge> : null}
        </span>
      ),
    },
    { key: "panels", header: "Charts", numeric: true, renderCell: ({ panels }) => panels },
    { key: "changed", header: "Changed", width: "11rem", renderCell: ({ changedAt, by }) => <>{sayMoment(changedAt, timeZone)}{by ? <span className="block text-sm text-ink-soft">made by {by}</span> : null}</> },
  ];
  return (
    <KeptList<Listed>
      headline="Boards"
      standfirst="Several charts side by side, under one filter."
      rows={query.data}
      error={query.error}
      columns={columns}
      nameOf={({ name }) => name}
      mayDelete={({ visibility }) => mayEdit || visibility === "private"}
      remove={(boardId) => client.boards.delete.mutate({ workspace: slug, boardId })}
      restore={(boardId) => client.boards.restore.mutate({ workspace: slug, boardId })}
      deleted="The board is deleted"
      changes={api.boards.pathFilter()}
      empty={
        <EmptyState className="border-t-0 pt-4" title="No board yet" action={<LinkButton href={`/w/${slug}/trends`}>Go to Trends</LinkButton>}>
          Name one here and fill it from the Trends screen: “Saved views”, then “Put on a board”.
        </EmptyState>
      }
    >
      <NewBoard />
    </KeptList>
  );
}

function NewBoard() {
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug: workspace } = useWorkspace();
  const mayEdit = useMayEdit();
  const [name, setName] = useState("");
  const [visibility, setVisibility] = useState<Visibility>(mayEdit ? "workspace" : "private");
  const [requestId] = useState(() => crypto.randomUUID());
  const create = useMutation(
    api.boards.create.mutationOptions({
      onSuccess: ({ boardId }) => {
        void queries.invalidateQueries(api.boards.pathFilter());
        router.push(`/w/${workspace}/boards/${boardId}`);
      },
    }),
  );
  return (
    <form
      className="mt-6 flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ workspace, requestId, name, query: "", panels: [], visibility });
      }}
    >
      <Field label="New board" className="w-72" error={create.error ? (fieldErrors(create.error)["name"] ?? explainError(create.error)) : undefined}>
        <TextInput value={name} maxLength={120} required placeholder="Monday wall" onChange={(event) => setName(event.target.value)} />
      </Field>
      <VisibilityChoice value={visibility} onChange={setVisibility} />
      <Button type="submit" pending={create.isPending}>
        Make it
      </Button>
    </form>
  );
}
