import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const sport: Subject = {
  key: "sport",
  language: "en",
  lists: {
    club: ["Aldermoor Rovers", "Kestrel Bay", "Northwick Athletic", "Varnholt Harriers", "Pellworth Town", "Ravensby", "Quillport Mariners", "Dunmere Wanderers", "Stonebeck", "Foxglade United", "Larkhaven Albion", "Marlstone Colliery"],
    discipline: ["rowing", "cross-country", "handball", "hockey", "cycling", "swimming", "table tennis", "volleyball", "rugby", "skating", "orienteering", "climbing"],
    role: ["the coach", "the captain", "who has followed the club for forty years", "the club doctor", "a former champion", "the chair of the supporters' trust"],
    minute: ["{3-44}", "{46-88}"],
  },
  angles: [
    {
      heads: ["{club} [beat|edge past|stun|outplay] {club+} {goals:2-5}-{0-1}", "Late [goal|header|free kick] [gives|hands] {club} the points", "{club} [climb|move up] to {ordinal} after win at home"],
      leads: ["{club} won {goals:2-5}-{0-1} [at home|away from home|on a soaked pitch] on {weekday} evening, [their|a] {ordinal} victory in a row, [before|in front of] {900-9800} [spectators|fans].", "A [header|low shot|deflected cross] in the {minute}th minute [settled|decided] the match [between|of] {club} and {club+}."],
    },
    {
      heads: ["{club} [part with|dismiss|say goodbye to] coach after {smallNumber} defeats", "New coach, old [worries|hopes] at {club}", "{club} [turn to|appoint] former [captain|goalkeeper] as coach"],
      leads: ["{club} have [parted|separated] from their coach after {smallNumber} [defeats|games without a win], the club [said|announced] on {weekday}.", "The [new|third] coach of {club} this season [took|led] training for the first time on {weekday}, watched by {30-400} [supporters|schoolchildren]."],
    },
    {
      heads: ["{town} [hosts|welcomes] {discipline} championship", "Teenager from {town} [wins|takes] {discipline} title", "{discipline}: {town} [celebrates|cheers] [surprise|unexpected] [bronze|silver|gold]"],
      leads: ["A [sixteen|seventeen|eighteen]-year-old from {town} has [won|taken] the national {discipline} title [by the narrowest of margins|in her first season|at the second attempt].", "{120-980} athletes from {region} and beyond [met|competed] in {town} at the weekend for the {discipline} championship."],
    },
    {
      heads: ["Marathon in {town}: {runners:2100-9900} at the start", "[Rain|Wind|Sun] and {runners:2100-9900} runners in {town}", "Course record [falls|stands] at {town} marathon"],
      leads: ["{runners:2100-9900} runners [crossed|filled] the bridges of {town} on Sunday, the [fastest|quickest] of them in two hours and {9-28} minutes.", "The {town} marathon drew {runners:2100-9900} [people|runners] and, [it seemed|by one count], twice as many [cowbells|onlookers]."],
    },
    {
      heads: ["{club} [plan|ask for|get] a new [stand|pitch|hall]", "Who pays for the [roof|floodlights|ground] of {club}?", "Members of {club} [vote|decide] on [move|new ground]"],
      leads: ["The members of {club} have voted {60-400} to {20-59} [for|against] [a new stand|leaving the old ground|artificial turf].", "{club} [want|need] {2-19} million for a [stand|hall] that [is older than|has outlived] most of their [players|members]."],
    },
  ],
  body: [
    "The [visitors|guests] [had|missed] [the better chances|a penalty] [before|after] the break, [but|and] [struck|hit] the [post|bar] {smallNumber+} times.",
    "The goalkeeper [saved|kept out] [everything|three good shots] until the {minute+}th minute, when [a deflection|his own defender] [beat|wrong-footed] him.",
    "{club+} stay [top|bottom|in mid-table] with {11-64} points from {14-30} [matches|games].",
    "[Injuries|Illness] [forced|led] {club+} to [start|begin] with {smallNumber+} players from the [youth team|reserves].",
    "In the [women's|junior] [competition|league], {club+} [drew|lost|won] {1-3}-{1-4} [away|at home] to {club+}.",
    "[Tickets|Seats] for the [derby|cup tie] against {club+} [sold out|went] in {12-95} minutes.",
    "The [referee|umpire] [showed|handed out] {smallNumber+} yellow cards, [most|all] of them [for dissent|after the interval].",
    "[Training|Preparation] in {region+} [begins|starts] with [hill runs|ice baths|long walks], [to the dismay|for the amusement] of [newcomers|parents].",
    "[Prize money|The purse] has been [raised|cut] to {4-90},000, [still|which is] [less|more] than the [travel|kit] of most [teams|entrants] costs.",
    "The [hall|track|pool] in {town+} [reopened|closed] {span+} ago and has been [full|booked] [every evening|at weekends] since.",
    "[Her|The team's] best [time|result] until then had been a {ordinal} place in {town+}, [in the rain|on borrowed skis|two years ago].",
    "[Supporters|Fans] [sang|stayed] until [long|an hour] after the [whistle|finish], [some|many] [in tears|in fancy dress|without shoes].",
    "[Sponsors|The council] [covered|paid] {20-75} per cent of the [costs|bill], [a raffle|cake stalls|members] the rest.",
    "On {weekday+}, {club+} [travel|go] to {club+}, who have [won|lost] {smallNumber+} of their last {11-15}.",
  ],
  quotes: [
    "“We [ran|worked] for [each other|the badge], and [that was enough|luck did the rest],” said {person+}, {role+}.",
    "“[You|People] [only see|remember] the goals, I see the [bus journeys|wet Tuesdays|bandages],” said {person+}, {role+}.",
    "{person+}, {role+}, [refused|declined] to [talk about|think of] [promotion|medals] [yet|before the spring].",
    "“I [slept|ate] [badly|nothing] [for days|beforehand], now I could [dance|sleep] for a week,” {person+}, {role+}, said.",
  ],
  ends: [
    "The [return match|next round] is on {weekday+} in {town+}.",
    "The [final|decider] will be [played|held] in {town+} {soon+}.",
    "[Entries|Registration] for next year [open|opens] {soon+}.",
    "{club+} [now|next] have {smallNumber+} days [off|to rest].",
  ],
};

export const culture: Subject = {
  key: "culture",
  language: "en",
  lists: {
    work: ["The Glass Orchard", "Salt and Thunder", "A House for Winter", "The Ferryman's Daughters", "Nine Lanterns", "The Quiet Parliament", "Blue Hour", "Letters to a Lighthouse", "The Cartographer's Dog", "Small Rain", "The Clockmaker of Varnholt", "Second Harvest"],
    venue: ["the Corn Exchange", "the Harbour Theatre", "the town museum", "the Lantern cinema", "the Old Dye Works", "the chapel of St Ebba", "the municipal gallery", "the bandstand"],
    forms: ["novels", "operas", "documentaries", "exhibitions", "plays", "concerts", "comics", "radio plays"],
    form: ["novel", "opera", "documentary", "exhibition", "play", "album", "ballet", "radio series", "comic", "string quartet"],
    role: ["the director", "the curator", "who plays the lead", "a critic", "who has sung in the choir since school", "the festival's founder"],
  },
  angles: [
    {
      heads: ["“{work}”: a {form} that [lingers|surprises|divides]", "Review: “{work}” at {venue}", "“{work}” [opens|premieres] at {venue} in {town}"],
      leads: ["It takes [{smallNumber} minutes|a single scene|one long silence] for “{work}”, the new {form} [at|in] {venue} in {town}, to [find its voice|win the room over].", "“{work}”, a {form} about [two sisters|a lost map|a drowned village|an unlikely friendship], [opened|was shown] at {venue} on {weekday} to [long applause|puzzled silence|a full house]."],
    },
    {
      heads: ["{town} festival [draws|attracts] {guests:4-48},000", "{smallNumber} days, {guests:4-48},000 [guests|listeners]: {town} [sings|celebrates]", "[Music|Books|Puppets] [fill|take over] {town} for {smallNumber} days"],
      leads: ["{guests:4-48},000 people came to this year's festival in {town}, [a record|slightly fewer than last time], the organisers [said|reckon].", "For {smallNumber} days, [every|each] [shop window|courtyard|boat] in {town} [became|was] a stage."],
    },
    {
      heads: ["Museum in {town} [acquires|shows|finds] lost [painting|sketchbook|letters]", "[Attic|Flea market|Barn] find [goes|comes] to {venue}", "The [painting|diary] that [slept|lay] {span} in {town}"],
      leads: ["A [painting|sketchbook|diary] that [lay|hung] unnoticed in {town} for {span} has been [identified|shown to be genuine] and will [hang|be shown] in {venue}.", "The museum in {town} [has bought|was given] {30-400} [letters|drawings|glass plates] that [tell|document] the [daily life|loves|quarrels] of {region}."],
    },
    {
      heads: ["Prize for {form} “{work}”", "[Jury|Readers] [choose|crown] “{work}”", "{person} [wins|receives] prize for “{work}”"],
      leads: ["The [jury|readers' panel] of the {town} prize has [chosen|honoured] the {form} “{work}”, [praising|citing] its [humour|patience|strange beauty].", "{person} [was given|accepted] this year's prize for “{work}” at {venue}, [barefoot|in verse|with a very short speech]."],
    },
  ],
  body: [
    "The [lighting|music|translation] is [by|the work of] {person+}, who [grew up|lives] in {town+} and [began|started] [as a baker|in a garage band|with puppets].",
    "[Not everything|Not all of it] works: the [second|third] [part|act|room] is [too long|over-explained], and [the ending|one song] [feels borrowed|comes too soon].",
    "[Admission|Entry] is [free|{5-18} euros], [children|students] [pay half|go free], and [the café|the cloakroom] is [staffed|run] by [volunteers|students].",
    "[Critics|Visitors] [compare|have compared] it with “{work+}”, [though|but] this {form+} is [funnier|slower|more tender].",
    "{venue+} was [built|put up] {span+} ago as a [warehouse|dance hall|granary] and [leaks|creaks] when it [rains|is windy].",
    "[Rehearsals|Preparations] [took|lasted] {smallNumber+} [months|weeks], [often|mostly] [at night|in an unheated hall|online].",
    "The [choir|orchestra|cast] of {18-120} [includes|has] [nurses|postmen|pupils] [and|as well as] [professionals|a judge].",
    "[Subsidies|Grants] for {forms+} in {region+} were [raised|cut] [last year|for the {ordinal} time].",
    "[Some|A few] of the [best|quietest] moments [belong|go] to {person+}, whose [voice|timing] [fills|holds] {venue+}.",
    "An [earlier|unfinished] version was [shown|read] in {town+}, where {smallNumber+} people [walked out|fainted|asked for more].",
    "[Films|Books|Recordings] from {region+} have [seldom|rarely] [travelled|sold] so well: {2-48},000 [copies|tickets] [so far|in a month].",
    "[Schools|Pupils] [from|in] {town+} [painted|wrote] {40-360} [postcards|verses] for the [foyer|opening].",
    "[Behind|Beneath] the [jokes|costumes] [lies|hides] a [question|story] about [inheritance|work|forgetting] that {region+} [knows|understands] well.",
    "The [catalogue|programme] [runs|comes] to {60-320} pages and [weighs|reads] like a [brick|love letter|cookbook].",
  ],
  quotes: [
    "“I [wanted|tried] to [make|build] something my [neighbours|aunts] would [argue|laugh] about,” said {person+}, {role+}.",
    "“[Nobody|No one] [asked for it|believed in it], [which|and that] is the best [reason|start],” said {person+}, {role+}.",
    "{person+}, {role+}, calls it “[a letter|an apology|a long joke] to [the town|our parents|the sea]”.",
    "“[We|The audience] [laughed|cried] in the [wrong|right] places, and I [loved|noted] it,” {person+}, {role+}, said.",
  ],
  ends: [
    "“{work+}” [can be seen|runs] at {venue+} [until|into] the [autumn|end of the month].",
    "A [tour|second run] through {region+} [follows|begins] {soon+}.",
    "[Tickets|Places] [are|can be had] at the [door|library] and [online|by telephone].",
    "The [next|following] [evening|season] [opens|begins] {soon+}.",
  ],
};
