/**
 * What a full stop after an abbreviation can mean.
 * title: a name follows, so the sentence goes on. number: it goes on when a number follows.
 * month: the same, and also otherwise unless a typical first word follows. open: it ends only before a typical first word.
 */
export type AbbreviationKind = "title" | "number" | "month" | "open";

const LISTS: Record<AbbreviationKind, string> = {
  title: `
    mr mrs ms mx dr prof mt st gen lt col maj capt cmdr cpl sgt pvt adm brig supt insp sen rep gov pres amb hon rev fr msgr
    messrs mmes atty vs cf viz approx ca eg ie esp incl prev resp e.g i.e
    hr fr hrn frl dipl ing bzw vgl evtl ggf inkl exkl sog zzt zb ua geb gest verh o.ä d.h z.b u.a z.t i.d.r v.a
    m mm mgr me mlle mme dr p.ex c.-à-d env éd av apr
    г-н г-жа проф акад доц канд ген полк подп кап лейт им ул пл пер просп наб обл р-н пос дер стр рис табл см ср напр т.е т.н т.к т.о тов гр св о-в
    ім вул пров бул смт р-ну див напр т.зв т.б тзв ст гр св акад доц зав заст
  `,
  number: "no nos nr nrn n° № num fig figs art arts sec sect p pp vol vols ch chap par para pt pts al abs ziff kap rn s ч п ст гл т N h év стор кв корп буд оф мин сек год хв",
  month: "janv févr avr juil déc okt dez січ лют квіт трав черв лип серп вер жовт лист груд м с д jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun янв февр апр авг сент окт нояб дек",
  open: `
    co corp inc ltd llc plc bros jr sr esq etc est dept div univ assn assoc govt intl mfg mln bln trn dlrs pct sq ft ave blvd rd
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
    mio mrd tsd std min sek jh jhd usw etc str u.s.w u.ä bd
    г гг в вв н.э тыс млн млрд трлн др пр т.д т.п т.ч
    р рр ст тис млн млрд трлн ін
  `,
};

/** Abbreviations in lower case without their last full stop. */
export const ABBREVIATIONS: ReadonlyMap<string, AbbreviationKind> = new Map(
  (["title", "number", "month", "open"] as const).flatMap((kind) =>
    LISTS[kind]
      .trim()
      .split(/\s+/u)
      .map((word) => [word.toLowerCase(), kind] as const),
  ),
);

/** Words that begin a sentence far more often than they follow an abbreviation inside one. */
export const STARTERS: ReadonlySet<string> = new Set(
  `
  The A An This That These Those There Here He She It They We You I His Her Its Their Our Your My
  What When Where Who Whom Whose Why How Which While Whether If Although Though Because Since As After Before Until Once
  But And Or Nor So Yet However Moreover Meanwhile Instead Still Then Thus Also Even Only Just Some Many Most Several Both All Each Every No Not
  In On At By For From With Without To Of Under Over During Despite According Among Between Against About Into
  Did Do Does Is Are Was Were Has Have Had Will Would Could Should Can May Might Must Let Please
  One Two Three Another Other Others Such Last Next Earlier Later Now Today Yesterday
  Der Die Das Ein Eine Er Sie Es Wir Ich Ihr Im In Am Auf Mit Nach Bei Von Zu Für Aus Seit Doch Aber Und Oder Wenn Als Dass Weil Auch Nun Da Dort Hier So Wie Was Wer Wo Warum Nicht Man Dies Diese Dieser Dieses
  Le La Les Un Une Il Elle Ils Elles On Nous Vous Je Ce Cette Ces Cela Mais Et Ou Donc Or Ni Car Pour Dans Sur Avec Sans Par En Au Aux Du Des Selon Depuis Après Avant Si Comme Quand Que Qui L D C
  Он Она Оно Они Мы Вы Я Это Эта Этот Эти Тот Та Те Но И А Однако Также Так Как Что Кто Где Когда Почему Если Хотя Пока После До В Во На По При Для Из За От О Об С Со К Не Ни По-прежнему Ранее Сейчас Теперь Тогда Потом Затем Там Тут Здесь
  Він Вона Воно Вони Ми Ви Це Цей Ця Ці Той Але Й Та Однак Також Як Що Хто Де Коли Чому Якщо Хоча Поки Після У Із Зі Від Про З Не Раніше Зараз Тепер Тоді Потім Згодом Там Тут
  `
    .trim()
    .split(/\s+/u),
);
