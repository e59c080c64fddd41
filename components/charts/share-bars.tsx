import type { ReactNode } from "react";
import { formatOf, formatShare } from "@/components/charts/format-value";
import { MarkSwatch } from "@/components/charts/mark-swatch";
import { themeMark } from "@/components/charts/theme-marks";

export type ShareBar = {
  id: string;
  label: string;
  count: number;
  total: number;
  /** Null when `total` is 0: no bar is drawn, and it says so. */
  share: number | null;
  /** The colour and marker of a theme; without it the bar is ink. */
  markIndex?: number;
  href?: string;
  onOpen?: () => void;
};

export type ShareBarsProps = {
  label: string;
  bars: readonly ShareBar[];
  /** The share that fills the whole width; the largest one unless said. */
  fullShare?: number;
  /** After the bars, for instance how many more there are. */
  footer?: ReactNode;
};

/** Shares as bars from zero in plain HTML: name, bar, share, base. Each opens. */
export function ShareBars({ label, bars, fullShare, footer }: ShareBarsProps) {
  const full = fullShare ?? Math.max(...bars.map((bar) => bar.share ?? 0), 0);
  return (
    <div className="min-w-0">
      <ul aria-label={label} className="m-0 grid list-none gap-2.5 p-0">
        {bars.map((bar) => (
          <li key={bar.id} className="min-w-0">
            <div className="flex items-baseline justify-between gap-3 text-[0.9375rem] leading-snug">
              <BarName bar={bar} />
              <span className="shrink-0 text-right whitespace-nowrap">
                <span className="font-semibold">{formatShare(bar.share)}</span> <span className="ml-1 text-2xs text-ink-soft">{formatOf(bar.count, bar.total)}</span>
              </span>
            </div>
            <div aria-hidden="true" className="mt-1 h-2 bg-rule">
              <div
                className="h-full"
                style={{ width: `${full > 0 ? Math.min(100, ((bar.share ?? 0) / full) * 100) : 0}%`, background: bar.markIndex === undefined ? "var(--color-ink-soft)" : themeMark(bar.markIndex).color }}
              />
            </div>
          </li>
        ))}
      </ul>
      {footer ? <div className="mt-3 text-sm text-ink-soft">{footer}</div> : null}
    </div>
  );
}

function BarName({ bar }: { bar: ShareBar }) {
  const name = (
    <>
      {bar.markIndex === undefined ? null : <MarkSwatch markIndex={bar.markIndex} className="mr-1.5 h-3 w-6" />}
      <span className="[overflow-wrap:anywhere]">{bar.label}</span>
    </>
  );
  const look = "line-clamp-2 min-h-6 min-w-0 text-left";
  if (bar.href) {
    return (
      <a href={bar.href} className={`${look} underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent hover:decoration-2`}>
        {name}
      </a>
    );
  }
  if (!bar.onOpen) return <span className={look}>{name}</span>;
  return (
    <button type="button" onClick={bar.onOpen} className={`${look} underline decoration-rule-strong decoration-1 underline-offset-2 hover:decoration-accent hover:decoration-2`}>
      {name}
    </button>
  );
}
