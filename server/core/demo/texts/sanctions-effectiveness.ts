import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const sanctionsEffectiveness: Subject = {
  key: "Sanctions effectiveness",
  language: "en",
  lists: {
    good: ["machine tools", "microchips", "aircraft parts", "bearings", "luxury cars", "turbine blades", "marine engines", "sensors", "lathes"],
    office: ["the economics ministry", "a confidential assessment", "the customs authority", "a panel of the alliance", "the trade commissioner", "an intelligence summary", "the parliamentary budget office"],
    role: ["a sanctions lawyer", "who follows the Russian economy", "a shipping broker", "a former customs officer", "an economist at the university of {town+}"],
    hub: ["the Gulf", "Central Asia", "the Caucasus", "South-East Asia", "two small island registries", "the Bosporus"],
  },
  angles: [
    {
      camp: "works",
      heads: ["Sanctions [bite|hurt|work], {office} [says|finds]", "Russia [runs short|is short] of {good} as sanctions [bite|tell]", "[Oil revenue|Budget] hit: sanctions [take effect|show their bite]"],
      leads: ["Sanctions against Russia are working: {office} [puts|estimates] the [loss|damage] at {damage:12-96} billion in [a year|twelve months].", "Sanctions have [cut|reduced] Russia's [access to|imports of] {good} by {cut:21-68} per cent, {office} [concludes|reported] on {weekday}."],
      body: [
        "[Oil|Energy] revenue [fell|dropped] {11-42} per cent [in the quarter|year on year], and the [deficit|budget gap] [widened|doubled].",
        "[Factories|Assembly lines] [stood|were] idle for {smallNumber+} weeks for want of {good+}, [satellite pictures|freight records] [suggest|show].",
        "[Evading|Getting round] the sanctions adds {30-140} per cent to the [price|cost] of {good+}, {office+} [found|writes].",
        "[Banks|Lenders] in {hub+} have [closed|refused] accounts [for fear of|under pressure from] secondary sanctions.",
      ],
    },
    {
      camp: "fails",
      heads: ["Sanctions [fail|have failed], {office} [says|warns]", "How {good} [reach|still reach] Russia despite sanctions", "[Loopholes|Shadow fleet] [blunt|undo|weaken] sanctions on {good}"],
      leads: ["Sanctions have failed to [stop|slow] Russia's war economy, {office} [concludes|admits].", "Despite sanctions, Russia [buys|sells] as many {good} as before, [only|merely] [by way of|through] {hub}, [research|an inquiry] by this newspaper [shows|found]."],
      body: [
        "Imports of {good+} through {hub+} have [tripled|grown {40-310} per cent] since the sanctions [began|were tightened].",
        "[Some|About] {120-680} tankers without [clear|known] insurance [carry|move] oil [past|around] the price cap.",
        "[Evasion|Circumvention of the sanctions] has become [a trade|an industry] with [its own|published] [price lists|middlemen].",
        "[Growth|Output] in Russia [held up|rose] {0.6-3.9} per cent, [helped|driven] by [arms orders|state spending] and trade with {hub+}.",
      ],
    },
    {
      heads: ["Do sanctions work? [Two|Five|Three] [studies|experts], {smallNumber} answers", "[New|Next] sanctions package [aims|takes aim] at {hub}", "Sanctions: the [long|slow] [count|argument] over what they [achieve|cost]"],
      leads: ["Whether the sanctions work depends on what one [measures|hoped for], {office} [writes|said] on {weekday}.", "The {smallNumber}-point package [presented|proposed] on {weekday} is meant to close loopholes in the sanctions that lead through {hub}."],
      body: [
        "[One|The first] study credits [sanctions|the sanctions] with {11-38} per cent less [growth|trade], [another|the second] [finds|sees] no effect on {good+}.",
        "[Enforcement|Policing the sanctions] [takes|needs] [time|staff]: {office+} has {14-160} [investigators|officials] for {good+}.",
      ],
    },
  ],
  body: [
    "[Exporters|Traders] in {region+} [say|complain] that [licences|forms] for {good+} [take|need] {smallNumber+} [weeks|months].",
    "[Fines|Penalties] for breaches [came|added up] to {2-88} million [in the year|last year], [most|half] of it from [one case|two shipping firms].",
    "The [index|data] that {office+} uses [leaves out|cannot see] [barter|cash deals|trade in roubles].",
    "[Prices|The cost] of {good+} in Moscow [rose|changed] by {4-39} per cent, [visitors|resident businessmen] [report|noted].",
    "[Freight|Insurance] rates on the route through {hub+} [went up|fell] {5-47} per cent.",
    "[Diplomats|Envoys] [travelled|flew] to {hub+} {smallNumber+} times to [plead|press] for [controls|export bans].",
    "The list of sanctions [now|by now] [names|includes] {1200-4900} people and companies, [among them|including] {smallNumber+} [banks|shipyards] in {hub+}.",
    "[Opposition|Business] [politicians|associations] [want|demand] [an honest balance|exemptions for {good+}].",
  ],
  quotes: [
    "“[A sieve|A dam] with [holes|cracks] still [slows|holds back] the water,” said {person+}, {role+}.",
    "“You [cannot|never] see the [plane|factory] that was [not built|cancelled],” said {person+}, {role+}.",
    "“[Every|Each] measure [creates|finds] its own [smuggler|middleman],” {person+}, {role+}, said.",
    "{person+}, {role+}, [advises|recommends] [patience|counting again|better customs data].",
  ],
  ends: [
    "[Ministers|Ambassadors] [review|extend] the sanctions {soon+}.",
    "A [fuller|second] assessment is [promised|due] {soon+}.",
    "{office+} [publishes|updates] its [figures|list] {soon+}.",
  ],
};
