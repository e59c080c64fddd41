import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const rearmament: Subject = {
  key: "Rearmament",
  language: "en",
  lists: {
    kit: ["artillery shells", "air defence systems", "drones", "armoured vehicles", "patrol ships", "radar stations", "howitzers", "mortar shells"],
    maker: ["Holmgate Ordnance", "Nordvik Yards", "Tessaro Dynamics", "Brackenford Works", "Aurelin Aerospace"],
    office: ["the defence minister", "the chief of staff", "the alliance's secretariat", "the parliamentary defence committee", "the procurement agency", "the government's budget office"],
    role: ["a retired general", "who studies arms markets", "a works council member at {maker+}", "a member of the defence committee", "a peace researcher", "the mayor of a garrison town"],
  },
  angles: [
    {
      weeks: [104, 52],
      heads: ["Should we rearm? {region} [asks|debates]", "Rearmament [on paper|in slow motion]: [orders|plans] wait", "Defence spending [inches|creeps] up to {gdp:1.4-1.9} per cent"],
      leads: ["Defence spending will rise to {gdp:1.4-1.9} per cent of output next year, {office} said, [well short|still short] of what the alliance asks.", "Rearmament [is talked about|has been promised] [everywhere|for years], but {office} [admits|concedes] that few contracts for {kit} have been signed."],
    },
    {
      weeks: [78, 20],
      heads: ["{maker} [doubles|triples] output of {kit}", "Orders for {kit} [fill|crowd] the books of {maker}", "From tractors to {kit}: {town} plant [changes sides|joins rearmament]"],
      leads: ["{maker} will [double|triple] its production of {kit} as Europe's rearmament [gathers pace|reaches the factories].", "A [shuttered|half-empty] plant in {town} is to build {kit} for the armed forces, {maker} said on {weekday}, one more sign of rearmament."],
    },
    {
      weeks: [60, 0],
      heads: ["Government [plans|presents] {fund:12-98}-billion [fund|programme] to rearm", "Defence budget to [reach|climb to] {gdp:2.1-3.8} per cent", "{fund:12-98} billion for {kit}: [who pays|where it comes from|what it buys]"],
      leads: ["The government wants to spend {fund:12-98} billion more on {kit} and barracks, the largest increase in defence spending [in decades|since its records begin].", "Parliament [opened|began] its debate on a {fund:12-98}-billion rearmament fund on {weekday}, with {office} [warning|pleading] against delay."],
    },
    {
      weeks: [45, 0],
      heads: ["[Conscription|Military service] [returns|is back] on the agenda in {region}", "Armed forces seek {troops:4-38},000 [more soldiers|recruits]", "Barracks [reopens|to reopen] in {town} after {span}"],
      leads: ["As rearmament [advances|speeds up], the armed forces need {troops:4-38},000 more soldiers, {office} [reckons|calculates].", "The barracks of {town}, empty for {span}, will reopen as part of the rearmament drive, {office} [announced|confirmed]."],
    },
    {
      weeks: [16, 0],
      heads: ["Rearmament [reaches|changes] {region}: [jobs, noise, doubts|cranes and contracts]", "[Union|Church|Business] leaders [question|back] pace of rearmament", "Alliance [sets|agrees] new targets for defence spending", "[Tax|Debt|Cuts]? Who pays for rearmament", "Waiting list for {kit} [grows|shrinks]: rearmament [in numbers|up close]"],
      leads: ["Members of the alliance agreed to raise defence spending [again|further], to {gdp:3.1-4.6} per cent of output within {smallNumber} years.", "Two years ago rearmament was a [slogan|word in speeches]; in {region} it now has [a fence|a payroll|a postcode], and {crowd} [argue|disagree] about it."],
    },
  ],
  body: [
    "[Delivery|Waiting] times for {kit+} have [grown|stretched] to {14-48} months, [according to|says] {office+}.",
    "[Stocks|Depots] of {kit+} would [last|be enough for] {smallNumber+} [days|weeks], [an internal paper|one audit] [found|concluded].",
    "The [order|contract], worth {1-19} billion, [includes|covers] [training|spare parts] and {20-480} {kit+}.",
    "[Opposition|Green] [speakers|deputies] [demanded|asked for] [a price list|oversight], [others|liberals] [more|quicker] joint procurement.",
    "[Shares|The stock] of {maker+} [rose|gained] {1.1-9.4} per cent [on the news|by the close].",
    "[Suppliers|Toolmakers] in {region+} [report|speak of] [full books|a shortage of welders], and {maker+} [is training|took on] {60-880} [apprentices|people].",
    "The military build-up [costs|takes] money that [hospitals|railways] [also need|were promised], [critics|unions] say.",
    "[Joint|Cross-border] purchases of {kit+} [save|saved] {6-24} per cent, {office+} [estimates|found].",
    "[A poll|One survey] in {region+} puts support for higher defence spending at {38-71} per cent, after {30-66} [a year|six months] ago.",
    "[Neighbours|Villagers] near the [range|plant] in {town+} [complain|worry] about [night firing|lorries|ground water].",
    "[On paper|By its own plan], the brigade [has|will have] {2-6},000 [soldiers|places], [in practice|today] {40-88} per cent are [filled|present].",
    "[Engineers|Planners] are [checking|strengthening] {30-260} bridges so that [heavy transports|tanks on trailers] can [pass|cross].",
    "[Steel|Explosives|Microchips] [may remain|could be] the [bottleneck|narrow gate], [managers|executives] at {maker+} [say|complain].",
  ],
  quotes: [
    "“[Deterrence|Security] [is measured|counts] in [stocks|training days], not in [speeches|billions],” said {person+}, {role+}.",
    "“We [buy|order] [too little|late], and [each of us|everybody] [alone|a different type],” said {person+}, {role+}.",
    "“[Every|Each] {kit+} contract is a [school|nursery] [not built|postponed],” {person+}, {role+}, [objected|said].",
    "{person+}, {role+}, [called|considers] rearmament [a necessity|an expensive habit|unavoidable for now].",
  ],
  ends: [
    "{office+} will [present|send] a [list|report] {soon+}.",
    "The [first|next] {kit+} [are|should be] [delivered|ready] {soon+}.",
    "[Parliament|The budget committee] [votes|decides] {soon+}.",
  ],
};
