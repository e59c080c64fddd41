import { useId, type HTMLAttributes, type ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { joinClasses } from "@/components/ui/join-classes";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  renderCell: (row: Row, index: number) => ReactNode;
  /** Right-aligned, tabular figures, never broken over lines. */
  numeric?: boolean;
  /** The cell names its row (one column at most). */
  rowHeader?: boolean;
  sortable?: boolean;
  /** A CSS width or min-width hint such as "12rem". */
  width?: string;
  className?: string;
};

export type TableSort = { key: string; direction: "ascending" | "descending" };

export type TableProps<Row> = {
  /** Names the table for everybody; `hideCaption` when a heading above already shows it. */
  caption: ReactNode;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  sort?: TableSort;
  onSort?: (key: string) => void;
  /** For links to the sorted page instead of `onSort`. */
  sortHref?: (key: string) => string;
  rowProps?: (row: Row, index: number) => HTMLAttributes<HTMLTableRowElement> & { [data: `data-${string}`]: string | undefined };
  /** What stands in the body when there are no rows. */
  empty?: ReactNode;
  /** With it the table scrolls inside and its head stays, for instance "60dvh". */
  maxHeight?: string;
  footer?: ReactNode;
  dense?: boolean;
  /** On a phone each row becomes a block: its cells below each other, behind the names of their columns. */
  stacks?: boolean;
  className?: string;
};

/** A dense editorial table: thin rules, numbers to the right, head that stays, sideways scroll by keyboard. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, hideCaption = false, columns, rows, rowKey, rowProps, empty, maxHeight, footer, dense = false, stacks = false, className } = props;
  const captionId = useId();
  const cellPad = dense ? "py-1" : "py-2";
  return (
    <section
      aria-labelledby={captionId}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
      tabIndex={0}
      style={maxHeight ? { maxHeight } : undefined}
      className={joinClasses("relative max-w-full overflow-auto focus-visible:-outline-offset-2 print:max-h-none! print:overflow-visible", stacks && "max-sm:max-h-none!", className)}
    >
      {/* Roles are said aloud again, because browsers take them from what is not laid out as a table. */}
      <table role={stacks ? "table" : undefined} className={joinClasses("w-full border-collapse text-[0.9375rem] leading-snug", stacks && "max-sm:block")}>
        <caption id={captionId} className={hideCaption ? "sr-only" : joinClasses("pb-2 text-left text-sm text-ink-soft", stacks && "max-sm:block")}>
          {caption}
        </caption>
        <thead role={stacks ? "rowgroup" : undefined} className={stacks ? "max-sm:hidden" : undefined}>
          <tr role={stacks ? "row" : undefined}>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} table={props} />
            ))}
          </tr>
        </thead>
        <tbody role={stacks ? "rowgroup" : undefined} className={stacks ? "max-sm:block max-sm:border-t max-sm:border-ink" : undefined}>
          {rows.length === 0 && empty ? (
            <tr>
              <td colSpan={columns.length} className="py-8 text-center text-ink-soft">
                {empty}
              </td>
            </tr>
          ) : null}
          {rows.map((row, index) => {
            const own = rowProps?.(row, index);
            return (
              <tr key={rowKey(row, index)} role={stacks ? "row" : undefined} {...own} className={joinClasses("border-b border-rule hover:bg-sunken aria-selected:bg-accent-wash", stacks && "max-sm:flex max-sm:flex-wrap max-sm:gap-x-2 max-sm:py-3", own?.className)}>
                {columns.map((column) => {
                  const Cell = column.rowHeader ? "th" : "td";
                  const label = stacks && !column.rowHeader && typeof column.header === "string" ? column.header : undefined;
                  return (
                    <Cell
                      key={column.key}
                      scope={column.rowHeader ? "row" : undefined}
                      role={stacks ? (column.rowHeader ? "rowheader" : "cell") : undefined}
                      data-label={label}
                      className={joinClasses(
                        "pr-6 pl-0 align-top font-normal last:pr-0",
                        cellPad,
                        column.numeric ? "text-right whitespace-nowrap tabular-nums" : "text-left",
                        stacks && stackedLook(label !== undefined, column.rowHeader ?? false),
                        column.className,
                      )}
                    >
                      {stacks ? <div>{column.renderCell(row, index)}</div> : column.renderCell(row, index)}
                    </Cell>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
        {footer ? <tfoot className="border-t-2 border-rule-strong">{footer}</tfoot> : null}
      </table>
    </section>
  );
}

/** A cell of a row that is a block: what names the row, what has a column's name before it, and boxes and buttons. */
function stackedLook(isLabelled: boolean, namesRow: boolean): string {
  if (namesRow) return "max-sm:min-w-0 max-sm:flex-1 max-sm:basis-3/4 max-sm:py-0 max-sm:pr-0";
  if (!isLabelled) return "max-sm:py-0 max-sm:pr-0";
  return "max-sm:grid max-sm:basis-full max-sm:grid-cols-[6.5rem_minmax(0,1fr)] max-sm:py-0.5 max-sm:pr-0 max-sm:text-left max-sm:whitespace-normal max-sm:before:text-sm max-sm:before:text-ink-faint max-sm:before:content-[attr(data-label)] max-sm:has-[>div:empty]:hidden";
}

function HeadCell<Row>({ column, table }: { column: Column<Row>; table: TableProps<Row> }) {
  const { sort, onSort, sortHref } = table;
  const sorted = sort?.key === column.key ? sort.direction : undefined;
  const arrow = sorted ? <Icon name={sorted === "ascending" ? "sortUp" : "sortDown"} className="mb-0.5 size-3.5" /> : null;
  const look = joinClasses("inline-flex min-h-6 items-end gap-1 text-inherit underline-offset-4 hover:underline", column.numeric && "flex-row-reverse");
  let words: ReactNode = <span className="inline-flex min-h-6 items-end">{column.header}</span>;
  if (column.sortable && sortHref) {
    words = (
      <a href={sortHref(column.key)} className={joinClasses(look, "no-underline")}>
        {column.header}
        {arrow}
      </a>
    );
  } else if (column.sortable && onSort) {
    words = (
      <button type="button" onClick={() => onSort(column.key)} className={look}>
        {column.header}
        {arrow}
      </button>
    );
  }
  return (
    <th
      scope="col"
      aria-sort={column.sortable ? (sorted ?? "none") : undefined}
      style={column.width ? { minWidth: column.width } : undefined}
      className={joinClasses(
        "sticky top-0 z-10 bg-paper py-1.5 pr-6 align-bottom text-2xs font-semibold text-ink-soft shadow-[inset_0_-1.5px_0_var(--color-ink)] last:pr-0 print:static print:border-b print:border-ink print:shadow-none",
        column.numeric ? "text-right" : "text-left",
      )}
    >
      {words}
    </th>
  );
}
