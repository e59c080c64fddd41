/**
 * Articles that use a theme's words in another sense. They are what a reviewer rejects, so each is written by hand and
 * stands for itself; `weeksBefore` places it on the time axis.
 */
export interface FalseFriend {
  key: string;
  theme: string;
  outletKey: string;
  weeksBefore: number;
  title: string;
  paragraphs: readonly string[];
  note: string;
}

export const falseFriends: readonly FalseFriend[] = [
  {
    key: "ff-frozen-club",
    theme: "Asset transfers",
    outletKey: "prairie-signal",
    weeksBefore: 58,
    title: "Transfer window shuts on Quillport with club assets frozen",
    paragraphs: [
      "Quillport Mariners will sign nobody before the deadline: a court has frozen the assets of the football club, and with them every transfer.",
      "The order concerns unpaid wages. Two strikers of Russian descent had already passed their medical, the coach said, and went home by bus.",
      "“You cannot buy a left back with a frozen account,” said Rufus Oakenshade, who chairs the supporters' trust. Fans have begun a collection and hold a raffle on Saturday.",
    ],
    note: "Football: the assets are a club's, the transfer is a player's.",
  },
  {
    key: "ff-museum-seizes",
    theme: "Asset transfers",
    outletKey: "northern-gazette",
    weeksBefore: 47,
    title: "Museum seizes the moment and unfreezes its Russian treasures",
    paragraphs: [
      "After six years in a cold store, the frozen assets of the Varnholt museum, as its director likes to call them, are being transferred to a new wing: forty Russian icons and a sledge.",
      "The paintings had to be kept at four degrees because of a beetle. Restorers thawed them over nine weeks, one degree at a time.",
      "“We seized the moment when the boiler was replaced,” said the curator, Ottilie Whitlowe. Admission to the new wing is free on Sundays.",
    ],
    note: "A museum moves icons out of cold storage; nothing is confiscated.",
  },
  {
    key: "ff-divorce-assets",
    theme: "Asset transfers",
    outletKey: "tidewater-ledger",
    weeksBefore: 22,
    title: "Divorce of the year: judge lifts freeze on Russian shipowner's assets",
    paragraphs: [
      "A family court in Tidewater has released the frozen assets of a Russian shipowner so that half of them can be transferred to his former wife.",
      "The dispute, which has nothing to do with politics, began over a parrot. It went on to cover two houses, a vineyard and a collection of clocks.",
      "The parrot, aged forty, stays with the wife. The clocks will be auctioned in Greyharbour, and the lawyers are expected to bid.",
    ],
    note: "A private divorce, not a state measure.",
  },
  {
    key: "ff-chess-rearms",
    theme: "Rearmament",
    outletKey: "saltmarsh-courier",
    weeksBefore: 66,
    title: "Rearmament on sixty-four squares: chess club rearms for the league",
    paragraphs: [
      "The chess club of Saltmarsh calls it rearmament: three new grandmasters, a clock that speaks and a coach who sleeps with an endgame manual under the pillow.",
      "Last season the club was relegated after a draw that took seven hours. This year it wants to attack from the first move.",
      "“We rearm with coffee and with patience,” said the captain, Brid Holmquarry. The season opens in the library, where whispering is allowed.",
    ],
    note: "A chess club; the word is a joke.",
  },
  {
    key: "ff-museum-rearmament",
    theme: "Rearmament",
    outletKey: "aldermoor-post",
    weeksBefore: 39,
    title: "Exhibition in Stonebeck looks back on rearmament in the thirties",
    paragraphs: [
      "Gas masks, ration books, a painted tin tank: the town museum of Stonebeck shows how rearmament came to the valley ninety years ago.",
      "The curators collected letters from attics. In one, a girl complains that the brass band has lost its trombones to the scrap drive.",
      "School classes may handle the tin tank with gloves. The exhibition is open until the end of the holidays.",
    ],
    note: "History of the 1930s, not current policy.",
  },
  {
    key: "ff-referee-sanctions",
    theme: "Sanctions effectiveness",
    outletKey: "prairie-signal",
    weeksBefore: 50,
    title: "Sanctions against shirt-pulling do not work, referees admit",
    paragraphs: [
      "Sanctions against shirt-pulling have failed, the referees' association of the hockey league says after a season with more free shots than ever.",
      "Two minutes on the bench deter nobody, it finds. The Russian goalkeeper of Foxglade collected eleven of them and won a prize for fairness.",
      "From the autumn, offenders will have to make tea for the other side. Trials in the junior league were encouraging.",
    ],
    note: "Sporting penalties.",
  },
  {
    key: "ff-library-sanctions",
    theme: "Sanctions effectiveness",
    outletKey: "northern-gazette",
    weeksBefore: 12,
    title: "Do sanctions work? Library in Ravensby drops its fines",
    paragraphs: [
      "For a century the library of Ravensby fined late readers. Now it has looked at the figures: such sanctions do not work, and they have failed to bring back a single Russian novel.",
      "Since the fines were dropped, 412 lost books have come home, some by post, one in a cake tin.",
      "“Kindness is cheaper than reminders,” said Iona Carrowmere, who runs the lending desk.",
    ],
    note: "Library fines; Russian is the language of a novel.",
  },
  {
    key: "ff-baker-ceasefire",
    theme: "Ceasefire diplomacy",
    outletKey: "saltmarsh-courier",
    weeksBefore: 35,
    title: "Ceasefire in the bun war: rival bakers hold peace talks",
    paragraphs: [
      "After three summers of insults on blackboards, the two bakers of Saltmarsh have agreed a ceasefire. The peace talks took place over a neutral sponge cake.",
      "The quarrel was about who invented the salted bun. A mediator from the allotment society proposed joint custody.",
      "The truce was sealed with a handshake and flour. Both shops sell the bun at the same price until Easter.",
    ],
    note: "Two bakers.",
  },
  {
    key: "ff-parliament-truce",
    theme: "Ceasefire diplomacy",
    outletKey: "tidewater-ledger",
    weeksBefore: 6,
    title: "Budget truce: coalition negotiates a ceasefire over parking",
    paragraphs: [
      "The coalition in Tidewater has negotiated a ceasefire in its dispute over parking fees: nobody will attack the other's spreadsheet until the audit is in.",
      "The truce was brokered by the town clerk, who locked the meeting room and removed the biscuits.",
      "Parking stays at two euros an hour for now. The audit is expected after the holidays.",
    ],
    note: "A local budget dispute.",
  },
];
