import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const weather: Subject = {
  key: "weather",
  language: "en",
  lists: {
    role: ["a forecaster at the regional weather office", "who farms near {town}", "the warden of the river gauge", "a duty meteorologist", "who keeps the weather diary of {town+}"],
    service: ["the weather office", "the flood centre", "forecasters", "the highways agency", "the mountain rescue service"],
    crop: ["barley", "apples", "potatoes", "hops", "cherries", "maize", "hay", "grapes"],
  },
  angles: [
    {
      months: [11, 12, 1, 2, 3],
      heads: ["[Snow|Black ice|Heavy snow] [closes|blocks] roads in {region}", "Schools [shut|stay closed] as {snow:8-45} cm of snow [fall|settle] on {town}", "[Waking|Digging] out: {region} after {smallNumber} days of snow"],
      leads: ["[Up to|As much as] {snow:8-45} centimetres of snow [fell|came down] on {region} overnight, [closing|blocking] {smallNumber} roads and [delaying|stopping] [buses|the morning trains].", "Drivers around {town} were [told|asked] to stay at home on {weekday} after {snow:8-45} centimetres of [fresh|wet] snow and [strong|gusting] wind."],
    },
    {
      months: [6, 7, 8, 9],
      heads: ["{town} [swelters|records] at {heat:31-39} degrees", "[Heat|Hot spell] [lasts|holds] [over|across] {region} for {ordinal} day", "Water [restrictions|rules] in {region} as reservoirs [drop|shrink]"],
      leads: ["Thermometers in {town} [reached|touched] {heat:31-39} degrees on {weekday}, the [hottest|driest] day there [since records began|in years|of the summer].", "With {heat:31-39} degrees and no rain in sight, {region} has [asked|told] people to [save|ration] water."],
    },
    {
      heads: ["Storm [tears off|damages] roofs in {town}", "Gusts of {gust:85-140} km/h [cut|knock out] power in {region}", "After the storm, {town} [counts|clears] fallen trees"],
      leads: ["A [fast-moving|violent] storm with gusts of {gust:85-140} kilometres an hour [crossed|hit] {region} on {weekday}, [uprooting|felling] trees and [cutting|interrupting] power to {1200-9400} homes.", "People in {town} [spent|passed] the night [without electricity|in the school hall] after gusts of {gust:85-140} kilometres an hour."],
    },
    {
      heads: ["River [peaks|crests] at {level:3.1-6.9} metres in {town}", "Sandbags [out|ready] as {region} [expects|fears] [floods|high water]", "{town} [escapes|avoids] the worst of the [flood|high water]"],
      leads: ["The river at {town} [rose|climbed] to {level:3.1-6.9} metres on {weekday} after {smallNumber} days of rain, [a hand's breadth|just] below the [wall|mark of the last flood].", "Volunteers [filled|stacked] sandbags [through the night|until dawn] as the gauge in {town} [passed|reached] {level:3.1-6.9} metres."],
    },
    {
      heads: ["[Dry|Wet|Mild|Changeable] [weekend|week] ahead for {region}", "Outlook: [sun|fog|showers|drizzle] and {mild:9-23} degrees around {town}", "[Fog|Drizzle|Sunshine] [settles|lingers] over {region}"],
      leads: ["[High|Low] pressure will [bring|keep] {region} [calm|changeable|grey] weather and highs of {mild:9-23} degrees [until|into] the [weekend|middle of the week], {service} said.", "Anyone with plans outdoors in {town} [can relax|should take a coat]: {service} [expect|predict] {mild:9-23} degrees and [light winds|passing showers|morning fog]."],
    },
  ],
  body: [
    "{service+} [issued|lifted|extended] a warning for {region+} [shortly after|well before] [midnight|dawn|lunch].",
    "[Rainfall|Precipitation] [amounted|added up] to {12-96} millimetres in {smallNumber+} hours, [twice|half] the [usual|long-term] amount for the [week|month].",
    "[Fire|Rescue] crews [were called|went] out {14-210} times, [mostly|chiefly] to [pump out cellars|clear branches|free cars].",
    "[Trains|Ferries|Buses] between {town+} and {town+} [ran|resumed] [late|every two hours|from noon].",
    "[Growers|Farmers] [fear|worry] for the {crop+}, which [could do with|would like] [a cooler|a drier|a wetter] [fortnight|month].",
    "[Nobody|No one] was [hurt|injured], [police|officials] said, [though|but] a [barn|boathouse|bus shelter] in {town+} was [lost|flattened].",
    "The [long-term|ten-year] average for {town+} at this time of year is {4-22} degrees, [records|the books] of the station show.",
    "[Power|Electricity] was [back|restored] for [most|nine in ten] customers by [the evening|early afternoon|breakfast time].",
    "[Reservoirs|Lakes] in {region+} [stand|are] at {38-96} per cent, against {31-95} a [month|year] ago.",
    "[Hikers|Walkers] were [advised|urged] to [avoid|leave out] the [ridge|coast|river] path near {town+}.",
    "[Insurers|Loss adjusters] [expect|count on] [several hundred|about {210-880}] claims from {region+}.",
    "[By|Towards] the end of the [week|month], [models|computer runs] [point to|disagree about] a [shift|change] of wind to the [west|north|south-east].",
    "[Children|Dog walkers] [made|found] [the best of it|new paths], while {crowd+} [shared|lent each other] [pumps|shovels|flasks of tea].",
  ],
  quotes: [
    "“[We have seen worse|It came quicker than the forecast], but not [in {span+}|at this time of year],” said {person+}, {role+}.",
    "“The [ground|soil] simply cannot [take|hold] any more,” [explained|said] {person+}, {role+}.",
    "{person+}, {role+}, [spoke of|called it] [a typical pattern|an unusual spell|a lucky escape].",
    "“My [grandmother|father] would have [smelled it coming|taken the washing in],” {person+}, {role+}, said.",
  ],
  ends: [
    "[Temperatures|Winds] should [drop|ease] {soon+}, {service+} said.",
    "A [new|fresh] [bulletin|forecast] is [issued|published] every {smallNumber+} hours.",
    "[Repairs|The clean-up] in {town+} will [take|go on for] [days|weeks].",
    "The [next|coming] days look [calmer|brighter|unsettled].",
  ],
};

export const nature: Subject = {
  key: "nature",
  language: "en",
  lists: {
    animal: ["beavers", "otters", "storks", "bats", "cranes", "hedgehogs", "salmon", "bumblebees", "seals", "lapwings", "dormice", "ospreys"],
    place: ["a disused quarry", "the old railway cutting", "the salt meadows", "a farmer's pond", "the castle moat", "the city cemetery", "a flooded gravel pit", "the beech wood"],
    role: ["a biologist at the university in {town}", "who leads the bird group", "the ranger for {region}", "a retired teacher who counts them every year", "an ecologist"],
  },
  angles: [
    {
      heads: ["{animal} [return|come back] to {region} after {span}", "Once gone, {animal} [settle|breed] again near {town}", "How {animal} found {place}"],
      leads: ["For the first time in {span}, {animal} have been [seen|recorded] [breeding|resting] in {place} near {town}.", "[Walkers|A photographer] near {town} [noticed|spotted] them first: {animal}, [absent|missing] from {region} for {span}, are back."],
    },
    {
      heads: ["[Volunteers|Schoolchildren] count {count:40-940} {animal} in {region}", "Fewer {animal} this year, [survey|count] [finds|shows]", "Annual count: {count:40-940} {animal} around {town}"],
      leads: ["[Volunteers|Naturalists] [counted|logged] {count:40-940} {animal} in {region} [this season|over one weekend], [more|fewer] than [anyone|they] expected.", "With [torches|binoculars] and [wet boots|notebooks], {smallNumber} teams [searched|combed] {place} near {town} and [found|listed] {count:40-940} {animal}."],
    },
    {
      heads: ["Scientists [map|measure|listen to] {place} near {town}", "What {place} [reveals|tells] about {animal}", "Study: [noise|light|warm water] changes how {animal} behave"],
      leads: ["Researchers from {town} have [spent|needed] {span} to find out how [light|noise|warmer water|new hedges] [changes|affects] {animal}, and the answer [surprised|pleased] them.", "A [small|quiet] study in {place} has [thrown|shed] new light on {animal} in {region}."],
    },
    {
      heads: ["{town} to [plant|restore] {trees:300-9600} trees", "A hedge for {animal}: {town} [starts|tries] [rewilding|a new park]", "{place} [becomes|to become] a [reserve|park]"],
      leads: ["{town} will [plant|set] {trees:300-9600} trees [along|around] {place}, the [council|forestry office] [said|decided] on {weekday}.", "What was {place} is to [become|be turned into] a [reserve|park] where {animal} can [feed|nest|rest] undisturbed."],
    },
  ],
  body: [
    "[Adult|Young] {animal+} need [quiet|shallow] water and [insects|soft ground], both of which [had become|are] [rare|scarce] in {region+}.",
    "[Cameras|Microphones] [recorded|caught] them on {11-88} nights, [mostly|usually] [before|after] [midnight|dawn].",
    "[Farmers|Anglers] [were|are] [sceptical|helpful]: {smallNumber+} of them [have given|gave] land, [others|some] want [compensation|a fence].",
    "The [population|number of pairs] in {region+} is [put|estimated] at {30-870}, [a third|half|twice] of what it was {span+} ago.",
    "[Dogs|Bicycles|Drones] are [not allowed|banned] [between|from] [March|April] [and|to] [July|August].",
    "[Samples|Feathers|Droppings] were [sent|taken] to a laboratory in {town+}, where [students|a small team] [analysed|sorted] {120-980} of them.",
    "[Warmer winters|Drier springs|Fewer pesticides] [may|might] [explain|have caused] the change, [though|but] [nobody|no study] has [proved|shown] it.",
    "The [project|work] [costs|has cost] {12-480} thousand a year, [paid|met] by [a foundation|the lottery|members' fees].",
    "[Similar|Earlier] [attempts|surveys] near {town+} [ended|failed] when [the ditches dried out|the money ran out|a fox got in].",
    "[Visitors|Families] can [watch|see] {animal+} from a [hide|wooden tower] {smallNumber+} minutes' walk from the [station|car park].",
    "[Old maps|Parish records] show that {animal+} were [common|hunted] here [two centuries|a hundred years] ago.",
    "[Out|Some] of {18-92} nest boxes, {8-17} were [occupied|used], [among them|including] one on the [roof|chimney] of the [school|brewery].",
  ],
  quotes: [
    "“[They|These animals] do the [work|digging] that would cost us [a fortune|years],” said {person+}, {role+}.",
    "“I [cried|laughed|dropped my thermos] when I [saw|heard] the first one,” {person+}, {role+}, [admitted|said].",
    "“We [know|understand] less about them than about the [moon|deep sea],” said {person+}, {role+}.",
    "{person+}, {role+}, [asks|begs] [visitors|walkers] to [keep to the path|report sightings|leave the young alone].",
  ],
  ends: [
    "The [next|autumn] count [begins|takes place] {soon+}.",
    "[Results|Maps] will be [shown|published] {soon+}.",
    "[Anyone|Everybody] who [sees|finds] {animal+} is [asked|invited] to [write|send a picture] to the [group|ranger].",
    "[Guided|Evening] walks [leave|start] from {town+} every {weekday+}.",
  ],
};
