"use client";

import { type QueryFilters, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { explainError } from "@/components/api/explain-error";
import { MeetingsTabs } from "@/components/meetings/meetings-tabs";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { type Column, Table } from "@/components/ui/table";
import { toastProblem, toastUndo } from "@/components/ui/toaster";

export interface KeptListProps<Row extends { id: string }> {
  /** What they are, in the plural: "Boards". */
  headline: string;
  standfirst: string;
  rows: readonly Row[];
  error: unknown;
  columns: readonly Column<Row>[];
  nameOf: (row: Row) => string;
  mayDelete: (row: Row) => boolean;
  remove: (id: string) => Promise<unknown>;
  restore: (id: string) => Promise<unknown>;
  /** What is said when one is deleted: "The board is deleted". */
  deleted: string;
  /** What is read anew after a change. */
  changes: QueryFilters;
  /** Stands in the place of the table where there is nothing. */
  empty: ReactNode;
  children?: ReactNode;
}

/** The page of one kind of thing that meetings use: a table of all of them, each deleted with undo. */
export function KeptList<Row extends { id: string }>({ headline, standfirst, rows, error, columns, nameOf, mayDelete, remove, restore, deleted, changes, empty, children }: KeptListProps<Row>) {
  const queries = useQueryClient();
  const shared = { onError: (reason: unknown) => toastProblem("This did not work", explainError(reason)), onSettled: () => queries.invalidateQueries(changes) };
  const back = useMutation({ ...shared, mutationFn: restore });
  const away = useMutation({ ...shared, mutationFn: remove, onSuccess: (_, id: string) => toastUndo({ message: deleted, onUndo: () => back.mutate(id) }) });
  const actions: Column<Row> = {
    key: "delete",
    header: <span className="sr-only">Actions</span>,
    renderCell: (row) =>
      mayDelete(row) ? (
        <Button size="small" variant="plain" onClick={() => away.mutate(row.id)}>
          Delete<span className="sr-only"> “{nameOf(row)}”</span>
        </Button>
      ) : null,
  };
  return (
    <>
      <PageHeader kicker="Meetings" headline={headline} standfirst={standfirst} />
      <MeetingsTabs />
      {error ? <ErrorState title={`The ${headline.toLowerCase()} could not be read`} advice={explainError(error)} safe="None of them is lost." /> : null}
      {rows.length === 0 ? empty : <Table caption={headline} hideCaption stacks columns={[...columns, actions]} rows={rows} rowKey={({ id }) => id} />}
      {children}
    </>
  );
}
