import { describe, expect, it } from "vitest";
import { parsePage, textOf } from "@/server/ingest/extract/page-tree";
import { PAGE_LIMITS, prescanHtml } from "@/server/ingest/extract/prescan-html";
import { leastProcessorMs } from "@/tests/support/processor-time";

const reasonOf = (html: string): string | null => {
  const result = prescanHtml(html);
  return result.ok ? null : result.reason;
};

describe("pages that are refused before a parser sees them", () => {
  it.each([
    ["nested_too_deep", "<div>".repeat(100_000)],
    ["nested_too_deep", "<b><i>".repeat(50_000)],
    ["nested_too_deep", "<td><p>".repeat(30_000)],
    ["nested_too_deep", "<svg>" + "<g>".repeat(1_000)],
    ["too_many_elements", "<br>".repeat(100_000)],
    ["too_many_elements", "<p>a</p>".repeat(100_000)],
    ["too_many_attributes", `<p ${Array.from({ length: 5_000 }, (_, index) => `a${index}=1`).join(" ")}>`],
    ["too_many_attributes", `<p ${"a=1 ".repeat(200)}>`.repeat(2_000)],
    ["tag_too_long", `<p title="${"x".repeat(3_000_000)}">`],
    ["page_too_large", " ".repeat(PAGE_LIMITS.characters + 1)],
  ])("%s", (reason, html) => expect(reasonOf(html)).toBe(reason));
});

describe("pages that pass", () => {
  it.each([
    ["an empty page", ""],
    ["a list without end tags", `<ul>${"<li>item".repeat(3_000)}</ul>`],
    ["paragraphs without end tags", "<p>text".repeat(5_000)],
    ["drawings whose parts end themselves", `<svg>${'<path d="M0 0"/>'.repeat(2_000)}</svg>`],
    ["markup inside scripts and comments", `<script>${'"<div>"+'.repeat(2_000)}</script><!-- ${"<div>".repeat(2_000)} -->`],
    ["signs that begin no tag", "a < b <> <1 </ <!".repeat(1_000)],
    ["an end inside quotes", '<p title="a > b">x</p>'],
  ])("%s", (_, html) => expect(reasonOf(html)).toBeNull());

  it("counts what is there", () => expect(prescanHtml("<html><body><div><span>a</span><br></div></body></html>")).toEqual({ ok: true, elements: 5, depth: 2 }));
});

describe("time grows with the page, not faster", () => {
  it.each([
    ["tags that never end", "<a ".repeat(1_000_000)],
    ["quotes that never end", `<a b="${"<a b='".repeat(400_000)}`],
    ["comments that never end", "<!--".repeat(1_000_000)],
    ["end tags of nothing", "</x".repeat(1_000_000)],
    ["scripts that never end", "<script></".repeat(400_000)],
  ])("%s", (_, html) => {
    expect(leastProcessorMs(() => prescanHtml(html), 3_000)).toBeLessThan(3_000);
  });
});

it("the tree itself never grows deeper than a walk can go, even without the pre-scan", () => {
  const page = parsePage(`${"<div>".repeat(20_000)}deep${"</div>".repeat(20_000)}<p>after</p>`);
  expect(textOf(page.body)).toBe("deep after");
});
