import type { DemoLanguage } from "@/server/core/demo/texts/subject-shape";
import type { WordLists } from "@/server/core/demo/expand-template";

/** Places and people are invented; a name that a reader knows is a coincidence. */
const english: WordLists = {
  town: [
    "Aldermoor", "Brackenford", "Carrowdale", "Dunmere", "Eastholm", "Fennwick", "Glasmoor", "Kestrel Bay", "Larkhaven", "Marlstone",
    "Northwick", "Oakhollow", "Pellworth", "Quillport", "Ravensby", "Saltmarsh", "Thornholme", "Upper Wending", "Varnholt", "Westerlea",
    "Yarrowgate", "Ashcombe Mill", "Coldwater Ferry", "Drumcarrick", "Elmstead Cross", "Foxglade", "Greyharbour", "Hollinside", "Stonebeck", "Tidewater",
  ],
  region: [
    "the Northmarch", "the Tidewater counties", "the Lower Fens", "the Harrow Hills", "Saltshire", "the Vale of Wending",
    "the Eastern Lakes", "the Carrow basin", "the Grey Downs", "the Upper Marches", "the Lark valley", "Holmshire",
  ],
  first: [
    "Marta", "Iona", "Desmond", "Pilar", "Tobias", "Anneke", "Rufus", "Leila", "Corin", "Sabine", "Emeka", "Ottilie", "Jarek", "Maeve", "Kofi", "Brid", "Anselm", "Noor", "Henrike", "Callum",
  ],
  last: [
    "Ellingworth", "Tavrin", "Holmquarry", "Oakenshade", "Brandreth-Lowe", "Vasker", "Quillfeather", "Morrowby", "Sandgren-Pike", "Adeyra",
    "Thistlewood", "Carrowmere", "Lindqvale", "Pembrake", "Dunmarrow", "Zelnik-Farr", "Whitlowe", "Ostermoor", "Farrowdene", "Kilbracken-Shaw",
  ],
  person: ["{first+} {last+}"],
  weekday: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  crowd: ["residents", "neighbours", "local families", "shopkeepers", "older people in the town", "commuters", "volunteers", "campaigners"],
  span: ["a year", "eighteen months", "two winters", "three summers", "nearly a decade", "five years", "a generation", "half a decade"],
  soon: ["next month", "before the end of the year", "within weeks", "by the spring", "after the holidays", "in the coming quarter", "at its next meeting", "later this season"],
  smallNumber: ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"],
  ordinal: ["third", "fourth", "fifth", "sixth", "seventh"],
};

const german: WordLists = {
  town: [
    "Lindenbrück", "Aumünde", "Steinfurth am Wehr", "Wiesenau", "Kranichfelde", "Hohenmoor", "Altenried", "Brunnstetten", "Eichwalde-Süd", "Falkenrode",
    "Neuenhafen", "Oberlaubach", "Rosendorf", "Schwarzenweiler", "Tannenkirch", "Weidenthal", "Grünaue", "Mühlbeck",
  ],
  first: ["Henrike", "Annegret", "Wiebke", "Sünje", "Leonore", "Marlene", "Friederike", "Gesine", "Swantje", "Roswitha"],
  last: ["Lindenschmitz", "Aumüller-Rohn", "Wehrenbrecht", "Kranichbauer", "Falkenreuter", "Moorkamp", "Tannhoff", "Brunnstett", "Eichwaldt", "Rosenquell"],
  person: ["{first+} {last+}"],
  weekday: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
  smallNumber: ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
  soon: ["im kommenden Monat", "noch vor Jahresende", "in den nächsten Wochen", "nach den Ferien", "im Frühjahr", "in der nächsten Sitzung"],
};

const ukrainian: WordLists = {
  town: [
    "Лиманське", "Вербова Гребля", "Новокалинівка", "Степовий Брід", "Озерянка", "Тополине", "Соснова Балка", "Приморське-Друге", "Яблунівка", "Кам’яний Міст", "Журавлине", "Білий Колодязь",
  ],
  first: ["Оксана", "Ярина", "Соломія", "Мар’яна", "Людмила", "Зоряна", "Віра", "Наталія"],
  last: ["Лиманенко", "Вербівчук", "Тополянська", "Озерянко", "Журавчук", "Степовенко", "Кам’янчук", "Яблунівська"],
  person: ["{first+} {last+}"],
  weekday: ["понеділок", "вівторок", "середу", "четвер", "п’ятницю", "суботу", "неділю"],
  smallNumber: ["дві", "три", "чотири"],
  smallMasc: ["два", "три", "чотири"],
  soon: ["наступного місяця", "до кінця року", "найближчими тижнями", "після свят", "навесні", "на наступному засіданні"],
};

export const sharedWords: Readonly<Record<DemoLanguage, WordLists>> = { en: english, de: german, uk: ukrainian };
