"use client";

import { sayMoment } from "@/components/articles/say-moment";
import { formatCount } from "@/components/charts/format-value";
import { Sparkline } from "@/components/charts/sparkline";
import { type ListedFeed, sayFromNow, sayPerDay } from "@/components/feeds/say-feed";
import { useWorkspace } from "@/components/session/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Menu } from "@/components/ui/menu";
import { Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";

export interface FeedTableProps {
  feeds: readonly ListedFeed[];
  /** When the list was read; what "ago" counts from. */
  nowMs: number;
  mayEdit: boolean;
  onPoll: (feed: ListedFeed) => void;
  onRemove: (feed: ListedFeed) => void;
  onPages: (feed: ListedFeed, pages: ListedFeed["pages"]) => void;
}

const PAGES = [
  { value: "when-short", label: "Where an entry says little" },
  { value: "always", label: "Always" },
  { value: "never", label: "Never" },
] as const;

/** Feeds with their health; the ones that need somebody come first. */
export function FeedTable({ feeds, nowMs, mayEdit, onPoll, onRemove, onPages }: FeedTableProps) {
  const { slug, timeZone } = useWorkspace();
  return (
    <Table<ListedFeed>
      caption="Feeds"
      hideCaption
      className="mt-6"
      rows={feeds}
      rowKey={(row) => row.id}
      stacks
      columns={[
        {
          key: "feed",
          header: "Feed",
          rowHeader: true,
          width: "16rem",
          renderCell: (row) => (
            <>
              <span className="block font-semibold [overflow-wrap:anywhere]">{row.title}</span>
              <span className="block text-sm text-ink-soft [overflow-wrap:anywhere]">{row.title === row.url ? (row.folder ?? "") : `${row.folder ? `${row.folder} · ` : ""}${row.url}`}</span>
            </>
          ),
        },
        {
          key: "health",
          header: "Health",
          width: "14rem",
          renderCell: (row) =>
            row.state === "failing" ? (
              <>
                <Badge tone="danger">{row.failures > 1 ? `failed ${row.failures} times` : "failed"}</Badge>
                <span className="mt-1 block text-sm text-ink-soft [overflow-wrap:anywhere]">{row.error}</span>
              </>
            ) : (
              <Badge tone={row.state === "good" ? "good" : "accent"}>{row.state === "good" ? "good" : row.state === "waiting" ? "waits its turn" : "being collected"}</Badge>
            ),
        },
        { key: "success", header: "Last success", width: "8rem", renderCell: (row) => <Ago moment={row.lastSuccessAt} nowMs={nowMs} timeZone={timeZone} none="never yet" /> },
        { key: "next", header: "Next", width: "8rem", renderCell: (row) => (row.state === "collecting" ? "now" : <Ago moment={row.nextPollAt} nowMs={nowMs} timeZone={timeZone} none="not planned" />) },
        { key: "days", header: "Four weeks", width: "9rem", renderCell: (row) => <Sparkline values={row.perDay} markIndex={0} lastUnfinished label={sayPerDay(row.perDay)} /> },
        {
          key: "articles",
          header: "Articles",
          numeric: true,
          renderCell: (row) => (
            <>
              {row.articles > 0 ? <TextLink href={`/w/${slug}/articles?feed=${row.id}`}>{formatCount(row.articles)}</TextLink> : "0"}
              {row.undated > 0 ? (
                <TextLink href={`/w/${slug}/articles?feed=${row.id}&dated=undated`} className="block text-sm whitespace-nowrap">
                  {formatCount(row.undated)} without a date
                </TextLink>
              ) : null}
            </>
          ),
        },
        { key: "outlet", header: "Outlet", width: "9rem", renderCell: (row) => (row.outlet ? <TextLink href={`/w/${slug}/articles?outlet=${row.outlet.id}`}>{row.outlet.name}</TextLink> : <span className="text-ink-soft">{row.articles > 0 ? "several" : ""}</span>) },
        ...(mayEdit
          ? [
              {
                key: "actions",
                header: <span className="sr-only">Actions</span>,
                renderCell: (row: ListedFeed) => (
                  <Menu
                    trigger="…"
                    label={`Actions for ${row.title}`}
                    size="small"
                    variant="plain"
                    align="end"
                    items={[
                      { key: "poll", label: "Collect now", disabled: row.state === "collecting", onSelect: () => onPoll(row) },
                      { kind: "heading", key: "pages", label: "Read the pages of its articles" },
                      ...PAGES.map(({ value, label }) => ({ key: value, label, hint: row.pages === value ? "chosen" : undefined, disabled: row.pages === value, onSelect: () => onPages(row, value) })),
                      { kind: "heading", key: "end", label: "Feed" },
                      { key: "remove", label: "Remove", danger: true, onSelect: () => onRemove(row) },
                    ]}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Ago({ moment, nowMs, timeZone, none }: { moment: string | null; nowMs: number; timeZone: string; none: string }) {
  if (!moment) return <span className="text-ink-soft">{none}</span>;
  return (
    <time dateTime={moment} title={sayMoment(moment, timeZone)} suppressHydrationWarning>
      {sayFromNow(moment, nowMs)}
    </time>
  );
}
