import type { ExtractedArticle } from "./extract-article";
import { findElements, textOf, type Page } from "./page-tree";
import { CONSENT, LOGIN, recogniseWall } from "./recognise-wall";

export type PageRefusalCode = "not_html_pdf" | "not_html_image" | "not_html_media" | "not_html_archive" | "not_html_document" | "not_html_data" | "not_html_feed" | "not_html" | "empty_page" | "consent_wall" | "login_wall" | "robot_check" | "error_page" | "needs_script";

/** Why a page is no article, as a code and as one plain sentence for the person who gave the address. */
export interface PageRefusal {
  code: PageRefusalCode;
  message: string;
}

const MESSAGES: Record<PageRefusalCode, string> = {
  not_html_pdf: "The address leads to a PDF, not to a web page. Paste the text instead.",
  not_html_image: "The address leads to an image, not to a web page. Paste the text instead.",
  not_html_media: "The address leads to a sound or video file, not to a web page. Paste the text instead.",
  not_html_archive: "The address leads to an archive file, not to a web page. Paste the text instead.",
  not_html_document: "The address leads to an office document, not to a web page. Paste the text instead.",
  not_html_data: "The address leads to data, not to a web page. Paste the text instead.",
  not_html_feed: "The address leads to a feed, not to an article. Add it under feeds instead.",
  not_html: "The address does not lead to a web page that can be read. Paste the text instead.",
  empty_page: "The page holds no text. Paste the text instead.",
  consent_wall: "The publisher asks for consent before it shows the page. Open it in your browser and paste the text.",
  login_wall: "The publisher shows this page only to people who are signed in or subscribe. Paste the text instead.",
  robot_check: "The publisher's site checks for robots and did not show the page. Open it in your browser and paste the text.",
  error_page: "The publisher answered with an error page instead of an article. Check the address or paste the text.",
  needs_script: "The page shows its text only with JavaScript switched on. Open it in your browser and paste the text.",
};

function refusal(code: PageRefusalCode): PageRefusal {
  return { code, message: MESSAGES[code] };
}

const SIGNATURES: readonly (readonly [string, PageRefusalCode])[] = [
  ["%PDF-", "not_html_pdf"], ["\x89PNG", "not_html_image"], ["\xff\xd8\xff", "not_html_image"], ["GIF8", "not_html_image"], ["BM", "not_html_image"], ["\0\0\x01\0", "not_html_image"],
  ["PK\x03\x04", "not_html_archive"], ["\x1f\x8b", "not_html_archive"], ["7z\xbc\xaf", "not_html_archive"], ["Rar!", "not_html_archive"], ["BZh", "not_html_archive"], ["\xfd7zXZ", "not_html_archive"],
  ["\xd0\xcf\x11\xe0", "not_html_document"], ["{\\rtf", "not_html_document"], ["ID3", "not_html_media"], ["OggS", "not_html_media"], ["fLaC", "not_html_media"], ["\x1aE\xdf\xa3", "not_html_media"],
];

const BLANKS = new Set([9, 10, 12, 13, 32]);

/** Looks at the first bytes and the HTTP content type, before anything is decoded; null where it may be a page. */
export function recogniseBytes(bytes: Uint8Array, contentType: string | null): PageRefusal | null {
  let start = 0;
  while (start < bytes.length && start < 64 && BLANKS.has(bytes[start]!)) start++;
  if (bytes.length === 0 || start === bytes.length) return refusal("empty_page");
  const head = String.fromCharCode(...bytes.subarray(start, start + 512)).replace(/^ï»¿/, "").replace(/^\s+/, "");
  if (head.startsWith("RIFF")) return refusal(head.slice(8, 12) === "WEBP" ? "not_html_image" : "not_html_media");
  if (head.slice(4, 8) === "ftyp") return refusal(/avif|heic|mif1/.test(head.slice(8, 12)) ? "not_html_image" : "not_html_media");
  for (const [signature, code] of SIGNATURES) {
    if (!head.startsWith(signature)) continue;
    if (code === "not_html_archive" && /officedocument|opendocument|msword/.test(contentType ?? "")) return refusal("not_html_document");
    if (signature !== "BM" || !/<\w/.test(head)) return refusal(code);
  }
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:rss|feed|rdf:RDF)[\s>]/i.test(head)) return refusal("not_html_feed");
  if (head.startsWith("<?xml") && /<svg[\s>]/i.test(head)) return refusal("not_html_image");
  if (/<(?:!doctype html|html|head|body|div|p|meta|article)\b/i.test(head)) return null;
  const type = (contentType ?? "").toLowerCase().split(";")[0]!.trim();
  if (type === "application/pdf") return refusal("not_html_pdf");
  if (type.startsWith("image/")) return refusal("not_html_image");
  if (type.startsWith("audio/") || type.startsWith("video/")) return refusal("not_html_media");
  if (/officedocument|opendocument|msword|ms-excel|ms-powerpoint|rtf/.test(type)) return refusal("not_html_document");
  if (/zip|x-tar|x-7z|x-rar|gzip/.test(type)) return refusal("not_html_archive");
  if (/json|csv|xml$/.test(type) && type !== "application/xhtml+xml") return refusal(/rss|atom/.test(type) ? "not_html_feed" : "not_html_data");
  if (/^[[{]/.test(head) && type !== "text/html" && type !== "") return refusal("not_html_data");
  if (type !== "" && !type.startsWith("text/") && type !== "application/xhtml+xml" && type !== "application/octet-stream") return refusal("not_html");
  return countControls(bytes) > 0.05 ? refusal("not_html") : null;
}

/** The share of control characters in the first bytes; text of any encoding but UTF-16 has next to none. */
function countControls(bytes: Uint8Array): number {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 0;
  const sample = bytes.subarray(0, 2_000);
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  return sample.length === 0 ? 0 : controls / sample.length;
}

const ROBOT = /checking your browser|just a moment|verify (?:that )?you are (?:a )?human|are you a (?:robot|human)|unusual traffic|captcha|attention required|access (?:to this page has been )?denied|pardon our interruption|enable javascript and cookies|ddos protection|request unsuccessful|sind sie ein mensch|vérification de sécurité|проверка браузера/i;
const ERROR = /^(?:(?:error\s*)?(?:40[0134]|410|50[0234])\b|page not found|not found|page (?:could not be|cannot be) found|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|página não encontrada|nie znaleziono strony|strona nie (?:istnieje|została znaleziona)|pagina niet gevonden|сторінку не знайдено|страница не найдена|internal server error|service unavailable|bad gateway|forbidden)/i;
const SCRIPT_NEEDED = /enable javascript|javascript is (?:disabled|required)|requires javascript|javascript (?:aktivieren|muss aktiviert)|activer javascript|habilit[ae] javascript|włącz javascript|включите javascript/i;

/** Below this many characters a text may be a wall's; above it a wall's words are only part of an article's page. */
const SHORT_TEXT_CHARACTERS = 700;

/** Whether what was read is an article; null when it is, else which kind of page stood in its place. */
export function recognisePage(article: Pick<ExtractedArticle, "title" | "text">, page: Page, url: string): PageRefusal | null {
  const title = article.title ?? "";
  const { wall, ownText: text } = recogniseWall(article.text, page, SHORT_TEXT_CHARACTERS);
  if (wall !== null) return refusal(wall);
  if (text.length >= SHORT_TEXT_CHARACTERS) return null;
  const shown = `${title}\n${text}`;
  const words = countWords(article.text);
  if (ROBOT.test(shown) && words < 90) return refusal("robot_check");
  if (ERROR.test(title) && words < 120) return refusal("error_page");
  if (/^https?:\/\/(?:consent|privacy|cookies?|guce)\.|\/(?:consent|privacy-?wall|cookie-?wall|cmp)(?:[/?#]|$)/i.test(url)) return refusal("consent_wall");
  const consent = CONSENT.test(shown);
  if (CONSENT.test(title) || (consent && (text.match(new RegExp(CONSENT, "gi")) ?? []).length >= 2)) return refusal("consent_wall");
  const password = findElements(page.body, (element) => element.name === "input" && /^password$/i.test(element.attributes["type"] ?? ""), 1).length > 0;
  if (LOGIN.test(shown) && (password || words < 60)) return refusal("login_wall");
  if (words < 25) return judgeNearlyEmpty(page, consent, password);
  return null;
}

/** Words between blanks; scripts without blanks count two characters as a word. */
function countWords(text: string): number {
  const dense = text.match(/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/g)?.length ?? 0;
  return text.split(/\s+/).filter(Boolean).length + Math.floor(dense / 2);
}

function judgeNearlyEmpty(page: Page, consent: boolean, password: boolean): PageRefusal {
  const bare = textOf(page.body, 4_000);
  if (password) return refusal("login_wall");
  if (consent || (CONSENT.test(bare) && bare.length < 3_000)) return refusal("consent_wall");
  if (ROBOT.test(bare) && bare.length < 2_000) return refusal("robot_check");
  if (ERROR.test(bare)) return refusal("error_page");
  if (LOGIN.test(bare) && bare.length < 3_000) return refusal("login_wall");
  if (SCRIPT_NEEDED.test(bare) || (bare.length < 400 && page.scriptElements > 0)) return refusal("needs_script");
  return refusal("empty_page");
}
