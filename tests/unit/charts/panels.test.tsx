import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { HeatTable } from "@/components/charts/heat-table";
import { SmallMultiples } from "@/components/charts/small-multiples";
import { buildSeries } from "./build-series";

const plain = (html: string) => html.replaceAll("\u00a0", " ");

describe("small multiples", () => {
  it("say their common scale, name every line with its base, and do not end on what is not over", () => {
    const series = buildSeries({ Transfers: [4, 9, 2], Rearmament: [1, 3, 1] }, { states: ["complete", "complete", "unfinished"] });
    const html = plain(renderToStaticMarkup(<SmallMultiples series={series} label="Share per week" hrefFor={(id) => `?theme=${id}`} />));
    expect(html).toMatch(/All begin at zero and end at \d+(\.\d)? %/);
    expect(html).toContain("9 of 100, Week of 2026-06-08");
    expect(html).toContain('href="?theme=Rearmament"');
  });

  it("break at a gap and show a point without neighbours", () => {
    const html = renderToStaticMarkup(<SmallMultiples series={buildSeries({ a: [1, null, 3, 4] })} label="x" />);
    expect(html).toMatch(/d="M[\d.,-]+h4M[^"]*L/);
  });
});

describe("the heat table", () => {
  const cell = (count: number, href?: string) => ({ count, total: 50, share: count / 50, href });
  const html = plain(
    renderToStaticMarkup(
      <HeatTable caption="Themes by outlet" rowHeader="Outlet" allHeader="All articles" columns={[{ id: "t", name: "Transfers", markIndex: 0 }, { id: "r", name: "Rearmament", markIndex: 1 }]} rows={[{ id: "o", name: "Ledger", cells: [cell(10, "/ten"), cell(0, "/none")], all: { ...cell(50, "/all"), share: 1 } }]} />,
    ),
  );

  it("says every share with its base, beside the tint", () => {
    expect(html).toContain("20.0 %");
    expect(html).toContain("10 of 50");
    expect(html).toContain("34%");
  });

  it("opens every number that has something behind it", () => {
    expect(html).toContain('href="/ten"');
    expect(html).toContain('href="/all"');
    expect(html).not.toContain('href="/none"');
  });
});
