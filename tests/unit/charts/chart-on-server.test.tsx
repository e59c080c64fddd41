import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LineChart } from "@/components/charts/line-chart";
import { SeriesTable } from "@/components/charts/series-table";
import { ShareBars } from "@/components/charts/share-bars";
import { Sparkline } from "@/components/charts/sparkline";
import { buildSeries } from "./build-series";

const series = buildSeries(
  { Transfers: [4, 0, 9, 2], Rearmament: [1, 0, 3, 1] },
  { states: ["complete", "gap", "complete", "unfinished"], annotations: [{ id: "n", fromIndex: 2, text: "Council meets" }] },
);
const plain = (html: string) => html.replaceAll("\u00a0", " ");

describe("charts without a browser", () => {
  it("reserves the height, says what the chart shows and names the annotations", () => {
    const html = plain(renderToStaticMarkup(<LineChart series={series} label="Coverage" height={380} />));
    expect(html).toContain("height:380px");
    expect(html).toContain("Transfers: 9.0 % (9 of 100 articles) in the week of 2026-06-15, its highest.");
    expect(html).toContain("Council meets");
  });

  it("says why there is nothing to draw", () => {
    expect(renderToStaticMarkup(<LineChart series={buildSeries({ a: [0] }, { states: ["gap"] })} label="x" />)).toContain("It is a gap, not zero.");
    expect(renderToStaticMarkup(<LineChart series={buildSeries({})} label="x" />)).toContain("No line is chosen.");
  });

  it("gives the same numbers as a table, a gap as no data, every number with its base", () => {
    const html = plain(renderToStaticMarkup(<SeriesTable series={series} caption="The same numbers" hrefFor={({ lineId, bucketIndex }) => `/open/${lineId}/${bucketIndex}`} />));
    expect(html).toContain("9.0 %");
    expect(html).toContain("9 of 100");
    expect(html.match(/no data/gu)).toHaveLength(2);
    expect(html).toContain('href="/open/Transfers/2"');
    expect(html).not.toContain('href="/open/Transfers/1"');
    expect(html).toContain("so far, 3 of 7 days");
  });

  it("breaks a sparkline at a gap and shows a lone point", () => {
    const html = renderToStaticMarkup(<Sparkline values={[1, 2, null, 3, null, 4, 5]} markIndex={0} label="Transfers" />);
    expect(html.match(/<path/gu)).toHaveLength(2);
    expect(html.match(/<circle/gu)).toHaveLength(2);
  });

  it("draws no bar where there is no share", () => {
    const html = plain(renderToStaticMarkup(<ShareBars label="Outlets" bars={[{ id: "a", label: "a", count: 0, total: 0, share: null }]} />));
    expect(html).toContain("no share");
    expect(html).toContain("width:0%");
  });
});
