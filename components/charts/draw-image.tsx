import { createRoot } from "react-dom/client";
import { namedBands, sayBand, saySpan } from "@/components/charts/chart-legend";
import type { ChartSeries } from "@/components/charts/chart-series";
import { composeImage, LIGHT_PAPER } from "@/components/charts/compose-image";
import { LineChart } from "@/components/charts/line-chart";
import { prepareSeries } from "@/components/charts/prepare-series";

export interface ImageRequest {
  series: ChartSeries;
  title: string;
  subtitle: string;
  method: readonly string[];
}

const WIDTH_PX = 1_200;
const HEIGHT_PX = 520;
const PATIENCE_MS = 8_000;
const POLL_MS = 40;
/** What a drawing takes from style sheets; a picture on its own has none. */
const RESOLVED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight", "text-anchor"];

/**
 * The chart as a picture of one size, on light paper, whatever screen and colours it is made on. Draws the chart a
 * second time out of sight. Rejects when nothing was drawn within eight seconds.
 */
export async function drawImage({ series, title, subtitle, method }: ImageRequest): Promise<{ svg: string; width: number; height: number }> {
  const host = document.createElement("div");
  host.setAttribute("aria-hidden", "true");
  host.inert = true;
  Object.assign(host.style, { position: "fixed", left: "-10000px", top: "0", width: `${WIDTH_PX}px`, colorScheme: "light" });
  for (const [name, color] of Object.entries(LIGHT_PAPER)) host.style.setProperty(`--color-${name}`, color);
  document.body.append(host);
  const root = createRoot(host);
  try {
    root.render(<LineChart series={series} label={title} width={WIDTH_PX} height={HEIGHT_PX} showNotes={false} />);
    const drawn = await waitForDrawing(host);
    const prepared = prepareSeries(series, { width: WIDTH_PX, height: HEIGHT_PX });
    return composeImage({
      title,
      subtitle,
      axisTitle: prepared.valueAxis.title,
      chart: new XMLSerializer().serializeToString(spellOut(drawn)),
      width: WIDTH_PX,
      chartHeight: HEIGHT_PX,
      legend: series.lines.map(({ name, markIndex, previous }) => ({ name, markIndex, previous: previous ?? false })),
      notes: [
        ...prepared.notes.map(({ sign, text, index, toIndex }) => ({ sign, text: `${saySpan(series, index, toIndex)}: ${text}` })),
        ...namedBands(prepared.bands).named.map((band) => ({ sign: "▨", text: `${saySpan(series, band.from, band.to)}: ${sayBand(band)}` })),
      ],
      method,
    });
  } finally {
    root.unmount();
    host.remove();
  }
}

async function waitForDrawing(host: HTMLElement): Promise<SVGSVGElement> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
    const drawn = host.querySelector<SVGSVGElement>('[data-chart="line"] svg.recharts-surface');
    if (drawn?.querySelector("text")) {
      // Marks that stand above the lines are placed one pass later.
      await new Promise((resolve) => setTimeout(resolve, 2 * POLL_MS));
      return host.querySelector<SVGSVGElement>('[data-chart="line"] svg.recharts-surface') ?? drawn;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error("The picture could not be drawn.");
}

/** A copy that needs no style sheet: what the page resolved stands on each element. */
function spellOut(drawn: SVGSVGElement): SVGSVGElement {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const from = [drawn, ...drawn.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  to.forEach((element, i) => {
    const style = getComputedStyle(from[i]!);
    element.removeAttribute("class");
    element.removeAttribute("style");
    if (element.tagName === "title" || element.tagName === "desc") return;
    for (const property of RESOLVED) {
      const value = style.getPropertyValue(property);
      if (value && !value.startsWith("url(")) element.setAttribute(property, value);
    }
  });
  return copy;
}

/** The picture as PNG, at twice its size. */
export async function rasteriseImage({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))), "image/png"));
}
