import { formatOf, formatShare } from "@/components/charts/format-value";
import { OpensButton } from "@/components/charts/opens-button";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { Table, type Column } from "@/components/ui/table";

export type HeatCell = { count: number; total: number; share: number | null; href?: string; onOpen?: () => void };
export type HeatRow = { id: string; name: string; cells: readonly HeatCell[]; all: HeatCell };

export type HeatTableProps = {
  caption: string;
  columns: readonly { id: string; name: string; markIndex: number }[];
  rows: readonly HeatRow[];
  /** Heads the last column: what the shares are of. */
  allHeader: string;
  rowHeader: string;
};

const DEEPEST_PERCENT = 34;

/** Shares in a grid, each with its base; the tint repeats what the number says and is never alone. */
export function HeatTable({ caption, columns, rows, allHeader, rowHeader }: HeatTableProps) {
  const largest = Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ share }) => share ?? 0)));
  const heat: Column<HeatRow>[] = columns.map((column, at) => ({
    key: column.id,
    numeric: true,
    width: "7rem",
    header: (
      <span className="inline-flex flex-col items-end gap-0.5">
        <MarkSwatch markIndex={column.markIndex} />
        <span className="line-clamp-3 max-w-40 whitespace-normal [overflow-wrap:anywhere]">{column.name}</span>
      </span>
    ),
    renderCell: ({ cells }) => {
      const cell = cells[at];
      if (!cell) return null;
      const percent = largest > 0 ? Math.round(((cell.share ?? 0) / largest) * DEEPEST_PERCENT) : 0;
      return (
        <span className="-mx-1 block rounded-xs px-1 py-0.5" style={{ background: `color-mix(in oklab, var(--color-accent) ${percent}%, transparent)` }}>
          <CellNumber cell={cell} main={formatShare(cell.share)} detail={formatOf(cell.count, cell.total)} />
        </span>
      );
    },
  }));
  return (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      dense
      maxHeight="34rem"
      empty="Nothing to compare under this filter."
      columns={[
        { key: "row", header: rowHeader, rowHeader: true, width: "10rem", renderCell: ({ name }) => <span className="line-clamp-2 [overflow-wrap:anywhere]">{name}</span> },
        ...heat,
        { key: "all", header: allHeader, numeric: true, width: "6rem", renderCell: ({ all }) => <CellNumber cell={all} main={all.total.toLocaleString("en-GB")} /> },
      ]}
    />
  );
}

function CellNumber({ cell, main, detail }: { cell: HeatCell; main: string; detail?: string }) {
  const words = (
    <>
      {main}
      {detail ? <span className="block text-2xs text-ink">{detail}</span> : null}
    </>
  );
  if (detail && cell.count > 0 && cell.onOpen) {
    return (
      <OpensButton onOpen={cell.onOpen} className="text-right">
        {words}
      </OpensButton>
    );
  }
  if (!cell.href || (detail && cell.count === 0)) return <span className="inline-block min-h-6">{words}</span>;
  return (
    <a href={cell.href} className="inline-block min-h-6 underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent hover:decoration-2">
      {words}
    </a>
  );
}
