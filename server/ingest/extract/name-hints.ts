import type { PageElement } from "./page-tree";

/** A name whose segments (cut at blanks, `-`, `_`, `:`) contain one of the words. */
const segment = (words: readonly string[]): RegExp => new RegExp(`(?:^|[\\s_/:-])(?:${words.join("|")})(?=$|[\\s_/:\\d-])`);
/** A whole name, for words that mean something else inside longer names (`label-hidden`, `tag-politics`). */
const whole = (words: readonly string[]): RegExp => new RegExp(`(?:^|\\s)(?:${words.join("|")})(?=$|\\s)`);

/** Names of boxes that lead to other stories. */
const OTHER_STORIES_WORDS = ["related\\w*", "recommended", "recommendations?", "more-?(?:stories|news|from|articles|on|posts|links)", "also-?read", "read-?(?:more|also|next)", "readmore", "most-?(?:read|popular|viewed|shared|commented)", "popular(?:-?posts)?", "trending", "latest-?(?:news|posts|stories)", "similar-?\\w*", "jp-?relatedposts", "outbrain\\w*", "taboola\\w*", "yarpp\\w*", "crp-?related", "zergnet", "plista", "see-?also", "up-?next"];
const OTHER_STORIES = segment(OTHER_STORIES_WORDS);

/** Names of page furniture. They are words publishers and content systems share, never the names of one site. */
const FURNITURE_SEGMENT = segment([
  "comments?", "commentlist", "comment-?(?:list|area|section|form|respond|thread|box|content|count|link)s?", "disqus\\w*", "respond", "kommentare?", "commentaires?", "comentarios?", "discussion", "livefyre",
  "nav", "navi", "navbar", "navigation", "menu", "menus", "submenu", "breadcrumbs?", "breadcrumb-?\\w*", "pagination", "pager", "paging", "wp-pagenavi", "nav-?(?:links?|menu|bar|below|above|single|previous|next)", "post-?navigation", "skip-?links?", 
  "footer", "site-?footer", "page-?footer", "global-?footer", "colophon", "entry-?footer", "post-?footer", "article-?footer", "masthead", "site-?header", "topbar", "top-?bar", "toolbar",
  "sidebar\\w*", "side-?bar", "rail", "right-?rail", "widgets?", "widget-?area", "secondary",
  ...OTHER_STORIES_WORDS, "teasers?", "teaser-?\\w+",
  "share\\w*", "sharing", "sharedaddy", "social\\w*", "addthis\\w*", "addtoany\\w*", "a2a\\w*", "shariff", "follow-?us", "facebook", "twitter-?share", "whatsapp", "heateor\\w*", "ssba", "like-?button", "jetpack-?likes\\w*", "rating", "ratings", "kk-star-ratings", "feedback", "print-?button", "email-?(?:this|share)",
  "newsletter\\w*", "subscribe\\w*", "subscription", "sign-?up", "signup", "mailing-?list", "paywall", "promo\\w*", "advert\\w*", "ads?", "ad-?\\w*(?:slot|unit|wrap\\w*|container|box|label|banner|block|placeholder)", "adsense\\w*", "adbox", "adwrapper", "dfp\\w*", "banner", "sponsor\\w*", "anzeige", "werbung", "publicite", "donate", "donation", "call-?to-?action", "cta",
  "cookie\\w*", "consent\\w*", "gdpr\\w*", "modal", "popup\\w*", "overlay", "lightbox\\w*", "tooltip", "alert-?box",
  "author-?(?:box|bio|info|profile|card|description|about|block|details)", "about-?(?:the-?)?author\\w*", "post-?author-?bio", "biography", "authorbox", "bio",
  "tag-?(?:list|cloud|links?|container)", "tagcloud", "post-?tags", "entry-?tags", "cat-?links", "tags", "keywords", "topic-?list",
  "byline", "by-?line", "dateline", "timestamp", "posted-?on", "entry-?meta", "post-?meta", "article-?meta", "postmeta\\w*", "meta-?data", "metadata", "post-?info", "entry-?info", "article-?info", "entry-?utility", "entry-?date", "post-?date", "pubdate", "publish-?date", "article-?date",
  "caption", "wp-?caption-?text", "figcaption", "image-?caption", "photo-?caption", "credits?", "image-?credit", "photo-?credit", "img-?caption", "slideshow", "carousel", "gallery-?caption", "copyright",
  "visually-?hidden", "visuallyhidden", "sr-?only", "screen-?reader-?text", "screenreader", "noprint", "no-?print", "print-?only", "offscreen", "element-invisible", "nodisplay",
  "search", "search-?form", "searchform", "login", "log-?in", "loginform", "register", "cart", "basket", "player", "video-?player", "jw-?player", "audio-?player", "poll", "quiz", "survey", "weather", "ticker", "site-?map", "sitemap", "language-?switcher", "trackbacks?", "pingbacks?", "mw-editsection", "reflist", "navbox", "infobox",
]);

const FURNITURE_WHOLE = whole(["hidden", "tags?", "toc", "tabs?", "topics?", "categories", "ad", "ads", "hide", "invisible", "more", "meta", "info", "links", "social", "aside", "ssba", "print", "date", "author"]);

/** Names of containers of the running text. */
const BODY_TEXT = segment([
  "article-?(?:body|text|content|copy|main|page|detail|story)\\w*", "articlebody\\w*", "story-?(?:body|text|content|copy)\\w*", "storybody\\w*", "entry-?content", "entry-?body", "entrycontent", "post-?(?:body|content|text|entry)", "postcontent", "blog-?(?:post|content|text)", "news-?(?:text|content|body|article|detail)", "content-?(?:body|article|text|main)", "body-?(?:content|copy|text)", "main-?(?:content|text|article)", "text-?(?:body|content)", "single-?content", "rich-?text", "richtext", "hentry", "page-?content", "field-name-body", "field--name-body", "artikel(?:text|inhalt)?", "caas-body", "paragraphs?",
]);

/** Whether an element's own names say that it is page furniture (menus, comments, sharing, advertising, notes about the text). */
export function isFurnitureByName(element: PageElement): boolean {
  return element.hint !== "" && !/(?:^|\s)(?:hentry|type-post)(?=$|\s)/.test(element.hint) && (FURNITURE_SEGMENT.test(element.hint) || FURNITURE_WHOLE.test(element.hint));
}

/** Whether an element's own names say that it leads to other stories. */
export function isOtherStoriesByName(element: PageElement): boolean {
  return element.hint !== "" && OTHER_STORIES.test(element.hint);
}

/** Whether an element's own names or microdata say that it holds the running text. */
export function isTextByName(element: PageElement): boolean {
  return /articlebody/i.test(element.attributes["itemprop"] ?? "") || (element.hint !== "" && BODY_TEXT.test(element.hint));
}

const LEAD = segment(["lead", "lede", "leadtext", "lead-?text", "intro\\w*", "standfirst", "stand-first", "deck", "dek", "summary", "excerpt", "sub-?title", "sub-?headline", "subline", "sub-?head(?:ing)?", "abstract", "sapo", "bajada", "copete", "chapo", "chapeau", "vorspann", "anleser", "anreisser", "teaser", "teaser-?text", "articleintro", "ingress", "sommario", "occhiello", "entradilla", "description", "kurzfassung", "hero-?text"]);

/** Whether an element's names say that it holds the paragraph that opens an article above its body. */
export function isLeadByName(element: PageElement): boolean {
  return element.hint !== "" && LEAD.test(element.hint);
}
