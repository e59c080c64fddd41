import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const ceasefireDiplomacy: Subject = {
  key: "Ceasefire diplomacy",
  language: "en",
  lists: {
    venue: ["a lakeside hotel", "Ravensby Castle", "the old assembly rooms", "an airport hotel", "a monastery guest house", "the island of Holm"],
    office: ["the foreign minister", "a UN envoy", "the chief mediator", "a spokesman for the host country", "a senior diplomat", "the presidential office in Kyiv", "an adviser in Moscow"],
    role: ["a former mediator", "who negotiated an earlier truce", "a historian of peace conferences", "a military analyst", "a Red Cross delegate"],
    item: ["prisoner exchange", "front line", "monitors", "grain port", "power stations", "security guarantees", "demilitarised strip", "return of children"],
  },
  angles: [
    {
      weeks: [104, 0],
      heads: ["Envoys [sound out|test] chances of a ceasefire", "Ceasefire? {office} [sees|detects] [little|faint] hope", "[Neutral states|Two governments] offer [good offices|a venue] for peace talks"],
      leads: ["{office} [sees|reported] [no|little] movement towards a ceasefire after a [round|week] of [calls|visits] to Kyiv and Moscow.", "A proposal for a [limited|local] truce around {smallNumber} [power stations|ports] was [discussed|handed over] on {weekday}, {office} said."],
    },
    {
      weeks: [84, 82],
      lists: { venue: ["Ravensby Castle"] },
      heads: ["Delegations [arrive|meet] at {venue} for ceasefire talks", "[Guns|Drones] quieter as ceasefire talks [open|begin]", "[Draft|Text] of a truce [leaks|circulates] at {venue}", "Ten-day truce [within reach|on the table|takes shape]", "Ceasefire talks: {office} [hopeful|cautious|silent] on {item}", "Dispute over {item} [slows|overshadows] ceasefire talks"],
      leads: ["Negotiators met at {venue} on {weekday} for the first direct ceasefire talks in {smallNumber} months.", "A draft of a ten-day truce is [on the table|being haggled over] at {venue}, {office} [told|informed] reporters.", "Hopes of a ceasefire [rose|flickered] on {weekday} as both delegations [stayed|dined] at {venue}."],
    },
    {
      weeks: [81, 80],
      lists: { venue: ["Ravensby Castle"], item: ["prisoner exchange", "front line"] },
      heads: ["Ceasefire talks [collapse|break down] over {item}", "[Empty chairs|Silence] at {venue}: truce [fails|founders]", "Why the ceasefire talks failed", "Truce out of reach: {office} [points to|regrets] quarrel over {item}"],
      leads: ["Ceasefire talks at {venue} [collapsed|broke off] on {weekday} in a dispute over the {item}.", "After {smallNumber} days, the mediators declared the ceasefire talks [suspended|over], and both sides blamed each other for the question of the {item}."],
    },
    {
      weeks: [20, 17],
      lists: { venue: ["the island of Holm"] },
      heads: ["Second chance for a ceasefire at {venue}", "Ceasefire talks [resume|return], now with [monitors|maps]", "[Handshake|Map|Hot line] at {venue} [lifts|feeds] hopes of truce", "Truce [holds|declared] around {smallNumber} cities", "Ceasefire talks turn to {item}, {office} [says|confirms]", "{item}: the [last|hardest] [knot|question] of the ceasefire talks"],
      leads: ["{smallNumber} months after the last attempt, ceasefire talks resumed at {venue} with a [map|timetable] that {office} [called|described as] [serious|detailed].", "A partial ceasefire took [hold|effect] around {smallNumber} cities on {weekday}, monitored by [neutral observers|drones of a neutral state].", "Both delegations initialled a [page|protocol] on the {item}, the [closest|nearest] they have come to a truce."],
    },
    {
      weeks: [16, 15],
      lists: { venue: ["the island of Holm"] },
      heads: ["Truce [broken|shattered|over] after nine days", "[Shelling|A night of drones] ends second ceasefire", "Mediators [leave|pack up] as ceasefire [collapses|crumbles]", "How the truce broke over {item}"],
      leads: ["The second ceasefire collapsed on {weekday} after nine days, when [shelling|drone attacks] [resumed|began again] near the agreed line.", "The mediators left {venue} on {weekday} without a [date|word] for new peace talks, hours after the truce was broken."],
    },
    {
      weeks: [2, 0],
      lists: { venue: ["the old assembly rooms in Quillport"] },
      heads: ["[Secret|Quiet] talks raise hope of [third|new] ceasefire", "Envoys [return|fly] to {venue}: ceasefire by [winter|Sunday|the new year]?", "Third attempt: what a ceasefire [must settle|would need]", "[Phone call|Letter] [revives|restarts] ceasefire diplomacy", "{item} first: {office} [sketches|explains] road to a ceasefire", "Ceasefire talks: {office} [expects|wants] [answer|signal] on {item}"],
      leads: ["Envoys have returned to {venue} for what {office} [called|describes as] a [last|third] attempt at a ceasefire.", "A [letter|telephone call] of {smallNumber} minutes has [revived|reopened] the ceasefire talks, and this time the agenda begins with the {item}.", "[Late|Early] on {weekday}, {office} confirmed that ceasefire talks would [begin|resume] [within days|at {venue}]."],
    },
  ],
  body: [
    "[Three|Two|Four] [points|questions] [remain|are] open: the {item+}, the {item+} and [who signs|the order of steps].",
    "The [delegations|teams] [spoke|met] for {2-11} hours, [partly|mostly] [in separate rooms|through interpreters].",
    "[Shelling|Fighting] [went on|continued] in {smallNumber+} [districts|places], with {12-96} people [killed|hurt] [overnight|since {weekday+}].",
    "{office+} [proposed|suggested] to [begin|start] with the {item+}, [leaving|and leave] the {item+} [for later|to a commission].",
    "[Relatives|Mothers] of prisoners [waited|stood] [outside|before the gates], [holding|with] [photographs|lists of names].",
    "[Earlier|Previous] truces [lasted|held] {smallNumber+} [days|hours], [an institute|a chronicle] in {town+} [counted|notes].",
    "[Observers|Monitors] [would|could] [need|be given] {120-960} [vehicles|cameras] and [access|a mandate] [along|to] {200-1100} kilometres of front.",
    "[Hard-liners|Sceptics] on both sides [warned|said] that a pause would only [help|serve] the [other|enemy] to [regroup|rest].",
    "[Markets|Grain prices] [reacted|moved] {0.4-4.8} per cent [on|after] the [news|rumours].",
    "[A text message|The menu|A missing flag], of all things, [delayed|held up] the [morning|second] session by {20-90} minutes.",
    "[Aid|Relief] convoys [reached|entered] {smallNumber+} towns [for the first time|again] [in|after] {3-26} weeks.",
    "[The capitals|Both governments] [praised|thanked] the hosts and [agreed|promised] [on|to keep] silence about the {item+}.",
  ],
  quotes: [
    "“A [truce|pause] is not a peace, but [nobody|no one] [bakes|buries] under [fire|shells],” said {person+}, {role+}.",
    "“They [argue|fight] over [adverbs|chairs] because the [nouns|maps] are [too hard|too painful],” said {person+}, {role+}.",
    "“I have [seen|read] [{smallNumber+}|a dozen] drafts, and [each|every one] [began|ended] with the {item+},” {person+}, {role+}, said.",
    "{person+}, {role+}, [sees|gives] the talks [a one-in-{smallNumber+} chance|more chance than last time].",
  ],
  ends: [
    "The [next|following] [session|round] is [set|planned] for {weekday+}.",
    "The mediators [report|speak] to the [council|assembly] {soon+}.",
    "[Both|The two] sides [will|want to] [consult|answer] {soon+}.",
  ],
};
