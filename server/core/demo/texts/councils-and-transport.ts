import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const councils: Subject = {
  key: "councils",
  language: "en",
  lists: {
    project: ["the market hall", "the swimming pool", "a cycle path", "the old customs house", "the library annexe", "a skate park", "the town wall", "a new fire station", "the allotments", "the riverside walk"],
    group: ["the residents' list", "the Greens", "the conservative group", "the liberals", "the social democrats", "two independents"],
    role: ["who sits for {group+}", "the mayor's deputy", "the town clerk", "who started the petition", "the head of planning", "a councillor"],
  },
  angles: [
    {
      heads: ["Council [votes on|argues over|debates] plan for {project}", "{town}: [row|quarrel|rare agreement] over {project}", "{yes:11-29} to {no:3-10}: {town} [decides|votes] on {project}"],
      leads: ["The council of {town} [approved|turned down] the plan for {project} by {yes:11-29} votes to {no:3-10} on {weekday} night.", "After {smallNumber} hours of debate, councillors in {town} [put off|postponed] a decision on {project}."],
    },
    {
      heads: ["{town} [raises|cuts|keeps] parking [fees|charges]", "Budget gap of {gap:2-39} million in {town}", "{town} must [save|find] {gap:2-39} million"],
      leads: ["{town} [has to|must] close a gap of {gap:2-39} million in its budget, the treasurer [told|warned] the council on {weekday}.", "[Parking|Swimming|Day care] in {town} will [cost more|become dearer], as the council [tries|seeks] to [save|raise] {gap:2-39} million."],
    },
    {
      heads: ["Mayor of {town} [will not stand again|seeks third term|resigns]", "{smallNumber} candidates [run|stand] for mayor in {town}", "[Close|Quiet|Lively] race for town hall in {town}"],
      leads: ["{smallNumber} candidates [want|hope] to become mayor of {town} in the [local|spring|autumn] election, [more|fewer] than [ever|last time].", "The mayor of {town} [surprised|told] the council on {weekday} [that she would not|by saying she would not] [stand|run] again."],
    },
    {
      heads: ["Petition [against|for] {project}: {signatures:400-8900} sign in {town}", "{crowd} in {town} [protest|march] for {project}", "{signatures:400-8900} signatures for {project}"],
      leads: ["{signatures:400-8900} people in {town} have signed a petition [for|against] {project}, [enough|more than needed] to [force|require] a [vote|hearing].", "{crowd} in {town} [handed|brought] {signatures:400-8900} signatures to the town hall on {weekday}."],
    },
    {
      heads: ["{town} [builds|plans] {homes:40-860} homes [by the river|on the old depot|near the station]", "Rents in {town}: council [promises|wants] {homes:40-860} flats", "[Neighbours|Allotment holders] [oppose|question] {homes:40-860} flats"],
      leads: ["{homes:40-860} flats are to be [built|finished] on the [old depot|former dairy|riverside] in {town}, [a third|half] of them at [reduced|controlled] rents.", "{town} [has bought|wants to buy] land for {homes:40-860} homes, the planning committee [heard|learned] on {weekday}."],
    },
  ],
  body: [
    "{group+} [had asked|argued] for [cheaper|smaller|later] [plans|works], [while|but] {group+} [wanted|preferred] [to begin at once|a referendum].",
    "The [cost|bill] is [put|estimated] at {2-48} million, [of which|and] the [county|state] [pays|covers] {15-70} per cent.",
    "[Work|Building] could [begin|start] {soon+}, [if|provided] [the tender|an inspection of the bats] [goes well|brings no surprises].",
    "[From|In] the public gallery, {crowd+} [held|waved] [placards|umbrellas|keys] and were [twice|politely] [asked|told] to be quiet.",
    "A [survey|report] had [found|counted] {120-960} [empty flats|broken lamps|missing benches] in {town+}.",
    "In {town+}, a [similar|comparable] plan for {project+} [failed|was dropped] after {span+}, [largely|partly] because of [noise|ground water].",
    "[Opponents|Critics] [point|pointed] to {project+}, which [cost|took] [twice|three times] as [much|long] as [promised|planned].",
    "[Turnout|Interest] in [local|council] elections has [fallen|risen] to {31-68} per cent in {region+}.",
    "The [committee|working group] met {4-19} times and [visited|telephoned] {smallNumber+} other [towns|councils].",
    "[Shopkeepers|Traders] on the square [fear|expect] {smallNumber+} months of [dust|detours], [others|some] [look forward|are used] to it.",
    "A [judge|court] [must|will] still [rule|decide] on the [complaint|objection] of {smallNumber+} [neighbours|property owners].",
    "[Trees|Lime trees] [along|beside] {project+} are to [stay|be kept], [with|apart from] {smallNumber+} [exceptions|that are sick].",
    "[Minutes|Documents] of the [closed|evening] session were [published|put online] [a day|hours] [later|afterwards].",
  ],
  quotes: [
    "“[Doing nothing|Another expert report] would be the [dearest|slowest] [choice|answer],” said {person+}, {role+}.",
    "“[We|People] were [promised|shown] [something else|a different drawing] {smallNumber+} years ago,” said {person+}, {role+}.",
    "{person+}, {role+}, [spoke|called it a matter] of [fairness|common sense|old debts].",
    "“I can [live|sleep] with this [compromise|vote], [barely|and so can my street],” {person+}, {role+}, said.",
  ],
  ends: [
    "The council [votes|meets] again {soon+}.",
    "[Plans|Drawings] can be [seen|inspected] at the town hall until {weekday+}.",
    "[Objections|Comments] are [accepted|welcome] {soon+}.",
    "{group+} [announced|plan] a [motion|public walk] on {weekday+}.",
  ],
};

export const transport: Subject = {
  key: "transport",
  language: "en",
  lists: {
    line: ["the coast line", "the night train", "line {3-48}", "the harbour tram", "the branch line to {town+}", "the island ferry", "the valley railway", "the airport line"],
    role: ["who drives {line+}", "a passenger from {town}", "the operator's spokeswoman", "who heads the passengers' league", "a traffic planner", "a union secretary"],
  },
  angles: [
    {
      heads: ["Drivers [strike|walk out] in {region} over [pay|shifts|breaks]", "[Pay deal|Compromise] [ends|averts] strike on {line}", "No [buses|trains] on {weekday}: strike in {region}"],
      leads: ["Buses and trains in {region} will [stand still|stay in the depot] on {weekday} after the [drivers' union|operator] [rejected|let lapse] an offer of {raise:1.5-6.5} per cent.", "A strike on {line} [ended|was called off] on {weekday} when [both sides|operator and union] [settled|agreed] on {raise:1.5-6.5} per cent [more pay|and longer breaks]."],
    },
    {
      heads: ["{line} [reopens|returns] after {span}", "{town} [gets|celebrates] its [station|stop] back", "First [passengers|trip] on {line} [since|after] {span}"],
      leads: ["With [a brass band|flags|some delay], {line} [reopened|came back] on {weekday}, {span} after the last [passengers|service].", "{town} has a [stop|station] again: the [first|morning] service on {line} [arrived|left] with {60-410} people on board."],
    },
    {
      heads: ["Works [close|block] {line} for {smallNumber} weeks", "Detours [around|in] {town} as [bridge|tunnel] is repaired", "Bridge [closed|weak]: {region} [faces|prepares for] detours"],
      leads: ["Cracks in a [bridge|viaduct] near {town} have [forced|led] engineers to close it to [lorries|all traffic] for at least {smallNumber} weeks.", "[From|Starting] {weekday}, {line} will be [closed|interrupted] for {smallNumber} weeks while [rails|cables|bearings] are [replaced|renewed]."],
    },
    {
      heads: ["[Flat|Cheaper|Free] fares: {riders:6-44} per cent more [riders|passengers] in {region}", "One ticket for [all|every bus] in {region}", "{region} [tests|extends] [flat fare|free Saturdays]"],
      leads: ["{riders:6-44} per cent more people [took|used] the bus in {region} [since|after] fares were [cut|simplified], the operator [counted|said].", "A single ticket for [trains, buses and ferries|every vehicle] in {region} will [cost|be sold for] {19-59} a month."],
    },
  ],
  body: [
    "[Punctuality|The share of trains on time] on {line+} [rose|fell] to {61-97} per cent [in the quarter|last month].",
    "[Replacement|Extra] buses [run|leave] every {12-55} minutes [from|between] {town+} and {town+}, [stopping|calling] at {smallNumber+} [villages|schools].",
    "The [vehicles|carriages] [come|were bought] from [an operator|a museum] in {region+} and [were|have been] [repainted|fitted with ramps].",
    "[Cyclists|Wheelchair users] [get|demand] [more room|a ramp|a wider platform] on {line+}, [which|something that] the [planners|engineers] [left out|promised].",
    "[About|Roughly] {1200-9800} people [commute|travel] between {town+} and {town+} [each day|on working days].",
    "[Freight|Timber] trains will [take|use] the [valley|northern] route [at night|until further notice].",
    "The [repair|extension] [costs|is to cost] {3-85} million, [{smallNumber+} million|a third] more than [planned|the first estimate].",
    "[Apps|Displays|Loudspeakers] in {town+} [showed|announced] [the old|no] timetable for {smallNumber+} days.",
    "[Drivers|Conductors] [work|do] {7-12}-hour shifts, with [breaks|pauses] that [few|not all] [manage|dare] to take.",
    "[Traffic|Queues] around {town+} [grew|stretched] to {2-14} kilometres [in the morning|on {weekday+}].",
    "Tickets for {line+} [can|must] be [bought|stamped] [before boarding|at kiosks], [a rule|something] that [tourists|students] [miss|ignore].",
    "An [inquiry|audit] in {region+} [found|listed] {30-290} [faults|delays] caused by [points|doors|staff shortages|leaves].",
    "[Owners|Residents] [along|near] {line+} [asked|sued] for [noise barriers|slower trams|trees], {smallNumber+} of them [with success|in vain].",
  ],
  quotes: [
    "“[People|Passengers] forgive [delays|rain], but not [silence|shrugs],” said {person+}, {role+}.",
    "“I [leave|get up] {20-50} minutes earlier and [still|often] [stand|arrive late],” said {person+}, {role+}.",
    "{person+}, {role+}, [spoke of|called it] [a start|a fair deal|the end of an odyssey].",
    "“A [line|timetable] is a promise, and we [kept|mean to keep] it,” {person+}, {role+}, said.",
  ],
  ends: [
    "The [new|summer] timetable [applies|starts] {soon+}.",
    "[Talks|Negotiations] between [union and operator|county and railway] [go on|resume] {soon+}.",
    "[Refunds|Vouchers] can be [claimed|had] until {weekday+}.",
    "The [works|tests] should be [over|finished] {soon+}.",
  ],
};
