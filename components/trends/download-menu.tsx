"use client";

import type { ChartSeries } from "@/components/charts/chart-series";
import { useMayEdit, useWorkspace } from "@/components/session/workspace-context";
import { methodSentences, type Series } from "@/components/trends/prepare-trends";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { toastDone, toastProblem } from "@/components/ui/toaster";
import type { ParsedFilterUrl } from "@/server/core/trends/filter-address";
import { printFilterUrl } from "@/server/core/trends/filter-address";

export interface DownloadMenuProps {
  series: Series;
  chart: ChartSeries;
  state: ParsedFilterUrl;
  title: string;
  subtitle: string;
}

/** What can leave the screen: its rows, the articles behind them, its picture, its address. */
export function DownloadMenu({ series, chart, state, title, subtitle }: DownloadMenuProps) {
  const { slug } = useWorkspace();
  const mayEdit = useMayEdit();
  const { dropped: _dropped, ...shown } = state;
  // The days and the interval that stand on the screen, so that a file or a link made today holds them tomorrow.
  const fixed = { ...shown, bucket: series.bucket, filter: { ...state.filter, from: series.from, to: series.to } };
  const address = (file: string, query: URLSearchParams) => {
    query.set("workspace", slug);
    return `/api/exports/${file}?${query}`;
  };
  const rows = (file: string) => address(file, printFilterUrl({ ...fixed, measure: undefined, compare: undefined, smooth: undefined }));
  const articles = (file: string) => address(file, printFilterUrl({ filter: { ...fixed.filter, themes: series.lines.map(({ theme }) => theme.id) }, unit: state.unit }));

  async function saveImage(format: "svg" | "png") {
    try {
      const { drawImage, rasteriseImage } = await import("@/components/charts/draw-image");
      const image = await drawImage({ series: chart, title, subtitle, method: methodSentences(series, state.smooth) });
      save(format === "svg" ? new Blob([image.svg], { type: "image/svg+xml" }) : await rasteriseImage(image), `${slug}-trends-${series.from}-to-${series.to}.${format}`);
    } catch (reason) {
      toastProblem("The picture could not be made", reason instanceof Error ? reason.message : undefined);
    }
  }

  async function copyLink() {
    const link = `${window.location.origin}${window.location.pathname}?${printFilterUrl(fixed)}`;
    if (await copyText(link)) toastDone("The link is copied", "It shows these days under this filter.");
    else toastProblem("The link could not be copied; here it is", link);
  }

  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <Menu
        trigger="Download"
        align="end"
        items={[
          { kind: "heading", key: "rows", label: "The rows of the chart" },
          { key: "series-csv", label: "CSV", hint: "plain table", href: rows("series.csv"), download: true },
          { key: "series-xlsx", label: "Excel", hint: "with a sheet for the method", href: rows("series.xlsx"), download: true },
          { kind: "heading", key: "articles", label: `The ${state.unit} of these themes` },
          { key: "articles-csv", label: "List as CSV", href: articles("articles.csv"), download: true },
          { key: "articles-xlsx", label: "List as Excel", href: articles("articles.xlsx"), download: true },
          { kind: "heading", key: "picture", label: "The picture" },
          { key: "png", label: "PNG", hint: "for slides and letters", onSelect: () => void saveImage("png") },
          { key: "svg", label: "SVG", hint: "for print", onSelect: () => void saveImage("svg") },
        ]}
      />
      <Button size="small" onClick={() => void copyLink()}>
        Copy link
      </Button>
      {mayEdit ? (
        <LinkButton size="small" href={`/w/${slug}/alerts?${printFilterUrl({ filter: { ...state.filter, from: undefined, to: undefined }, unit: state.unit })}#new`}>
          Alert me
        </LinkButton>
      ) : null}
    </div>
  );
}

function save(blob: Blob, fileName: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The clipboard is closed to pages without https, except by this older way. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const isCopied = document.execCommand("copy");
    box.remove();
    return isCopied;
  }
}
