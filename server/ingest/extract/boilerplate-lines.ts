import { parseDateText } from "./parse-date-text";

/** Headings that begin what follows an article: other stories, keywords, people, comments. Matched against a whole short line. */
const AFTER_ARTICLE = new RegExp(`^(?:[\\p{P}\\p{S}\\s]*)(?:${[
  // English
  "related(?: (?:articles?|stories|posts?|news|content|links|topics|reading|items|coverage|videos?))?", "you (?:may|might) (?:also )?(?:like|enjoy|be interested in).*", "more (?:from|on|in|about|stories|news|articles|posts)\\b.*", "explore further", "don['’]?t miss.*", "read (?:next|also|this next)", "see also", "most (?:read|popular|viewed)", "recommended(?: (?:for you|stories|articles|reading|posts))?", "popular(?: (?:posts|stories|now))?", "trending(?: now)?", "latest (?:news|stories|posts|articles)", "up next", "about the authors?", "about (?:the )?writer", "leave a (?:comment|reply)", "(?:\\d+ )?comments?(?: \\(\\d+\\))?", "post a comment", "join the (?:conversation|discussion)", "what do you think\\??", "share this(?: (?:article|story|post|entry))?", "share (?:on|via) .*", "filed under", "tags?", "topics?(?: in this article)?", "categories", "sources?", "further reading", "previous (?:article|post|story)", "next (?:article|post|story)", "other (?:stories|news|articles).*", "sponsored(?: (?:content|stories|links))?", "promoted(?: content)?", "newsletter", "advertisement",
  // German
  "ähnliche (?:artikel|beiträge|themen|posts|nachrichten)", "(?:das|dies|diese\\w*) (?:könnte|artikel|themen|beiträge)?.{0,20}(?:auch )?interessieren.*", "(?:auch|mehr) (?:interessant|lesen|zum thema|zu|von|über|aus|artikel|beiträge|news|nachrichten|kolumnen)\\b.*", "lesen sie (?:auch|mehr|jetzt).*", "lies auch.*", "weitere (?:\\w+ )?(?:artikel|beiträge|themen|meldungen|nachrichten|infos|informationen|news|links|inhalte|posts)\\b.*", "empfohlene (?:artikel|beiträge|inhalte|themen)", "verwandte (?:artikel|beiträge|themen|inhalte)", "passende (?:artikel|beiträge)", "beliebte (?:artikel|beiträge)", "neueste (?:artikel|beiträge)", "meistgelesen\\w*", "schlagw[oö]rte?r?", "schlagworte", "markiert mit", "themen(?: (?:im artikel|in diesem artikel|des artikels))?", "stichw[oö]rte?r?", "kategorien?", "(?:über|zum|zur) (?:den |die )?autor(?:in|en)?", "(?:\\d+ )?kommentare?(?: schreiben| verfassen)?", "kommentar (?:schreiben|hinterlassen|verfassen)", "schreibe? (?:einen|deinen) kommentar", "artikel (?:teilen|drucken|weiterempfehlen)", "teilen(?: (?:mit|auf|via)\\b.*)?", "vorheriger (?:artikel|beitrag)", "nächster (?:artikel|beitrag)", "top[- ]themen.*", "lust auf mehr\\??", "siehe auch", "zum thema", "quellen?", "anzeige", "bewertung", "weiterführende\\w* links?", "gefällt mir",
  // French, Italian, Spanish, Portuguese
  "articles? (?:liés|similaires|connexes|associés|recommandés)", "(?:à|a) lire (?:aussi|également).*", "lire (?:aussi|la suite|également).*", "sur le même (?:sujet|thème)", "voir aussi", "vous (?:aimerez|pourriez) .*", "mots[- ]clés", "commentaires?(?: \\(\\d+\\))?", "laisser un commentaire", "partager(?: .{0,30})?", "autour de",
  "articoli correlati", "leggi anche.*", "potrebbe(?:ro)? interessart[ie].*", "commenti", "contenidos? relacionados?", "(?:artículos|noticias|notas) relacionad[ao]s", "(?:le|te) puede interesar.*", "lee? (?:también|además|más).*", "(?:también|además) (?:puedes )?leer?.*", "más (?:noticias|sobre|leídas?)\\b.*", "etiquetas", "comentarios", "compartir", "temas", "(?:notícias|matérias|artigos) relacionad[ao]s", "leia (?:também|mais).*", "veja também.*", "compartilhe.*",
  // Polish, Dutch, Ukrainian, Russian, Scandinavian
  "(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej).*", "powiązane.*", "polecane", "komentarze", "tagi", "lees (?:ook|verder|meer).*", "gerelateerd\\w*.*", "reacties", "meer over.*", "читайте (?:також|также|ещё|еще).*", "(?:схожі|похожие|пов['’]язані) .*", "теги", "коментарі.*", "комментарии.*", "по теме", "за темою", "läs (?:också|även|mer).*", "læs også.*", "les også.*", "lue myös.*",
].join("|")})\\s*[:.…»>→-]*\\s*$`, "iu");

/** Lines that are never part of the running text, wherever they stand. */
const FURNITURE_LINE = new RegExp(`^(?:[\\p{P}\\p{S}\\s]*)(?:${[
  "advert(?:isement|ising)?s?", "anzeige", "werbung", "publicité", "publicidad", "pubblicità", "reklama", "реклама", "sponsored", "continue reading(?: below)?.*", "story continues below.*", "article continues below.*", "scroll to continue.*",
  "(?:read|see|watch|listen|learn|find out) more(?:[:.…].*)?", "(?:read (?:also|next|more)|also read|see (?:also|more)|related(?: (?:post|story|article))?|must read|recommended|don['’]?t miss|more|watch)\\s*[:|].*", "(?:lesen sie (?:auch|mehr|hier|dazu)|auch lesen|lies auch|mehr dazu|mehr zum thema|siehe auch|auch interessant|mehr lesen|passend dazu|lesetipp)\\b[^.!?]*[:|].*", "(?:à lire|lire aussi|leggi anche|le puede interesar|te puede interesar|lee también|lea también|lea además|leia também|leia mais|veja também|czytaj też|czytaj także|zobacz też|lees ook|читайте также|читайте також)\\b.*",
  "(?:photo|image|picture|photograph|foto|fotos|bild|titelbild|beitragsbild|bildquelle|bildnachweis|crédits? photos?|crédit|imagen|credits?|quelle|fotocredit|photo credit|image credit|image source|photos?(?: by| courtesy)|fotos?(?: von| de))\\s*[:©/|].*", "©.*", "\\(c\\) .*", "copyright\\b.*", ".{0,60}\\ball rights reserved\\b.*", "alle rechte vorbehalten.*", "tous droits réservés.*", "todos los derechos reservados.*",
  "(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|posted in|tagged(?: with| as)?|schlagw(?:ort|orte|örter)|kategorien?|stichworte?|mots-clés|etiquetas|temas|теги|tagi)\\s*[:|].*", "(?:posted|published|filed) (?:in|under) .{0,60}",
  "(?:sign up|subscribe|register)\\b.{0,180}(?:newsletter|e-?mail|inbox|updates|for free|edition|channel|app|today)\\b.*", "(?:get|have|let) .{0,90}(?:newsletter|(?:in|to|meet) your inbox|delivered to|with (?:the|our) .{0,30}app)\\b.*", "(?:follow|like|join|find) (?:us|me|the .{2,30}|@\\w+|.{2,40}) on (?:twitter|facebook|instagram|linkedin|telegram|whatsapp|x|youtube|google)\\b.*", "(?:folgen sie|folge|folgt) (?:uns|mir|auf)\\b.*", "s[ií]gu[ea]nos (?:en|a)\\b.*", "suivez[- ]nous\\b.*", "seguici su\\b.*", "siga-nos\\b.*", "підписуйтесь\\b.*", "подписывайтесь\\b.*", "(?:jetzt |hier )?(?:newsletter|abonnieren)\\b.{0,80}", "(?:download|laden sie) .{0,60}\\bapp\\b.*",
  "(?:last (?:modified|updated|edited|change)|updated(?: (?:on|at))?|letzte (?:änderung|aktualisierung)|zuletzt (?:aktualisiert|geändert)|aktualisiert|stand|dernière mise à jour|mis à jour|published|publié|veröffentlicht|publish date|опубліковано|опубликовано)\\b\\W{0,3}(?:am|on|at|le|:)?.{0,40}", "author\\s*:?", "autor(?:in)?\\s*:?", "\\d+ (?:min(?:ute[ns]?|uten|uty)?\\.?)(?: (?:read|lesezeit|de lecture|de lectura|czytania|lesen))?", "(?:reading time|lesezeit|temps de lecture)\\b.{0,30}", "(?:print|drucken|email|e-mail|share|teilen|tweet|pin|save|merken|kommentieren|comment|reply|like|gefällt mir|download|subscribe|weiterlesen|weiter|mehr|more|close|schließen|zurück|back|back to top|nach oben|top|view comments|loading\\W*|wird geladen\\W*|lade weitere.*)",
  "this (?:material|article|story) (?:may not be|is subject to|was (?:originally )?(?:published|produced)|originally appeared|first appeared)\\b.*", "this document is subject to copyright\\b.*", "if you enjoyed (?:reading )?this (?:post|article|story)\\b.*", "support (?:our|quality|independent) journalism\\b.*", "please (?:enable|turn on) javascript\\b.*", "(?:einen )?kommentar(?:e)? (?:schreiben|verfassen|hinterlassen)\\b.{0,80}", "(?:leave|add|post|write) (?:a|your) (?:comment|reply)\\b.{0,80}", "your email address will not be published.*", "share this:?.*", "(?:dieser|der) (?:beitrag|artikel|eintrag) wurde (?:am|von|unter)\\b.*", "this entry was posted\\b.*",
].join("|")})$`, "iu");

const PHOTO_AGENCY = /(?:\b(?:getty|afp|reuters|shutterstock|dpa|epa|ap photo|picture[- ]alliance|imago|istock\w*|bloomberg|alamy|unsplash|pixabay|wenn\.com|zuma|keystone|apa|ansa|efe)\b)/i;
const BYLINE_START = /^(?:by|von|par|por|di|door|przez|av|af|author|autor(?:in)?|text|posted by|written by|автор|von:)\b[\s:]/i;
const SENTENCE_END = /[.!?…。！？]["”’»)]*$/;

/** Whether a short line opens what follows an article on a page: other stories, keywords, comments. */
export function opensAfterArticle(line: string): boolean {
  return line.length < 90 && AFTER_ARTICLE.test(line);
}

/** Whether a line is page furniture by its words: advertising, sharing, credits, "read more", notices. */
export function isFurnitureLine(line: string): boolean {
  if (line.length > 320) return false;
  if (FURNITURE_LINE.test(line)) return true;
  return line.length < 110 && PHOTO_AGENCY.test(line) && /[|/©(]/.test(line) && !/[.!?]["”’»)]*$/.test(line);
}

/** Whether a line tells who wrote the text or when, and nothing else. */
export function isDateOrBylineLine(line: string): boolean {
  if (line.length > 130) return false;
  if (line.length < 90 && BYLINE_START.test(line) && !SENTENCE_END.test(line)) return true;
  const date = parseDateText(line, { monthFirst: false });
  if (date === null) return false;
  const words = line.replace(/[\d\p{P}\p{S}]+/gu, " ").trim().split(/\s+/).filter((word) => word.length > 2);
  return words.length <= 6 && !SENTENCE_END.test(line);
}
