import type { Subject } from "@/server/core/demo/texts/subject-shape";

const role = ["Sprecherin der Kreisverwaltung", "Wirtschaftswissenschaftlerin an der Fachhochschule {town+}", "die den Betrieb in dritter Generation führt", "Vorsitzende des Bürgervereins", "Ärztin in {town+}", "die seit zwanzig Jahren dabei ist"];

const quotes = [
  "„Wir haben [lange|viel zu lange] [gewartet|gerechnet], jetzt [geht es los|wird gehandelt]“, sagte {person+}, {role+}.",
  "„[Das|So etwas] [kostet|braucht] vor allem [Geduld|Nerven|gute Nachbarn]“, meinte {person+}, {role+}.",
  "{person+}, {role+}, [sprach von|warnte vor] [einer Notlösung|einem Schnellschuss|einem Kompromiss].",
  "„[Am Ende|Unterm Strich] zählt, was [bei den Leuten|in der Kasse|vor Ort] ankommt“, so {person+}, {role+}.",
];

const ends = [
  "[Eine Entscheidung|Ein Ergebnis] wird {soon+} erwartet.",
  "Die [Unterlagen|Pläne] liegen bis {weekday+} im Rathaus von {town+} aus.",
  "[Weitere|Neue] Zahlen [sollen|dürften] {soon+} vorliegen.",
  "Der [Ausschuss|Kreistag] [berät|befasst sich] {soon+} erneut.",
];

export const germanBackground: readonly Subject[] = [
  {
    key: "Wirtschaft",
    language: "de",
    lists: {
      role,
      branche: ["Möbelhersteller", "Bäckereien", "Maschinenbauer", "Gärtnereien", "Fahrradhändler", "Brauereien", "Druckereien", "Handwerksbetriebe"],
      amt: ["das Statistische Landesamt", "die Industrie- und Handelskammer", "die Sparkasse", "das Wirtschaftsforschungsinstitut"],
    },
    angles: [
      { heads: ["Verbraucherpreise steigen um {rate:1.3-4.1} Prozent", "Inflation bei {rate:1.3-4.1} Prozent: [Gemüse|Strom|Benzin] wird [teurer|billiger]"], leads: ["Die Verbraucherpreise sind binnen Jahresfrist um {rate:1.3-4.1} Prozent gestiegen, meldete {amt} am {weekday}.", "Ein Wocheneinkauf kostet {rate:1.3-4.1} Prozent mehr als vor einem Jahr, [errechnete|ermittelte] {amt}."] },
      { heads: ["{branche} [suchen|finden] [Nachwuchs|Auszubildende]", "Fachkräftemangel: {stellen:120-980} Ausbildungsplätze bleiben leer", "{stellen:120-980} freie Stellen: {branche} werben um Personal"], leads: ["{branche} im Raum {town} haben {stellen:120-980} offene Stellen gemeldet, [mehr|weniger] als im [Vorjahr|Sommer].", "Trotz guter Auftragslage finden {branche} rund um {town} [kaum|nur schwer] Personal; {stellen:120-980} Stellen sind unbesetzt."] },
      { heads: ["[Traditionsbetrieb|Familienunternehmen] in {town} [baut aus|baut um|zieht weg]", "{town}: [neue Werkhalle|neues Gewerbegebiet] für {mio:3-88} Millionen"], leads: ["Für {mio:3-88} Millionen Euro [entsteht|wächst] in {town} eine Werkhalle, die {smallNumber} [Betriebe|Firmen] aufnehmen soll.", "Ein Familienunternehmen aus {town} will {mio:3-88} Millionen Euro [investieren|aufwenden], um [Strom zu sparen|schneller zu liefern]."] },
    ],
    body: [
      "[Die Umsätze|Die Aufträge] der {branche+} [wuchsen|schrumpften] um {0.4-6.9} Prozent [gegenüber dem Vorquartal|seit dem Frühjahr].",
      "Von {110-890} befragten Betrieben [wollen|können] {21-69} Prozent [investieren|abwarten|einstellen].",
      "Die Grundstücksverkehrsgenehmigungszuständigkeit liegt [inzwischen|weiterhin] [beim Landkreis|bei der Bezirksregierung], [was|ein Umstand, der] {branche+} [ärgert|freut].",
      "[Energiekosten|Versicherungsbeiträge|Frachtraten] [sanken|stiegen] um {3-28} Prozent, schätzt {amt+}.",
      "[Banken|Genossenschaftsbanken] [bewilligten|prüften] {120-940} [Anträge|Kredite], [die meisten|gut die Hälfte] davon für {branche+}.",
      "In {town+} stehen {smallNumber+} [Ladenlokale|Lagerhallen] leer, [seit|obwohl] die [Umgehungsstraße|Fußgängerzone] [fertig|offen] ist.",
      "Die [Gewerbesteuervorauszahlungen|Sozialversicherungsbeiträge] [belasten|drücken] [vor allem|besonders] {branche+}.",
      "[Der Export|Die Ausfuhr] nach [Übersee|Osteuropa|Skandinavien] macht {12-54} Prozent [des Geschäfts|der Erlöse] aus.",
      "[Tarifverhandlungen|Lohngespräche] mit {smallNumber+} [Gewerkschaften|Betriebsräten] [beginnen|enden] {soon+}.",
      "[Kunden|Käufer] [achten|schauen] [stärker|mehr] auf [Preise|Herkunft|Reparierbarkeit], beobachten {branche+} in {town+}.",
    ],
    quotes,
    ends,
  },
  {
    key: "Wetter",
    language: "de",
    lists: { role, dienst: ["der Wetterdienst", "die Hochwasserzentrale", "die Straßenmeisterei", "die Leitstelle"] },
    angles: [
      { months: [11, 12, 1, 2, 3], heads: ["Schneefall: [Straßen|Brücken] bei {town} gesperrt", "{schnee:8-42} Zentimeter Neuschnee in {town}"], leads: ["{schnee:8-42} Zentimeter Neuschnee haben den Verkehr rund um {town} am {weekday} [lahmgelegt|stark behindert].", "Winterdiensteinsatzfahrzeuge waren die ganze Nacht unterwegs, nachdem bei {town} {schnee:8-42} Zentimeter Schnee gefallen waren."] },
      { months: [5, 6, 7, 8, 9], heads: ["{hitze:30-38} Grad: {town} [schwitzt|sucht Schatten]", "Trockenheit: {town} [begrenzt|rationiert] Gießwasser"], leads: ["Mit {hitze:30-38} Grad war {town} am {weekday} einer der wärmsten Orte des Landes.", "Wegen der Trockenheit dürfen Gärten in {town} nur noch [abends|jeden zweiten Tag] bewässert werden."] },
      { paired: true, heads: ["[Sturm|Böen bis {boe:80-135} km/h]: [Dächer|Bäume] in {town} [beschädigt|getroffen]", "Hochwasser: Pegel in {town} bei {pegel:3.1-6.8} Metern"], leads: ["Ein Sturmtief mit Böen von {boe:80-135} Kilometern pro Stunde ist am {weekday} über {town} gezogen.", "Nach [tagelangem|starkem] Regen stieg der Pegel in {town} auf {pegel:3.1-6.8} Meter."] },
      { heads: ["[Wechselhaftes|Ruhiges|Graues] Wetter [in Sicht|bleibt]", "{mild:8-23} Grad und [Nebel|Schauer|Sonne] am Wochenende"], leads: ["Bis zum [Wochenende|Monatsende] bleibt es rund um {town} [wechselhaft|freundlich|trüb] bei {mild:8-23} Grad.", "Wer am {weekday} ins Freie will, braucht bei {mild:8-23} Grad [einen Schirm|nur eine leichte Jacke]."] },
    ],
    body: [
      "Für [heute|den {weekday+}] [warnt|warnte] {dienst+} vor [Glätte|Böen|Gewitter] [oberhalb von|ab] {200-900} Metern.",
      "Die Feuerwehr [rückte|fuhr] {12-180} Mal aus, [meist|vor allem] wegen [vollgelaufener Keller|umgestürzter Bäume].",
      "[Züge|Busse] zwischen {town+} und {town+} [fuhren|verkehrten] [erst ab Mittag|stündlich|verspätet].",
      "Verletzt wurde [niemand|nach Angaben der Polizei niemand], [in|bei] {town+} [traf|beschädigte] ein Ast {smallNumber+} [Autos|Gartenlauben].",
      "[Landwirte|Obstbauern] [sorgen sich|bangen] um die [Kirschblüte|Kartoffeln|Gerste], {dienst+} [macht|machte] [wenig|etwas] Hoffnung.",
      "Die [Talsperre|Wasserreserve] ist zu {38-97} Prozent gefüllt, {3-22} [Punkte|Prozent] [mehr|weniger] als [üblich|im Vorjahr].",
      "In {smallNumber+} Stunden fielen {11-88} Liter [Regen|Niederschlag] je Quadratmeter, [so|etwa] viel wie sonst in [einer Woche|einem halben Monat].",
      "[Wanderwege|Uferwege] bei {town+} [bleiben|sind] [vorerst|bis {weekday+}] gesperrt.",
      "Der [langjährige|zehnjährige] Mittelwert liegt [um diese Zeit|im laufenden Monat] bei {3-21} Grad.",
    ],
    quotes,
    ends,
  },
  {
    key: "Sport und Kultur",
    language: "de",
    lists: {
      role,
      verein: ["SV Lindenbrück", "TuS Aumünde", "Eintracht Kranichfelde", "FC Hohenmoor", "Blau-Weiß Falkenrode", "TSV Weidenthal", "Germania Rosendorf"],
      stueck: ["Der gläserne Garten", "Salz und Donner", "Neun Laternen", "Das leise Parlament", "Kleiner Regen", "Die Töchter des Fährmanns"],
    },
    angles: [
      { heads: ["{verein} [schlägt|besiegt] {verein+} {tore:2-5}:{0-1}", "{verein} [dreht|gewinnt] Spiel in der {minute:70-89}. Minute", "{verein} [feiert|verpasst] [Aufstieg|Derbysieg]"], leads: ["{verein} hat am {weekday} vor {300-4900} Zuschauern {tore:2-5}:{0-1} gewonnen.", "Ein [Kopfball|Freistoß] in der {minute:70-89}. Minute entschied das Spiel zwischen {verein} und {verein+}."] },
      { heads: ["„{stueck}“ [begeistert|verwirrt] Publikum in {town}", "Premiere in {town}: „{stueck}“", "Kritik: „{stueck}“ [glänzt|verzettelt sich]"], leads: ["Mit „{stueck}“ [eröffnete|begann] das Stadttheater {town} am {weekday} seine [Spielzeit|Gastspielreihe].", "Das Stück „{stueck}“ [erzählt|handelt] in {town} von {smallNumber} Geschwistern und einem [verschwundenen|geerbten] [Haus|Brief]."] },
      { paired: true, heads: ["{gaeste:3-38}.000 Gäste beim [Lichterfest|Musiksommer] in {town}", "{town} [zeigt|entdeckt] [Skizzenbuch|Fotoplatten] aus der [Gründerzeit|Fabrikzeit]"], leads: ["{smallNumber} Tage lang war {town} eine einzige Bühne, gezählt wurden {gaeste:3-38}.000 Gäste.", "Das Heimatmuseum in {town} zeigt {30-380} [Glasplatten|Zeichnungen], die [auf einem Dachboden|in einer Druckerei] lagen."] },
    ],
    body: [
      "[Trainer|Trainerin] {person+} [lobte|vermisste] [die Geduld|den Mut] der [zweiten Halbzeit|jungen Spieler].",
      "[Der Eintritt|Die Karte] kostet {5-28} Euro, [Schüler|Studierende] zahlen [die Hälfte|nichts].",
      "[Die Bühne|Das Vereinsheim] in {town+} [stammt|ist] aus den [sechziger|achtziger] Jahren und soll für {1-9} Millionen [saniert|erneuert] werden.",
      "{verein+} [steht|liegt] mit {11-61} Punkten auf Platz {2-16}, [knapp|einen Platz] [vor|hinter] {verein+}.",
      "„{stueck+}“ [war|ist] schon in {town+} zu sehen, [damals|dort] vor {40-390} [Zuhörern|Gästen].",
      "[Ehrenamtliche|Freiwillige] haben {200-2900} Stunden [gearbeitet|geprobt], [oft|meist] [nachts|nach Feierabend].",
      "[Der Chor|Das Orchester] mit {18-95} Mitgliedern [sucht|braucht] [Tenöre|Bratschen|Nachwuchs].",
      "Die [Mehrzweckhallenbelegungspläne|Sportstättennutzungsgebühren] [sorgten|sorgen] in {town+} für [Streit|Diskussionen].",
      "Beim Schlusspfiff [zählte|notierte] {person+} {smallNumber+} [Ecken|Pfostenschüsse] und [viele|wenige] Fouls.",
    ],
    quotes,
    ends,
  },
  {
    key: "Kommunales",
    language: "de",
    lists: { role, vorhaben: ["das Hallenbad", "die Stadtbücherei", "der Radweg", "die Umgehungsstraße", "das Feuerwehrhaus", "der Marktplatz", "die Kindertagesstätte"], fraktion: ["die Grünen", "die Freien Wähler", "die Sozialdemokraten", "die Konservativen", "die Liberalen"] },
    angles: [
      { heads: ["Stadtrat {town}: {vorhaben} [kommt|kommt später|bleibt umstritten]", "{ja:11-29} zu {nein:3-10} Stimmen: [Mehrheit|Ja] in {town}"], leads: ["Mit {ja:11-29} zu {nein:3-10} Stimmen hat der Stadtrat von {town} am {weekday} [zugestimmt|entschieden]: {vorhaben} wird gebaut.", "{vorhaben} beschäftigt den Stadtrat von {town} seit {smallNumber} [Jahren|Sitzungen], am {weekday} fiel [eine|die] Entscheidung."] },
      { heads: ["Haushaltsloch von {mio:2-38} Millionen in {town}", "{town} [spart|erhöht Gebühren]: {mio:2-38} Millionen fehlen"], leads: ["Im Haushalt von {town} fehlen {mio:2-38} Millionen Euro, [sagte|erklärte] die Kämmerei am {weekday}.", "Um {mio:2-38} Millionen Euro zu sparen, will {town} [Öffnungszeiten kürzen|Parkgebühren erhöhen]."] },
      { paired: true, heads: ["{plaetze:12-140} Plätze [in Kitas|in der Pflege] fehlen in {town}", "{smallNumber} Bewerber für [das Bürgermeisteramt|den Chefsessel] in {town}"], leads: ["In {town} fehlen {plaetze:12-140} [Kitaplätze|Pflegeplätze], die Wartelisten werden [länger|nicht kürzer].", "Bei der Bürgermeisterwahl in {town} treten {smallNumber} Bewerber an, [mehr|weniger] als beim letzten Mal."] },
    ],
    body: [
      "{fraktion+} [forderten|verlangten] einen [Kostendeckel|Bürgerentscheid], {fraktion+} [lehnten das ab|stimmten dagegen].",
      "Die Kosten werden auf {2-48} Millionen Euro geschätzt, das Land [zahlt|übernimmt] {15-70} Prozent.",
      "[Anwohner|Eltern] haben {400-8800} Unterschriften [gesammelt|übergeben], [darunter|und dazu] {smallNumber+} [Briefe|Gutachten].",
      "[Das Bebauungsplanaufstellungsverfahren|Die Umweltverträglichkeitsprüfung] [dauert|verzögert sich um] {4-19} Monate.",
      "[Ein Gutachten|Eine Zählung] ergab {120-940} [marode Laternen|leere Wohnungen|fehlende Stellplätze] in {town+}.",
      "Im Nachbarort {town+} [scheiterte ein ähnliches Vorhaben am Grundwasser|gelang ein vergleichbares Vorhaben nach {smallNumber+} Jahren].",
      "[Die Verwaltung|Der Bürgermeister] [verwies|hofft] auf [Fördermittel|neue Förderrichtlinien] [des Bundes|des Landes] von {1-9} Millionen.",
      "[Baubeginn|Start] ist [frühestens|wohl] {soon+}, [fertig|abgeschlossen] [wird|ist] alles in {smallNumber+} Jahren.",
      "Zur Sitzung kamen {30-280} [Zuhörer|Bürger], {smallNumber+} [durften|wollten] [sprechen|Fragen stellen].",
    ],
    quotes,
    ends,
  },
];
