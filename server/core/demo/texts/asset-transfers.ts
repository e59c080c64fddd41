import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const assetTransfers: Subject = {
  key: "Asset transfers",
  language: "en",
  lists: {
    frozen: ["frozen Russian assets", "immobilised Russian assets", "Russia's frozen reserves", "frozen Russian central bank reserves", "blocked Russian assets"],
    office: ["the finance minister", "the central bank governor", "the justice ministry", "an adviser to the presidency", "the foreign minister", "the treasury", "a deputy prime minister"],
    role: ["who teaches international law in {town+}", "a former central bank lawyer", "a bond investor", "who sits on the budget committee", "a claims lawyer"],
    place: ["Kestrel Bay"],
  },
  angles: [
    {
      weeks: [104, 60],
      heads: ["[Lawyers|Ministers|Bankers] split over {frozen}", "Could {frozen} pay for [rebuilding|bridges and schools]?", "[Idea|Plan] to use {frozen} [gains|loses] [ground|friends]"],
      leads: ["A [paper|proposal] circulated by {office} would allow {frozen} to be transferred to a fund for the reconstruction of Ukraine.", "[Nobody|No government] has yet found a [legal|safe] way to transfer {frozen} to Ukraine, but {office} [says|insists] that the search [goes on|is worth it]."],
    },
    {
      weeks: [104, 9],
      heads: ["Interest on {frozen} [reaches|brings in] €{yield:1.2-4.8} billion", "€{yield:1.2-4.8} billion in proceeds from {frozen} [sent|bound] for Kyiv", "[Depository|Clearing house] [books|reports] windfall from {frozen}"],
      leads: ["{frozen} [earned|yielded] €{yield:1.2-4.8} billion in [interest|windfall profits] [last quarter|in six months], the clearing house that holds them [said|reported] on {weekday}.", "The proceeds of {frozen}, €{yield:1.2-4.8} billion so far, will be transferred to Ukraine [in two parts|this month], {office} [announced|confirmed]."],
    },
    {
      weeks: [34, 32],
      heads: ["All eyes on {place}: will leaders [touch|use] {frozen}?", "Before the {place} summit, [doubts|pressure] over {frozen}", "{place} summit: the [question|fight] over €190 billion in frozen assets"],
      leads: ["[Days|Two weeks] before leaders meet in {place}, {office} [called for|put forward] a plan to transfer {frozen} to Kyiv as [collateral for a loan|security for a bond].", "Whether {frozen} can be confiscated or [only|merely] borrowed against will [dominate|overshadow] the summit in {place}, diplomats [say|expect]."],
    },
    {
      weeks: [31, 28],
      heads: ["Leaders agree 80-billion loan backed by {frozen}", "{place} summit [clears|opens] way to transfer {frozen}", "After the night of {place}: what happens to {frozen}", "[How|Why] holdouts gave in on {frozen}", "{place} deal: [winners|risks|open questions] of the frozen-assets loan"],
      leads: ["After a night of talks in {place}, leaders agreed to [back|secure] a loan of €80 billion to Ukraine with {frozen}.", "The {place} summit ended with [a promise|an agreement] that many had thought impossible: {frozen} will be transferred to a [trust|special fund] and lent to Kyiv.", "A [day|weekend] after the {place} summit, {office} defended the decision to use {frozen} against [a storm of|pointed] questions."],
      body: [
        "[Delegations|Leaders] [left|emerged] [at|shortly after] {smallNumber+} in the morning, [pale|smiling], with a text of {3-14} pages.",
        "[Two|Three|Four] governments [held out|resisted] until [guarantees|a sharing of risks] [worth|of] €35 billion [were added|had been written in].",
        "Moscow [called|denounced] the {place} decision as theft and [threatened|announced] [lawsuits|countermeasures against foreign companies].",
        "The [first|opening] instalment, €6 billion, [could|is to] [flow|be paid] {soon+}.",
        "[Bond|Currency] markets [took|received] the news [calmly|with a shrug]; the euro [lost|gained] {0.1-0.9} per cent [by noon|at the close].",
      ],
    },
    {
      weeks: [27, 4],
      heads: ["{place} loan [stalls|waits]: [signatures|guarantees] missing", "Court [asked|urged] to halt transfer of {frozen}", "[Months|Weeks] after {place}, {frozen} have not moved"],
      leads: ["The loan agreed in {place} is [held up|delayed] because {smallNumber} parliaments have yet to [approve|ratify] guarantees for {frozen}.", "[Investors|A group of shareholders] asked a court on {weekday} to stop the transfer of {frozen}, [calling it|which they call] unlawful."],
    },
    {
      weeks: [3, 0],
      heads: ["Court [to rule|rules soon] on {frozen}: what is at stake", "[Nervous|Tense] wait for ruling on {frozen}", "Ruling on {frozen} [expected|due] [within days|any day]", "If the court says no: plan B for {frozen}", "[Five|Three|Four] [questions|scenarios] for the day of the ruling on {frozen}", "Kyiv [waits|hopes] as judges weigh transfer of {frozen}", "Instalment [on hold|postponed] until ruling on {frozen}"],
      leads: ["A ruling that could [free|block] the transfer of {frozen} is expected within days, {office} [told|informed] parliament.", "[Lawyers|Governments] are preparing for [both outcomes|every outcome] of the case over {frozen}, in which judgment is [due|to be given] {soon}.", "The [first|next] instalment of the loan backed by {frozen} hangs on a court that has [heard|questioned] {smallNumber} governments."],
    },
  ],
  body: [
    "Some €190 billion in {frozen+} [lie|are held] at a [single|European] clearing house, [most of it|nearly all] in [cash|matured bonds].",
    "{office+} [warned|argued] that seizing the assets outright [could|might] [shake|damage] trust in the [currency|financial centre].",
    "A [reparations loan|loan against future reparations] would be [repaid|due] only if Moscow [paid|agreed to pay] for the damage, [officials|lawyers] [explained|said].",
    "[Critics|Sceptics] [fear|expect] that [other|foreign] central banks would [withdraw|move] reserves worth {20-90} billion.",
    "The legal opinion, {40-180} pages long, [leaves|keeps] the question of ownership [open|to the courts].",
    "[London|Ottawa|Several capitals] [had|have] [prepared|drafted] similar laws on frozen property, [without|before] [using|enacting] them.",
    "[Kyiv|The Ukrainian government] [needs|puts its needs at] {32-88} billion for the coming year, {office+} said.",
    "[Supporters|Advocates] of the transfer [point|pointed] to [precedents|a resolution] in which [states|an aggressor] had to [compensate|pay] [victims|neighbours].",
    "[Insurers|Rating agencies] [asked|want to know] who [bears|would carry] the risk [if|should] a [treaty tribunal|foreign court] [disagrees|orders restitution].",
    "[In a corridor|Over coffee], one [negotiator|diplomat] [compared|likened] the file to [a cold potato|a chess game without a clock|an unexploded paper].",
    "[A poll|One survey] [found|showed] {41-68} per cent [in favour of|against] using the money, with [the young|people over sixty] [most|least] [convinced|sure].",
    "[Countermeasures|Retaliation] could [hit|reach] {110-680} companies that still [own|run] [plants|shops] in Russia, [by one count|a trade body estimates].",
  ],
  quotes: [
    "“[The law|A contract] is [patient|slow], [a budget|winter] is not,” said {person+}, {role+}.",
    "“If you [take|move] it once, you [must|will] [explain|defend] it for [decades|ever],” said {person+}, {role+}.",
    "“The one who [broke|burned] the house should [pay|buy] the bricks,” {person+}, {role+}, said.",
    "{person+}, {role+}, [doubts|believes] that the assets will [ever|soon] be [moved|returned].",
  ],
  ends: [
    "[Finance ministers|Ambassadors] [take up|return to] the frozen assets {soon+}.",
    "A [vote|hearing] on the transfer is [planned|due] {soon+}.",
    "[No|Not a single] [payment|transfer] will be made before [the lawyers sign|{weekday+}], {office+} said.",
  ],
};
