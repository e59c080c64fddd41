import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { composeImage, LIGHT_PAPER, type ImageParts } from "@/components/charts/compose-image";

const parts: ImageParts = {
  title: 'Transfers <b> & "loans"',
  subtitle: "52 of 1,268 articles",
  axisTitle: "Share of all articles per week",
  chart: '<svg width="800" height="300"></svg>',
  width: 800,
  chartHeight: 300,
  legend: [
    { name: "Asset transfers", markIndex: 0, previous: false },
    { name: "Asset transfers, before", markIndex: 0, previous: true },
  ],
  notes: [{ sign: "1", text: "The summit began" }],
  method: ["Rules: Asset transfers v2.", "Generated 2025-03-26 09:00 UTC."],
};
const height = (svg: string) => Number(/height="(\d+)"/.exec(svg)![1]);
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe("a picture of a chart", () => {
  it("carries title, legend, notes, method and date, each in its place under the other", () => {
    const { svg } = composeImage(parts);
    expect(textsOf(svg)).toEqual(['Transfers &lt;b&gt; &amp; &quot;loans&quot;', "52 of 1,268 articles", "Share of all articles per week", "Asset transfers", "Asset transfers, before", "The summit began", "1", "Rules: Asset transfers v2. Generated 2025-03-26 09:00 UTC."]);
    const heights = [...svg.matchAll(/<text x="32" y="(\d+)"/g)].map(([, y]) => Number(y));
    expect(Math.max(...heights)).toBeLessThan(height(svg));
  });

  it("needs no style sheet and nothing from elsewhere", () => {
    const { svg } = composeImage(parts);
    expect(svg).not.toMatch(/var\(|light-dark|class=|href=/);
  });

  it("grows with what it has to say instead of cutting it", () => {
    const long = { ...parts, notes: Array.from({ length: 20 }, (_, i) => ({ sign: String(i), text: "A long note that says what happened in that week. ".repeat(5) })) };
    expect(composeImage(long).height).toBeGreaterThan(composeImage(parts).height + 500);
  });

  it("is on the light paper of the screen", () => {
    const css = readFileSync(resolve(process.cwd(), "app/globals.css"), "utf8");
    for (const [name, color] of Object.entries(LIGHT_PAPER)) expect(css).toContain(`--color-${name}: light-dark(${color},`);
  });

  it("survives signs that XML cannot hold", () => {
    expect(composeImage({ ...parts, title: "a\u0000b\ud800c" }).svg).toContain(">abc<");
  });
});
