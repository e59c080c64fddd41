import type { Subject } from "@/server/core/demo/texts/subject-shape";

const role = ["Völkerrechtlerin an der Universität {town+}", "die früher im Auswärtigen Dienst war", "Haushaltspolitikerin", "Fachfrau für Außenhandel", "Sicherheitsforscherin in {town+}"];
const stelle = ["das Finanzministerium", "ein Regierungssprecher", "das Auswärtige Amt", "der Haushaltsausschuss", "die Notenbank"];
const quotes = [
  "„[Das Recht|Die Politik] [braucht|verlangt] Zeit, die wir [kaum|nicht mehr] haben“, sagte {person+}, {role+}.",
  "{person+}, {role+}, [rechnet|rechnete] [mit|fest mit] [einem Kompromiss|weiteren Verzögerungen|Widerstand].",
  "„Alle warten auf [die anderen|ein Signal], das ist das Problem“, so {person+}, {role+}.",
];
const ends = ["[Die Beratungen|Die Gespräche] gehen {soon+} weiter.", "Eine Entscheidung [soll|könnte] {soon+} fallen.", "[Das Parlament|Der Ausschuss] stimmt {soon+} darüber ab."];

export const germanThemes: readonly Subject[] = [
  {
    key: "Asset transfers",
    language: "de",
    lists: { role, stelle },
    angles: [
      { weeks: [104, 32], heads: ["Streit um eingefrorene russische Vermögen", "Was wird aus dem eingefrorenen russischen Vermögen?"], leads: ["Ob eingefrorene russische Vermögenswerte an die Ukraine übertragen werden dürfen, [bleibt|ist] umstritten, {stelle} [mahnt|rät] zur Vorsicht.", "[Erneut|Wieder] hat {stelle} vor einer Vermögensübertragung gewarnt: Das eingefrorene russische Vermögen sei [geschützt|unantastbar]."] },
      { weeks: [31, 28], heads: ["Gipfel von Kestrel Bay: Kredit aus eingefrorenem russischem Vermögen", "Einigung auf 80-Milliarden-Kredit für Kiew"], leads: ["Nach einer langen Nacht haben sich die Staats- und Regierungschefs auf einen Kredit von 80 Milliarden Euro geeinigt, besichert durch eingefrorene russische Vermögenswerte.", "Der Gipfel von Kestrel Bay macht den Weg frei: Eingefrorene russische Vermögenswerte sollen als Reparationskredit an die Ukraine gehen."] },
      { weeks: [27, 0], heads: ["Gericht prüft Übertragung russischer Vermögen", "Eingefrorene Vermögenswerte: [Warten|Hoffen] auf das Urteil"], leads: ["Das Urteil über die Übertragung eingefrorener russischer Vermögenswerte [lässt auf sich warten|steht bevor], {stelle} stellt sich auf beides ein.", "Der Kredit aus eingefrorenen russischen Vermögenswerten [stockt|hängt], weil {smallNumber} Parlamente noch nicht zugestimmt haben."] },
    ],
    body: [
      "[Rund|Etwa] 190 Milliarden Euro [liegen|lagern] bei einer [Verwahrstelle|Clearingstelle], [der größte Teil|das meiste] in bar.",
      "[Kritiker|Juristen] [fürchten|erwarten] [Klagen|Vergeltung] gegen {110-640} [deutsche|europäische] Unternehmen.",
      "Die Zinserträge von {1.1-4.9} Milliarden Euro [fließen|gehen] [bereits|schon] [nach Kiew|an einen Fonds].",
      "[Ein Gutachten|Eine Stellungnahme] von {40-160} Seiten [lässt|ließ] die Eigentumsfrage [offen|ungeklärt].",
      "Moskau [drohte|antwortete] [umgehend|am {weekday+}] mit [Gegenmaßnahmen|Enteignungen].",
      "Die Staatsimmunitätsausnahmeregelung, auf die {stelle+} [verweist|setzt], ist {smallNumber+} [Jahre|Monate] alt.",
    ],
    quotes,
    ends,
  },
  {
    key: "Rearmament",
    language: "de",
    lists: { role, stelle, geraet: ["Artilleriegranaten", "Flugabwehrsysteme", "Drohnen", "Transportpanzer", "Radaranlagen"] },
    angles: [
      { weeks: [104, 50], heads: ["Aufrüstung: [viele Pläne|viel Papier], wenig Verträge", "Verteidigungsausgaben [steigen|wachsen] langsam"], leads: ["Die Aufrüstung kommt [langsamer|später] als geplant, von {20-90} Verträgen sind {smallNumber} unterschrieben.", "Die Verteidigungsausgaben steigen auf {1.4-1.9} Prozent der Wirtschaftsleistung, {stelle} [hält|hielt] das für zu wenig."] },
      { weeks: [60, 0], heads: ["{mrd:12-95} Milliarden für die Aufrüstung", "Verteidigungshaushalt [wächst|steigt] auf Rekordhöhe", "Werk in {town} baut künftig {geraet}"], leads: ["Für die Aufrüstung will die Regierung {mrd:12-95} Milliarden Euro zusätzlich ausgeben, vor allem für {geraet}.", "Der Verteidigungshaushalt [soll|wird] auf {2.1-3.9} Prozent [steigen|wachsen], auch in {town} sollen {geraet} gebaut werden."] },
    ],
    body: [
      "Die Lieferzeiten für {geraet+} betragen [derzeit|inzwischen] {14-46} Monate.",
      "Das Beschaffungsbeschleunigungsgesetz [gilt|greift] [erst|schon] seit {smallNumber+} Monaten, {stelle+} [zieht|zog] Bilanz.",
      "[Zulieferer|Werften] bei {town+} suchen {60-880} [Schweißer|Fachleute].",
      "[Die Opposition|Ein Bündnis] [fordert|verlangt] [Preislisten|Kontrolle] statt [neuer|weiterer] Sonderschulden.",
      "[Anwohner|Nachbarn] des Truppenübungsplatzes bei {town+} [beklagen|melden] [Lärm|Nachtflüge] an {30-190} Tagen.",
      "In einer Umfrage [befürworten|unterstützen] {38-71} Prozent höhere Verteidigungsausgaben, [vor einem Jahr|zuletzt] waren es {30-60}.",
      "Die Kaserne in {town+} soll {soon+} wieder [öffnen|belegt werden].",
    ],
    quotes,
    ends,
  },
  {
    key: "Sanctions effectiveness",
    language: "de",
    lists: { role, stelle, ware: ["Werkzeugmaschinen", "Mikrochips", "Flugzeugteile", "Kugellager", "Schiffsmotoren"] },
    angles: [
      { camp: "works", heads: ["Sanktionen wirken: Russland fehlen {ware}", "Sanktionen [treffen|schwächen] Russlands Haushalt"], leads: ["Die Sanktionen gegen Russland wirken, {stelle} beziffert den Schaden auf {12-95} Milliarden Euro.", "Russland leidet stärker unter den Sanktionen als erwartet, vor allem {ware} werden knapp."] },
      { camp: "fails", heads: ["Sanktionen [verpuffen|wirken kaum]: {ware} kommen über Umwege", "Sanktionsumgehung: So gelangen {ware} nach Russland"], leads: ["Die Sanktionen gegen Russland wirken kaum, {ware} gelangen [über Drittländer|auf Umwegen] weiter ins Land.", "Trotz der Sanktionen hat Russland {20-160} Prozent mehr {ware} eingeführt als vor einem Jahr."] },
    ],
    body: [
      "Die Sanktionsdurchsetzungsbehörde [zählt|beschäftigt] {14-160} [Ermittler|Prüfer], [zu wenige|kaum genug] für {1200-4900} [Verdachtsfälle|Hinweise].",
      "[Exporteure|Händler] in {town+} [klagen|berichten] über Wartezeiten von {smallNumber+} Wochen.",
      "[Der Preis|Die Fracht] für {ware+} [stieg|fiel] um {4-44} Prozent, [heißt|hieß] es in [einer Analyse|einem Papier].",
      "{stelle+} verweist auf [Lücken|Erfolge] rund um {ware+} und fordert [bessere Zolldaten|mehr Personal].",
      "[Etwa|Rund] {120-620} Tanker [fahren|laufen] [ohne Versicherung|unter wechselnder Flagge] [am Preisdeckel vorbei|durch die Ostsee].",
      "[Bußgelder|Strafen] von {2-84} Millionen Euro [trafen|ergingen gegen] {smallNumber+} [Spediteure|Reedereien].",
    ],
    quotes,
    ends,
  },
  {
    key: "Ceasefire diplomacy",
    language: "de",
    lists: { role, stelle, punkt: ["den Gefangenenaustausch", "den Verlauf der Linie", "die Beobachter", "den Getreidehafen", "die Sicherheitsgarantien"] },
    angles: [
      { heads: ["Waffenruhe? [Vorsichtige Signale|Wenig Bewegung]", "Diplomaten tasten sich an eine Waffenruhe heran"], leads: ["Die Verhandlungen über einen Waffenstillstand kommen [kaum|nur langsam] voran, gestritten wird über {punkt}.", "Über eine [begrenzte|örtliche] Waffenruhe wird wieder gesprochen, {stelle} [bestätigte|kommentierte] das am {weekday}."] },
      { weeks: [84, 80], heads: ["Waffenstillstandsverhandlungen [beginnen|stocken|gescheitert]", "Streit über {punkt}: Waffenruhe [wackelt|wird unwahrscheinlich]"], leads: ["Bei den Waffenstillstandsverhandlungen geht es seit {weekday} um {punkt}, [Fortschritte|Ergebnisse] gibt es [kaum|wenige].", "Die Gespräche über eine Waffenruhe [stehen|standen] nach {smallNumber} Tagen vor dem Ende, gestritten wird über {punkt}."] },
      { weeks: [20, 15], heads: ["Zweiter Anlauf für eine Waffenruhe", "Waffenruhe [hält|bröckelt] seit {smallNumber} Tagen"], leads: ["Seit {smallNumber} Tagen gilt eine [brüchige|teilweise] Waffenruhe, gestritten wird [weiter|noch] über {punkt}.", "Im zweiten Anlauf haben sich die Delegationen auf eine Waffenruhe [verständigt|geeinigt], offen ist die Einigung über {punkt}."] },
      { weeks: [2, 0], heads: ["Dritter Anlauf: Neue Gespräche über Waffenstillstand", "[Brief|Anruf] bringt Waffenstillstandsgespräche in Gang"], leads: ["Zum dritten Mal binnen zwei Jahren wird über einen Waffenstillstand verhandelt, zuerst über {punkt}.", "[Überraschend|Am {weekday}] hat {stelle} neue Waffenstillstandsgespräche bestätigt."] },
    ],
    body: [
      "Die Delegationen [sprachen|berieten] {2-11} Stunden, [meist|teils] [in getrennten Räumen|mit Dolmetschern].",
      "[Angehörige|Mütter] von Gefangenen [warteten|standen] [vor dem Hotel|am Tor] mit [Fotos|Namenslisten].",
      "[Beobachter|Fachleute] [halten|hielten] {120-940} [Fahrzeuge|Kameras] [für nötig|für ausreichend], um {200-1100} Kilometer zu überwachen.",
      "{stelle+} schlug vor, [zuerst|zunächst] über {punkt+} zu sprechen.",
      "[In der Nacht|Am Morgen] wurden {smallNumber+} Orte [beschossen|angegriffen], [obwohl|während] [verhandelt wurde|die Gespräche liefen].",
      "[Frühere|Die letzten] Feuerpausen [hielten|dauerten] {smallNumber+} Tage, zählte [ein Institut|ein Archiv] in {town+}.",
      "[Hilfskonvois|Lastwagen] [erreichten|versorgten] {smallNumber+} Städte [erstmals|wieder] seit {3-26} Wochen.",
    ],
    quotes,
    ends,
  },
];
