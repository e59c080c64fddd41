import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyScore, isCopy, measureCopy, prepareArticle } from "@/server/core/stories/verify-copy";
import { bridgeOtherReport, bridgeReport, clinicReport, harvestReport, siteFooter, subscriptionNotice } from "@/tests/unit/stories/reports";

type Side = { title?: string; text: string; day?: number };
const judge = (a: Side, b: Side) => isCopy(measureCopy(prepareArticle({ title: "", ...a }), prepareArticle({ title: "", ...b })));
const sentences = (text: string) => text.split(/(?<=\.) /);
const bridgeTitle = "Marlow Bay closes its harbour bridge";

describe("what is a copy", () => {
  const rewrittenLead =
    "Drivers will have to leave their cars at home: the harbour bridge is shut from next month, the town decided late on Tuesday. " + sentences(bridgeReport).slice(1).join(" ");
  const cases: [string, Side, Side][] = [
    ["the same text", { text: bridgeReport }, { text: bridgeReport }],
    ["other case, punctuation, spacing and hidden characters", { text: bridgeReport }, { text: bridgeReport.toUpperCase().replace(/,/g, " –").replace(/BRIDGE/g, "BRID\u00ADGE").replace(/ /g, "\n ") }],
    ["a dateline before and an agency line after", { text: bridgeReport }, { text: `MARLOW BAY, Nov. 4 (NPA) - ${bridgeReport} (Reporting by A. Holm; editing by P. Lind)` }],
    ["datelines of two days", { text: `MARLOW BAY, Nov 4 - ${bridgeReport}`, day: 20_031 }, { text: `MARLOW BAY, Nov 5 - ${bridgeReport}`, day: 20_032 }],
    ["another headline and a rewritten first sentence", { title: bridgeTitle, text: bridgeReport }, { title: "Commuters face a winter of ferries", text: rewrittenLead }],
    ["the last third cut", { title: bridgeTitle, text: bridgeReport }, { title: "Bridge to shut", text: sentences(bridgeReport).slice(0, 4).join(" ") }],
    ["printed in full, with the outlet's own reporting after it", { text: bridgeReport }, { text: `${bridgeReport} ${clinicReport} ${harvestReport}` }],
    ["the footers of two outlets", { title: bridgeTitle, text: `${bridgeReport} ${siteFooter}` }, { title: "Bridge shuts", text: `${bridgeReport} ${subscriptionNotice}` }],
    ["a brief of 20 words, word for word", { text: sentences(bridgeReport)[1]! }, { text: sentences(bridgeReport)[1]! }],
    ["a text that writes no spaces", { text: "港口大桥将于下月起全面封闭工程师在四座桥墩中的两座发现裂缝市长表示这个决定并不容易因为每天有近九千人过桥" }, { text: "【本报讯】港口大桥将于下月起全面封闭,工程师在四座桥墩中的两座发现裂缝。市长表示这个决定并不容易,因为每天有近九千人过桥。" }],
  ];
  it.each(cases)("%s", (_, a, b) => expect([judge(a, b), judge(b, a)]).toEqual([true, true]));
});

describe("what is not a copy", () => {
  const teaser = (text: string) => `${sentences(text)[0]} ${subscriptionNotice}`;
  const bulletin = (day: number, losses: number) =>
    `${day}.11. 07:00 - Report of the staff as of six in the morning on November ${day}. The staff of the northern army has released its daily report on the fighting as of November ${day}. ` +
    `Losses of ${losses} vehicles were counted and the front held in all sectors of the river and the hills. Read the full report on our site.`;
  const notice = (cents: string, day: number) => `The board of the company said it declared a quarterly dividend of ${cents} cents a share, payable on April ${day} to holders of record at the end of the month before.`;
  const cases: [string, Side, Side][] = [
    ["another report on the same event", { text: bridgeReport }, { text: bridgeOtherReport }],
    ["another report under one headline", { title: bridgeTitle, text: bridgeReport }, { title: bridgeTitle, text: bridgeOtherReport }],
    ["two empty texts", { title: bridgeTitle, text: "" }, { title: bridgeTitle, text: "" }],
    ["one short text twice", { text: "The harbour bridge of Marlow Bay is closed from next month." }, { text: "The harbour bridge of Marlow Bay is closed from next month." }],
    ["19 words twice", { text: bridgeReport.split(" ").slice(0, 19).join(" ") }, { text: bridgeReport.split(" ").slice(0, 19).join(" ") }],
    ["a common footer", { title: "Smallest harvest in years", text: `${sentences(harvestReport).slice(0, 2).join(" ")} ${siteFooter}` }, { title: "Clinic opens at Osk", text: `${sentences(clinicReport).slice(0, 2).join(" ")} ${siteFooter}` }],
    ["a common footer, without headlines", { text: `${sentences(harvestReport).slice(0, 2).join(" ")} ${siteFooter}` }, { text: `${sentences(clinicReport).slice(0, 2).join(" ")} ${siteFooter}` }],
    ["a footer that names the day", { title: "Smallest harvest in years", text: `${sentences(harvestReport).slice(0, 2).join(" ")} ${siteFooter} Last changed on Monday.` }, { title: "Clinic opens at Osk", text: `${sentences(clinicReport).slice(0, 2).join(" ")} ${siteFooter} Last changed on Friday.` }],
    ["a common header", { title: "Smallest harvest in years", text: `${siteFooter} ${sentences(harvestReport).slice(0, 2).join(" ")}` }, { title: "Clinic opens at Osk", text: `${siteFooter} ${sentences(clinicReport).slice(0, 2).join(" ")}` }],
    ["teasers over one subscription notice", { title: "Smallest harvest in years", text: teaser(harvestReport) }, { title: "Clinic opens at Osk", text: teaser(clinicReport) }],
    ["two days of one bulletin", { text: bulletin(4, 12), day: 20_031 }, { text: bulletin(5, 17), day: 20_032 }],
    ["a form filled in twice", { title: "Holm sets quarterly dividend", text: notice("22", 12) }, { title: "Lind sets quarterly dividend", text: notice("14", 19) }],
    ["a quotation of two sentences", { text: bridgeReport }, { text: `${harvestReport} ${sentences(bridgeReport)[1]} ${clinicReport}` }],
    ["a digest that prints it last", { text: clinicReport }, { text: `${bridgeReport} ${harvestReport} ${clinicReport}` }],
  ];
  it.each(cases)("%s", (_, a, b) => expect([judge(a, b), judge(b, a)]).toEqual([false, false]));
});

describe("the score", () => {
  it("is the share of common five-word runs", () => {
    // Ten words have six runs; of eleven with one word put before them, seven: six in common.
    const ten = "one two three four five six seven eight nine ten";
    expect(copyScore({ text: ten }, { text: `zero ${ten}` })).toBeCloseTo(6 / 7, 12);
    expect(copyScore({ text: ten }, { text: ten })).toBe(1);
    expect(copyScore({ text: ten }, { text: "" })).toBe(0);
    expect(copyScore({ text: "" }, { text: "" })).toBe(0);
  });

  it("is symmetric in every field, for any two texts", () => {
    const word = fc.constantFrom("bank", "river", "4", "5", "of", "the", "vote", "März", "桥", "");
    const side = fc.record({ title: fc.array(word, { maxLength: 5 }), text: fc.array(word, { maxLength: 90 }), day: fc.integer({ min: 0, max: 40 }) });
    const article = (s: { title: string[]; text: string[]; day: number }) => prepareArticle({ title: s.title.join(" "), text: s.text.join(" "), day: s.day });
    fc.assert(
      fc.property(side, side, (a, b) => {
        const there = measureCopy(article(a), article(b));
        const back = measureCopy(article(b), article(a));
        expect(there).toEqual(back);
        expect(isCopy(there)).toBe(isCopy(back));
        if (there.leastWordCount < 20) expect(isCopy(there)).toBe(false);
      }),
      { numRuns: 400, seed: 11 },
    );
  });
});
