import { wrapName } from "@/components/charts/place-labels";
import { estimateTextPx } from "@/components/charts/prepare-axis";
import { markerPath, themeMark } from "@/components/charts/theme-marks";

export interface ImageParts {
  title: string;
  /** Under the title: what is shown, over which coverage. */
  subtitle: string;
  axisTitle: string;
  /** The drawn chart as one svg element of `width` x `chartHeight` pixels, with every colour spelled out. */
  chart: string;
  width: number;
  chartHeight: number;
  legend: readonly { name: string; markIndex: number; previous: boolean }[];
  /** Annotations, peaks and rule changes, each with its sign. */
  notes: readonly { sign: string; text: string }[];
  method: readonly string[];
}

const MARGIN_PX = 32;
/** The light half of the palette in app/globals.css: a picture is on light paper, whatever paper the screen is on. */
export const LIGHT_PAPER = { paper: "#fbf9f4", raised: "#ffffff", sunken: "#f3f0e7", ink: "#1b1a17", "ink-soft": "#4f4c45", "ink-faint": "#67635a", rule: "#dfdacd", "rule-strong": "#b3ad9e", edge: "#857f72", accent: "#0b5c68" } as const;
const INK = LIGHT_PAPER.ink;
const SOFT = LIGHT_PAPER["ink-soft"];
const PAPER = LIGHT_PAPER.paper;
const SANS = "system-ui, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
const SERIF = "Charter, Cambria, 'Source Serif 4', 'Noto Serif', Georgia, serif";

interface TextLook {
  sizePx: number;
  fill?: string;
  weight?: number;
  family?: string;
}

export const escapeSvg = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are the signs that XML forbids
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** One picture that can leave the house: title, chart, legend, notes and method, on light paper, as a self-contained svg. */
export function composeImage(parts: ImageParts): { svg: string; width: number; height: number } {
  const inner = parts.width;
  const drawn: string[] = [];
  let y = MARGIN_PX;
  const write = (text: string, look: TextLook, indentPx = 0, most = 12) => {
    for (const line of wrapName(text, inner - indentPx, most, (one) => estimateTextPx(one, look.sizePx) * (look.weight ? 1.12 : 1.04))) {
      y += Math.round(look.sizePx * 1.35);
      drawn.push(printText(line, MARGIN_PX + indentPx, y, look));
    }
  };

  write(parts.title, { sizePx: 26, weight: 600, family: SERIF });
  if (parts.subtitle) write(parts.subtitle, { sizePx: 15, fill: SOFT });
  y += 10;
  write(parts.axisTitle, { sizePx: 12, fill: SOFT });
  y += 4;
  drawn.push(`<g transform="translate(${MARGIN_PX} ${y})">${parts.chart}</g>`);
  y += parts.chartHeight + 10;

  if (parts.legend.length > 0) y += 12;
  let x = 0;
  for (const { name, markIndex, previous } of parts.legend) {
    const widthPx = Math.min(inner, estimateTextPx(name, 13) * 1.08 + 60);
    if (x > 0 && x + widthPx > inner) {
      x = 0;
      y += 22;
    }
    drawn.push(printSwatch(MARGIN_PX + x, y - 4, markIndex, previous), printText(wrapName(name, inner - 40, 1, (one) => estimateTextPx(one, 13))[0] ?? "", MARGIN_PX + x + 36, y, { sizePx: 13 }));
    x += widthPx;
  }
  if (parts.legend.length > 0) y += 10;

  for (const { sign, text } of parts.notes) {
    const top = y;
    write(text, { sizePx: 12 }, 24, 4);
    drawn.push(printText(sign, MARGIN_PX, top + 16, { sizePx: 12, weight: 700 }));
  }
  y += 12;
  drawn.push(`<line x1="${MARGIN_PX}" x2="${MARGIN_PX + inner}" y1="${y}" y2="${y}" stroke="${LIGHT_PAPER.rule}"/>`);
  y += 4;
  write(parts.method.join(" "), { sizePx: 11.5, fill: SOFT });
  const height = y + MARGIN_PX;
  const width = inner + 2 * MARGIN_PX;
  return {
    width,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${SANS}"><title>${escapeSvg(parts.title)}</title><rect width="${width}" height="${height}" fill="${PAPER}"/>${drawn.join("")}</svg>`,
  };
}

function printText(text: string, x: number, y: number, { sizePx, fill = INK, weight, family }: TextLook): string {
  return `<text x="${x}" y="${y}" font-size="${sizePx}" fill="${fill}"${weight ? ` font-weight="${weight}"` : ""}${family ? ` font-family="${family}"` : ""}>${escapeSvg(text)}</text>`;
}

function printSwatch(x: number, y: number, markIndex: number, previous: boolean): string {
  const { light, dash, marker, hollow } = themeMark(markIndex);
  const line = `<line x1="0" x2="28" y1="0" y2="0" stroke="${light}" stroke-width="${previous ? 1.25 : 2.25}"${dash ? ` stroke-dasharray="${dash}"` : ""}/>`;
  const sign = previous ? "" : `<path d="${markerPath(marker, 4)}" transform="translate(14 0)" fill="${hollow ? PAPER : light}" stroke="${hollow ? light : PAPER}"/>`;
  return `<g transform="translate(${x} ${y})"${previous ? ' opacity="0.6"' : ""}>${line}${sign}</g>`;
}
