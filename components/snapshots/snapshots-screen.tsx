"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { explainError } from "@/components/api/explain-error";
import { sayMoment } from "@/components/articles/say-moment";
import { MeetingsTabs } from "@/components/meetings/meetings-tabs";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { type Column, Table } from "@/components/ui/table";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

type Listed = Outputs["snapshots"]["list"][number];

/** What was frozen, the latest first. */
export function SnapshotsScreen({ initialSnapshots }: { initialSnapshots: Listed[] }) {
  const api = useApi();
  const queries = useQueryClient();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const query = useQuery({ ...api.snapshots.list.queryOptions({ workspace: slug }), initialData: initialSnapshots });
  const onError = (error: unknown) => toastProblem("This did not work", explainError(error));
  const refresh = () => void queries.invalidateQueries(api.snapshots.pathFilter());
  const restore = useMutation(api.snapshots.restore.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(
    api.snapshots.delete.mutationOptions({
      onError,
      onSuccess: (_, { snapshotId }) => {
        toastUndo({ message: "The snapshot is deleted; its links show nothing", onUndo: () => restore.mutate({ workspace: slug, snapshotId }) });
        refresh();
      },
    }),
  );
  const columns: Column<Listed>[] = [
    {
      key: "name",
      header: "Name",
      rowHeader: true,
      width: "14rem",
      renderCell: ({ id, name, views }) => (
        <>
          <Link href={`/w/${slug}/snapshots/${id}`} className="font-medium [overflow-wrap:anywhere]">
            {name}
          </Link>
          {views > 1 ? <span className="block text-sm text-ink-soft">{views} views</span> : null}
        </>
      ),
    },
    { key: "at", header: "Frozen", width: "11rem", renderCell: ({ frozenAt, by }) => <>{sayMoment(frozenAt, timeZone)}{by ? <span className="block text-sm text-ink-soft">{by}</span> : null}</> },
    { key: "links", header: "Links", renderCell: ({ openLinks }) => (openLinks > 0 ? <Badge tone="accent">{openLinks === 1 ? "1 open link" : `${openLinks} open links`}</Badge> : <span className="text-ink-soft">none</span>) },
    {
      key: "delete",
      header: <span className="sr-only">Actions</span>,
      renderCell: ({ id, name }) =>
        mayEdit ? (
          <Button size="small" variant="plain" onClick={() => remove.mutate({ workspace: slug, snapshotId: id })}>
            Delete<span className="sr-only"> “{name}”</span>
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      <PageHeader kicker="Meetings" headline="Snapshots" standfirst="What was shown, as it was shown: numbers, rules and the articles behind each point." />
      <MeetingsTabs />
      {query.error ? <ErrorState title="The snapshots could not be read" advice={explainError(query.error)} safe="None of them is lost." /> : null}
      {query.data.length === 0 ? (
        <EmptyState title="Nothing is frozen yet" action={<LinkButton href={`/w/${slug}/trends`} variant="primary">Go to Trends</LinkButton>}>
          Set up what you want to show on the Trends screen, or on a board, and choose “Freeze a snapshot”.
        </EmptyState>
      ) : (
        <Table caption="Snapshots" hideCaption columns={columns} rows={query.data} rowKey={({ id }) => id} />
      )}
    </>
  );
}
