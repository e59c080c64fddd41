const MONTH_WORDS: Record<string, string> = {
  en: "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|november nov|december dec",
  de: "januar jan jänner jän|februar feb feber|märz mär mrz|april apr|mai|juni jun|juli jul|august aug|september sep sept|oktober okt|november nov|dezember dez",
  fr: "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre sept|octobre oct|novembre nov|décembre déc",
  uk: "січень січня січ|лютий лютого лют|березень березня бер|квітень квітня квіт кві|травень травня трав тра|червень червня черв чер|липень липня лип|серпень серпня серп сер|вересень вересня вер|жовтень жовтня жовт жов|листопад листопада лист лис|грудень грудня груд гру",
  ru: "январь января янв|февраль февраля фев февр|март марта мар|апрель апреля апр|май мая|июнь июня июн|июль июля июл|август августа авг|сентябрь сентября сен сент|октябрь октября окт|ноябрь ноября ноя нояб|декабрь декабря дек",
  es: "enero ene|febrero feb|marzo mar|abril abr|mayo|junio jun|julio jul|agosto ago|septiembre setiembre sept set|octubre oct|noviembre nov|diciembre dic",
  it: "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set|ottobre ott|novembre nov|dicembre dic",
  pt: "janeiro|fevereiro fev|março|abril abr|maio|junho|julho|agosto|setembro set|outubro out|novembro nov|dezembro dez",
  nl: "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober okt|november|december",
  pl: "styczeń stycznia sty|luty lutego lut|marzec marca|kwiecień kwietnia kwi|maj maja|czerwiec czerwca cze|lipiec lipca lip|sierpień sierpnia sie|wrzesień września wrz|październik października paź|listopad listopada lis|grudzień grudnia gru",
  el: "ιανουάριος ιανουαρίου ιαν|φεβρουάριος φεβρουαρίου φεβ|μάρτιος μαρτίου μάρ μαρ|απρίλιος απριλίου απρ|μάιος μαΐου μάι μαϊ|ιούνιος ιουνίου ιούν|ιούλιος ιουλίου ιούλ|αύγουστος αυγούστου αύγ αυγ|σεπτέμβριος σεπτεμβρίου σεπτ σεπ|οκτώβριος οκτωβρίου οκτ|νοέμβριος νοεμβρίου νοέ νοε|δεκέμβριος δεκεμβρίου δεκ",
  cs: "leden ledna|únor února|březen března|duben dubna|květen května|červen června|červenec července|srpen srpna|září|říjen října|listopad listopadu|prosinec prosince",
  sk: "január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla|august augusta|september septembra|október októbra|november novembra|december decembra",
  sr: "januar|februar februara|mart marta|april|maj|jun|jul|avgust avgusta|septembar|oktobar|novembar|decembar",
  // Croatian "listopad" is October, Polish and Czech "listopad" November; the larger press wins.
  hr: "siječanj siječnja|veljača veljače|ožujak ožujka|travanj travnja|svibanj svibnja|lipanj lipnja|srpanj srpnja|kolovoz kolovoza|rujan rujna||studeni studenog studenoga|prosinac prosinca",
  bg: "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
  ro: "ianuarie ian|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
  ca: "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
  sv: "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
  da: "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december desember",
  fi: "tammikuu tammikuuta|helmikuu helmikuuta|maaliskuu maaliskuuta|huhtikuu huhtikuuta|toukokuu toukokuuta|kesäkuu kesäkuuta|heinäkuu heinäkuuta|elokuu elokuuta|syyskuu syyskuuta|lokakuu lokakuuta|marraskuu marraskuuta|joulukuu joulukuuta",
  tr: "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
  ascii: "jaenner||maerz|||||||||",
  ar: "يناير جانفي|فبراير فيفري|مارس|أبريل إبريل ابريل أفريل|مايو ماي|يونيو يونيه جوان|يوليو يوليه جويلية|أغسطس اغسطس أوت|سبتمبر|أكتوبر اكتوبر|نوفمبر|ديسمبر",
  levant: "|شباط|آذار اذار|نيسان|أيار ايار|حزيران|تموز|آب|أيلول ايلول|||",
  he: "ינואר בינואר|פברואר בפברואר|מרץ במרץ מרס במרס|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי|אוגוסט באוגוסט|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר",
  hi: "जनवरी|फरवरी फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर",
  bn: "জানুয়ারি জানুয়ারী|ফেব্রুয়ারি ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট অগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর",
  id: "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
  lt: "sausio sausis|vasario vasaris|kovo kovas|balandžio balandis|gegužės gegužė|birželio birželis|liepos liepa|rugpjūčio rugpjūtis|rugsėjo rugsėjis|spalio spalis|lapkričio lapkritis|gruodžio gruodis",
  lv: "janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā|jūlijs jūlijā|augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī|decembris decembrī",
  et: "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember",
  hu: "január|február|március márc|április ápr|május máj|június jún|július júl|augusztus aug|szeptember szept|október|november|december",
};

/** Sunday first, as Date.prototype.getUTCDay counts. */
const WEEKDAY_WORDS: Record<string, string> = {
  en: "sunday sun|monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|saturday sat",
  de: "sonntag so|montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa",
  fr: "dimanche dim|lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam",
  uk: "неділя нд|понеділок пн|вівторок вт|середа ср|четвер чт|п'ятниця пт|субота сб",
  ru: "воскресенье вс|понедельник пн|вторник вт|среда ср|четверг чт|пятница пт|суббота сб",
  es: "domingo dom|lunes|martes|miércoles mié|jueves|viernes vie|sábado sáb",
  it: "domenica|lunedì|martedì|mercoledì|giovedì gio|venerdì|sabato sab",
  nl: "zondag zo|maandag ma|dinsdag|woensdag wo|donderdag|vrijdag vr|zaterdag za",
  pl: "niedziela|poniedziałek pon|wtorek|środa|czwartek|piątek|sobota",
  el: "κυριακή κυρ|δευτέρα δευ|τρίτη τρι|τετάρτη τετ|πέμπτη πεμ|παρασκευή παρ|σάββατο σαβ",
};

/** Words that stand between the parts of a date and mean nothing for it. */
const FILLER_WORDS = "of the at on de le la el del den der am um à le du the th st nd rd er uhr year року р г год года го им и о в v um os published updated publié veröffentlicht опубликовано опубліковано m d gada";

function foldWord(word: string): string {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[\u2019\u02bc]/g, "'").replaceAll("ı", "i");
}

function indexWords(byLanguage: Record<string, string>): Map<string, number> {
  const index = new Map<string, number>();
  for (const row of Object.values(byLanguage)) {
    row.split("|").forEach((words, number) => {
      for (const word of words.split(" ")) if (word !== "" && !index.has(foldWord(word))) index.set(foldWord(word), number);
    });
  }
  return index;
}

const MONTHS = indexWords(MONTH_WORDS);
const WEEKDAYS = indexWords(WEEKDAY_WORDS);
const FILLERS = new Set(FILLER_WORDS.split(" ").map(foldWord));

/** 1 to 12 for a month's name or short form in some thirty languages, else null. Marks and case do not matter. */
export function monthOfWord(word: string): number | null {
  const month = MONTHS.get(foldWord(word));
  return month === undefined ? null : month + 1;
}

/** 0 (Sunday) to 6 for a weekday's name or short form, else null. */
export function weekdayOfWord(word: string): number | null {
  return WEEKDAYS.get(foldWord(word)) ?? null;
}

/** True for a word that may stand in a written date without changing it ("5th **of** December"). */
export function isDateFiller(word: string): boolean {
  return FILLERS.has(foldWord(word));
}
