import { estimateTextPx } from "@/components/charts/prepare-axis";
import { yOfValue, type PreparedBand, type PreparedSeries } from "@/components/charts/prepare-series";

const FONT_PX = 12;

/** Grid lines at the value ticks, and hatched areas where nothing, or not all, was collected, each with its reason where it fits. */
export function DrawnBands({ prepared, hatchId }: { prepared: PreparedSeries; hatchId: string }) {
  const { plot, bands, base, unfinished } = prepared;
  return (
    <g>
      <defs>
        <pattern id={`${hatchId}-gap`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="7" strokeWidth="2" className="stroke-rule-strong" />
        </pattern>
        <pattern id={`${hatchId}-partial`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="7" strokeWidth="1" className="stroke-rule" />
        </pattern>
      </defs>
      {prepared.valueAxis.ticks.map((tick) => (
        <line key={tick.value} x1={plot.left} x2={plot.left + plot.width} y1={yOfValue(prepared, tick.value)} y2={yOfValue(prepared, tick.value)} className="stroke-rule" />
      ))}
      {bands.map((band) => (
        <g key={`${band.kind}-${band.from}`}>
          <rect x={band.left} y={plot.top} width={band.width} height={plot.height} fill={`url(#${hatchId}-${band.kind})`} opacity={band.kind === "gap" ? 0.7 : 1} />
          {band.kind === "gap" ? <BandReason band={band} top={plot.top} height={plot.height} /> : null}
        </g>
      ))}
      {base ? <path d={base.path} className="fill-rule-strong" /> : null}
      {unfinished ? (
        <g>
          <line x1={unfinished.x} x2={unfinished.x} y1={plot.top - 4} y2={plot.top + plot.height} strokeDasharray="1 3" className="stroke-ink-faint" />
          <text x={Math.min(unfinished.x + 4, plot.left + plot.width + 10)} y={plot.top - 8} textAnchor="end" fontSize={FONT_PX} fontStyle="italic" paintOrder="stroke" strokeWidth="4" className="fill-ink-soft stroke-paper">
            {unfinished.label}
          </text>
        </g>
      ) : null}
    </g>
  );
}

function BandReason({ band, top, height }: { band: PreparedBand; top: number; height: number }) {
  const widthOf = (words: string) => estimateTextPx(words, FONT_PX) + 12;
  // What does not fit is told under the chart.
  const words = widthOf(band.words) <= Math.max(band.width, height) ? band.words : "not collected";
  const textPx = widthOf(words);
  const middleX = band.left + band.width / 2;
  const flat = textPx <= band.width;
  if (!flat && (band.width < FONT_PX + 4 || textPx > height)) return null;
  const middleY = flat ? top + 16 : top + height / 2;
  const box = flat ? { x: middleX - textPx / 2, y: top + 5, width: textPx, height: 20 } : { x: middleX - 9, y: middleY - textPx / 2, width: 18, height: textPx };
  return (
    <g>
      <rect {...box} className="fill-paper" />
      <text x={middleX} y={middleY} dy="0.35em" textAnchor="middle" fontSize={FONT_PX} fontStyle="italic" className="fill-ink-soft" transform={flat ? undefined : `rotate(-90 ${middleX} ${middleY})`}>
        {words}
      </text>
    </g>
  );
}
