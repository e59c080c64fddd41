"use client";

import { formatCount } from "@/components/charts/format-value";
import type { Outlet } from "@/components/outlets/outlet-types";
import { useWorkspace } from "@/components/session/workspace-context";
import { sayDays } from "@/components/charts/say-days";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { LoadMore } from "@/components/ui/load-more";
import { Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { countryName } from "@/server/core/outlets/country-name";
import { countOf } from "@/server/core/text/count-noun";

export interface OutletTableProps {
  outlets: readonly Outlet[];
  total: number;
  selected: readonly string[];
  onSelect?: (outletId: string, isSelected: boolean) => void;
  onEdit?: (outlet: Outlet) => void;
  onMore: () => void;
}

/** Outlets with what they bring, the largest first. */
export function OutletTable({ outlets, total, selected, onSelect, onEdit, onMore }: OutletTableProps) {
  const { slug } = useWorkspace();
  return (
    <>
      <Table<Outlet>
        caption="Outlets"
        hideCaption
        rows={outlets}
        rowKey={(row) => row.id}
        stacks
        empty="No outlet is called so."
        columns={[
          ...(onSelect
            ? [{ key: "select", header: <span className="sr-only">Choose</span>, width: "3rem", renderCell: (row: Outlet) => <Checkbox label={`Choose ${row.name}`} hideLabel checked={selected.includes(row.id)} onChange={(event) => onSelect(row.id, event.target.checked)} /> }]
            : []),
          {
            key: "name",
            header: "Outlet",
            rowHeader: true,
            width: "14rem",
            renderCell: (row) => (
              <>
                <span className="block [overflow-wrap:anywhere]">{row.name}</span>
                <span className="block text-sm font-normal text-ink-soft [overflow-wrap:anywhere]">
                  {row.domain !== row.name ? row.domain : ""}
                  {row.merged.length > 0 ? ` with ${row.merged.join(", ")}` : ""}
                </span>
              </>
            ),
          },
          { key: "country", header: "Country", width: "8rem", renderCell: (row) => (row.country ? (countryName(row.country) ?? row.country) : "") },
          { key: "group", header: "Group", width: "8rem", renderCell: (row) => row.groupName },
          {
            key: "articles",
            header: "Articles",
            numeric: true,
            renderCell: (row) => (
              <>
                {row.articles > 0 ? <TextLink href={`/w/${slug}/articles?outlet=${row.id}`}>{formatCount(row.articles)}</TextLink> : "0"}
                {row.undated > 0 ? (
                  <TextLink href={`/w/${slug}/articles?outlet=${row.id}&dated=undated`} className="block text-sm whitespace-nowrap">
                    {formatCount(row.undated)} without a date
                  </TextLink>
                ) : null}
                {row.moving > 0 ? <span className="block text-sm text-ink-soft">{formatCount(row.moving)} on their way</span> : null}
              </>
            ),
          },
          { key: "span", header: "From, to", className: "sm:whitespace-nowrap", renderCell: (row) => (row.first && row.last ? sayDays(row.first, row.last) : "no dates") },
          { key: "feeds", header: "Feeds", numeric: true, renderCell: (row) => formatCount(row.feeds) },
          ...(onEdit
            ? [
                {
                  key: "edit",
                  header: <span className="sr-only">Edit</span>,
                  renderCell: (row: Outlet) => (
                    <Button size="small" variant="plain" onClick={() => onEdit(row)}>
                      Edit<span className="sr-only"> {row.name}</span>
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <LoadMore words={countOf(outlets.length, total, "outlet")} hasMore={outlets.length < total} onMore={onMore} />
    </>
  );
}
