"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type Outputs, useApi } from "@/components/api/api-provider";
import { sayMoment } from "@/components/articles/say-moment";
import { useTrash } from "@/components/articles/use-trash";
import { formatCount } from "@/components/charts/format-value";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { sayDay } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";

type Trashed = Outputs["articles"]["trash"]["articles"][number];

/** Articles that are in no number and can come back. */
export function TrashScreen({ initial }: { initial: Outputs["articles"]["trash"] }) {
  const api = useApi();
  const { slug, timeZone } = useWorkspace();
  const mayEdit = useMayEdit();
  const trash = useTrash();
  const { data } = useQuery({ ...api.articles.trash.queryOptions({ workspace: slug }), initialData: initial });
  return (
    <>
      <PageHeader kicker="Articles" headline="Trash" standfirst="What lies here is in no list and in no number. Its matches and judgements come back with it." actions={<LinkButton size="small" href={`/w/${slug}/articles`}>All articles</LinkButton>} />
      {data.articles.length === 0 ? (
        <EmptyState title="The trash is empty">A deleted article waits here until somebody restores it.</EmptyState>
      ) : (
        <Table<Trashed>
          stacks
          caption={data.total > data.articles.length ? `The latest ${formatCount(data.articles.length)} of ${formatCount(data.total)}` : `${formatCount(data.total)} in the trash`}
          rows={data.articles}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "title",
              header: "Headline",
              rowHeader: true,
              width: "16rem",
              renderCell: (row) => (
                <Link href={`/w/${slug}/articles/${row.id}`} className="text-link [overflow-wrap:anywhere]">
                  {row.title}
                </Link>
              ),
            },
            { key: "outlet", header: "Outlet", width: "8rem", renderCell: (row) => row.outlet },
            { key: "day", header: "Published", width: "7rem", renderCell: (row) => (row.publishedDay ? sayDay(row.publishedDay) : "no date") },
            { key: "deleted", header: "Deleted", width: "10rem", renderCell: (row) => `${sayMoment(row.deletedAt, timeZone)}${row.deletedBy ? `, ${row.deletedBy}` : ""}` },
            ...(mayEdit
              ? [
                  {
                    key: "restore",
                    header: <span className="sr-only">Restore</span>,
                    renderCell: (row: Trashed) => (
                      <Button size="small" aria-label={`Restore ${row.title}`} pending={trash.isPending} onClick={() => trash.restore([row.id])}>
                        Restore
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </>
  );
}
