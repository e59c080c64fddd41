import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const economy: Subject = {
  key: "economy",
  language: "en",
  lists: {
    trade: ["furniture makers", "bakeries", "garden centres", "hotels", "small builders", "bicycle shops", "dairy farms", "printers", "fish processors", "clothing shops", "caravan dealers", "coffee roasters"],
    role: ["who runs the chamber of commerce in {town}", "an economist at the regional savings bank", "the owner of a family firm in {town+}", "who advises small companies", "a retail analyst", "the treasurer of the traders' association"],
    statistic: ["retail sales", "new car registrations", "house prices", "factory orders", "business lending", "tourist spending", "rents", "food prices"],
    body: ["the statistics office", "the central bank", "the employers' federation", "the national institute of economic research", "the chamber of commerce"],
  },
  angles: [
    {
      heads: ["Inflation [eases|slows|cools|edges down] to {rate:1.4-4.2} per cent", "[Relief at the till|Cheaper groceries|Calmer energy bills] as price rises slow to {rate:1.4-4.2} per cent", "Prices up {rate:1.4-4.2} per cent, less than [feared|forecast|a year ago]"],
      leads: ["Consumer prices rose by {rate:1.4-4.2} per cent over the year, {body} [said|reported] on {weekday}, [a little less|slightly slower|somewhat lower] than [most forecasters|analysts|shoppers] had expected.", "The cost of a weekly basket [climbed|went up] {rate:1.4-4.2} per cent in twelve months, [according to|as measured by] {body}, with [fuel|vegetables|rent|electricity] [making|explaining] most of the difference."],
    },
    {
      heads: ["Hiring [picks up|slows|stalls] in {region}", "{region}: [vacancies|job offers] [rise|fall] for the {ordinal} month in a row", "[Employers|Firms] in {town} [struggle|compete] to fill {jobs:120-980} jobs"],
      leads: ["Employers in {region} [advertised|listed] {jobs:120-980} [open posts|vacancies] last month, [a figure|a total] that {body} [called|described as] [surprisingly high|rather weak|typical for the season].", "The labour market in {town} [is changing|has turned], with {jobs:120-980} [unfilled posts|new openings] and [fewer|more] applicants for each, [figures|numbers] from {body} [show|suggest]."],
    },
    {
      heads: ["{trade} [count on|hope for|brace for] a [busy|quiet|difficult] season", "Why {trade} are [raising prices|hiring again|cutting hours]", "{town}'s {trade} [find|see] new customers [abroad|online|next door]"],
      leads: ["After {span} of [rising bills|thin margins|patchy demand], {trade} in {region} [say|report] that [orders|takings] have [begun to|started to] [recover|level off|slip].", "It is a [good|hard|curious] time to be in business in {town}, where {trade} have [changed|rethought] [how they buy|what they sell|when they open]."],
    },
    {
      heads: ["Central bank [holds|keeps|leaves] rate at {policy:1.5-4.5} per cent", "[Borrowers|Home buyers|Savers] wait as [key|policy] rate stays at {policy:1.5-4.5} per cent", "Rate [decision|pause] [splits|pleases|puzzles] economists"],
      leads: ["The central bank [left|kept] its key rate at {policy:1.5-4.5} per cent on {weekday}, [citing|pointing to] [steady wages|cautious consumers|a cooling housing market].", "Mortgage holders will see [no change|little movement] for now after rate-setters [voted|decided] {smallNumber} to one to stay at {policy:1.5-4.5} per cent."],
    },
    {
      heads: ["{town} [mill|brewery|cannery|brickworks] to [close|expand|reopen] after {span}", "New [owner|investor] for {town}'s [oldest|largest] [mill|brewery|workshop]", "[Union|Staff] [welcome|question] plan for {town} [mill|brewery|cannery]"],
      leads: ["The [largest|best-known] employer in {town} [announced|confirmed] on {weekday} that it would [take on|let go] {jobs:40-390} people as it [rebuilds|reorganises] its [main site|older halls].", "A [buyer|family company] from {region} has [agreed|offered] to take over the {town} works, [keeping|saving] {jobs:40-390} of the jobs there, [people close to|managers of] the company said."],
    },
  ],
  body: [
    "[In|Across] {region}, {statistic+} [rose|fell|changed] by {0.2-4.8} per cent [over the quarter|since the summer|compared with last year].",
    "A survey of {110-940} [firms|companies|owners] found that {22-71} per cent [plan|intend] to [invest|hire|wait] [this year|in the coming months].",
    "[Economists|Analysts] [had expected|had pencilled in] a [larger|smaller] change in {statistic+}, [though|but] most [called|found] the figures [solid|mixed|hard to read].",
    "[Wages|Pay packets] in the sector [grew|went up] {1.2-5.4} per cent, [roughly|almost exactly|a touch more than] what [unions|staff councils] had asked for.",
    "For {trade+}, the [weather|exchange rate|school calendar] [matters|counts] more than [any|a] [forecast|statement] from the capital.",
    "[Energy|Freight|Insurance] costs have [come down|stabilised|crept up] since {body+} last looked at them in detail.",
    "[Shops|Markets] in {town} [reported|noticed] {4-19} per cent [more|fewer] visitors on Saturdays, [helped|hurt] by [road works|a new car park|mild evenings].",
    "The [figure|number] excludes [seasonal|self-employed] workers, of whom there are [about|some] {1200-9800} in {region}.",
    "[Lenders|Banks] [approved|turned down] {12-44} [of every hundred|per cent of] applications from {trade+}, [a rate|a share] that has [barely moved|doubled] since {body+} began to count.",
    "[One in {smallNumber+}|About {11-48} per cent of] households said they [put money aside|spent less on eating out|delayed a large purchase] [last month|in the period].",
    "[Exports|Deliveries] to [neighbouring countries|overseas customers] [made up|accounted for] {13-58} per cent of turnover, [against|compared with] {9-55} per cent before.",
    "The [forecast|outlook] for {statistic+} was [nudged|revised] [up|down] to {0.4-3.6} per cent.",
    "[Landlords|Property agents] in {town} [speak of|describe] [empty units|waiting lists|shorter leases] on the [high street|harbour front|market square].",
    "[Training places|Apprenticeships] remain [scarce|plentiful]: {40-310} were [offered|filled] in {region} [this autumn|this year|since January].",
  ],
  quotes: [
    "“[We are|Everybody here is] [cautious|hopeful|tired], but the [order book|till] [does not lie|tells its own story],” said {person+}, {role+}.",
    "“One [month|quarter] does not make a [trend|summer],” [warned|said] {person+}, {role+}.",
    "{person+}, {role+}, [called|described] the [numbers|decision] [a nudge in the right direction|less dramatic than it looks|overdue].",
    "“[People|Customers] still [come in|call], they just [ask for the price|compare] first,” {person+}, {role+}, [explained|told this newspaper].",
    "“If [rents|interest costs] [fall|ease] a little more, we can [plan|breathe] again,” said {person+}, {role+}.",
  ],
  ends: [
    "The next [figures|estimates] are [due|expected] {soon+}.",
    "[Revised|Detailed] numbers for {region} will be [published|released] {soon+}.",
    "[A decision|More clarity] is not [expected|likely] before {body+} meets {soon+}.",
    "Until then, {trade+} will [keep|go on] [counting|watching] every [order|penny|delivery].",
  ],
};

export const technology: Subject = {
  key: "technology",
  language: "en",
  lists: {
    device: ["phone", "laptop", "heat pump", "smart meter", "hearing aid", "tablet", "e-bike", "home battery", "camera", "watch"],
    firm: ["Lumenfold", "Quickreed", "Harbourbyte", "Tessel & Ray", "Oxbow Systems", "Pinefrond", "Veldtronic", "Kitewright", "Northbeam Labs", "Mosslight"],
    system: ["a chatbot", "an image model", "a translation tool", "a route planner", "a speech recogniser", "a scheduling program", "a language model", "a digital map"],
    role: ["a software engineer", "who teaches computing at the college in {town}", "a consumer advocate", "the company's head of design", "who studies how people use machines", "a security researcher"],
  },
  angles: [
    {
      heads: ["{firm} [unveils|shows|launches] a {device} that [lasts {smallNumber} days|can be repaired at home|needs no charger]", "Hands on with {firm}'s new {device}", "Can {firm}'s {device} [win back|persuade] [doubters|buyers]?"],
      leads: ["The start-up {firm} [presented|introduced] a {device} on {weekday} that it [says|claims] will [halve|cut] [electricity use|waiting times|repair costs] for [most|many] households.", "With a [plain|colourful] new {device}, {firm} of {town} [hopes|wants] to [reach|win over] people who [gave up on|never trusted] the last one."],
    },
    {
      heads: ["[Libraries|Surgeries|Schools|Town halls] in {town} [try out|switch to] {system}", "What happened when {town} [let|asked] {system} answer the phone", "{system}, on trial in {town}"],
      leads: ["For {smallNumber} weeks, [staff|clerks] in {town} have been [working with|testing] {system} that [drafts letters|sorts questions|finds appointments], [with|and the] [mixed results|surprising speed|a few comic errors].", "The [council|library] of {town} has [begun|started] a trial of {system}, the [first|largest] of its kind in {region}."],
    },
    {
      heads: ["Outage at {firm} [leaves|cuts off] {users:12-95},000 [customers|users] for {smallNumber} hours", "{firm} [apologises|explains itself] after [faulty update|long outage]", "[Faulty update|Wrong setting] [stops|silences] {users:12-95},000 {device}s"],
      leads: ["A [faulty update|mistyped setting] at {firm} [left|kept] some {users:12-95},000 [customers|households] without service for {smallNumber} hours on {weekday}.", "{firm} has [apologised|promised refunds] after [an outage|a failure] that [reached|affected] {users:12-95},000 users in {region}."],
    },
    {
      heads: ["Broadband [reaches|comes to] the last [farms|streets] of {region}", "{town} gets [fibre|fast internet] after {span}", "{region} [asks|waits] for [faster|cheaper] broadband"],
      leads: ["After {span} of [promises|waiting|letters], the last {60-900} [homes|farms] around {town} are [being connected|on the network], {firm} said.", "Engineers [finished|began] laying fibre [to|through] {town} on {weekday}, {smallNumber} years after the [first petition|original plan]."],
    },
  ],
  body: [
    "The {device} [costs|sells for] [about|just under] {90-980} [euros|pounds|dollars], [without|including] [installation|a subscription].",
    "[In tests|During a trial] by the consumer office, it [answered|handled] {61-97} per cent of [requests|cases] [correctly|without help].",
    "[Privacy|Data protection] [lawyers|officers] [want|asked] to know [where|for how long] [recordings|log files] are kept.",
    "[Engineers|Developers] at {firm+} spent {span+} on the [battery|software|hinge], [rewriting|replacing] it {smallNumber+} times.",
    "A [rival|competing] product by {firm+} [does|offers] much the same, [though|but] only for [newer|older] models.",
    "[Early|First] buyers [praise|like] the [screen|handling|quiet fan], but [complain|grumble] about [the manual|sign-up|the colour].",
    "[About|Roughly] {14-69} per cent of people over sixty [use|own] such a {device}, [a survey|an inquiry] in {region} [found|suggests].",
    "The [source code|design] is [open|published], so that [anyone|schools|repair shops] can [check|adapt|improve] it.",
    "[Spare parts|Updates] are [promised|guaranteed] for {smallNumber+} years, [longer|shorter] than the [industry average|law asks].",
    "[Some|A few] [answers|results] were [plainly wrong|oddly polite|out of date], [especially|above all] on [bus times|holiday rules|fees].",
    "{firm+} [employs|has] {30-740} people, [most|a third] of them in {town+}.",
    "[Investors|Backers] have put {3-88} million into {firm+} since it [left|outgrew] a [garage|student flat|former dairy] in {town+}.",
    "[Power use|The electricity bill] [fell|dropped] by {6-31} per cent [in the pilot|over the winter], [less|more] than [the brochure|its makers] had said.",
    "[Regulators|Inspectors] are [looking into|reviewing] whether [the labels|the terms] are [clear|fair] [enough|to children|to older users].",
  ],
  quotes: [
    "“A [good|useful] machine is one you [forget|stop noticing],” said {person+}, {role+}.",
    "“We [learned|found out] more from the [mistakes|complaints] than from the [praise|brochure],” said {person+}, {role+}.",
    "{person+}, {role+}, [advises|recommends] [waiting|to wait] for the [second|next] version.",
    "“Nobody should need [a degree|a password book] to [see a doctor|pay a bill|buy a ticket],” {person+}, {role+}, said.",
    "“It is [faster|cheaper|quieter] than I expected, and [sillier|ruder|slower] than they promised,” said {person+}, {role+}.",
  ],
  ends: [
    "[Sales|Deliveries] [begin|start] {soon+}.",
    "A [review|report] on the trial is [planned|due] {soon+}.",
    "[Customers|Users] can [apply|claim] [online|by letter] until the [end of the month|middle of next month].",
    "Whether {town+} will [follow|join] is to be [settled|decided] {soon+}.",
  ],
};
