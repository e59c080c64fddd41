import { findElements, textOf, walkElements, type Page, type PageElement } from "./page-tree";
import { isHidden } from "./prune-page";

export const CONSENT = /before you continue|we value your privacy|your privacy (?:choices|matters)|we and our (?:\d+ )?partners|cookie (?:consent|settings|policy|preferences)|accept (?:all )?cookies|manage (?:your )?(?:cookie|privacy|consent)|consent to|wir (?:brauchen|benötigen) ihre (?:zustimmung|einwilligung)|ihre einwilligung|mit werbung (?:weiterlesen|lesen|und tracking)|cookies? (?:akzeptieren|zustimmen)|zustimmung|privatsphäre|données personnelles|accepter (?:et continuer|les cookies)|votre consentement|nous et nos (?:\d+ )?partenaires|aceptar (?:y continuar|las cookies)|tu privacidad|su consentimiento|il tuo consenso|accetta (?:e continua|i cookie)|aceitar (?:e continuar|os cookies)|zgod[ęay] na|szanujemy (?:twoją|państwa) prywatność|cookies accepteren|toestemming|файл(?:ы|ів|и) cookie|згод[уа] на/i;
export const LOGIN = /(?:log|sign) ?in to (?:continue|read|view|access|your)|please (?:log|sign) ?in|subscribe to (?:continue|read|unlock|keep)|subscribers? only|already a (?:subscriber|member)|create (?:a free|an) account|register to (?:continue|read)|to continue reading|anmelden,? um|bitte (?:melden sie sich an|einloggen)|jetzt (?:anmelden|einloggen|abonnieren)|nur für abonnenten|weiterlesen mit|connectez-vous|réservé aux abonnés|identifiez-vous|s'abonner pour|inicia(?:r)? sesión|suscríbete para|solo para suscriptores|accedi per|abbonati per|inicie sessão|exclusivo para assinantes|zaloguj się|tylko dla (?:subskrybentów|prenumeratorów)|log in om|alleen voor abonnees|увійдіть|войдите|авторизуйтесь|только для подписчиков/i;

/** Words that say that the rest of this text is withheld; a login form that merely stands on the page does not say so. */
const WITHHELD = /(?:(?:log|sign) ?in|subscribe|register) to (?:continue|read|unlock|keep)|(?:to|and) (?:continue|keep) reading|subscribers? only|for subscribers|(?:anmelden|abonnieren|registrieren),? um (?:weiter|den|diesen)|um weiterzulesen|jetzt weiterlesen|nur für abonnenten|weiterlesen mit|réservé(?:e)? aux abonnés|pour (?:lire la suite|continuer (?:la|votre) lecture)|solo para suscriptores|para seguir leyendo|riservat[oa] agli abbonati|per continuare a leggere|exclusivo para assinantes|para continuar (?:a ler|lendo)|tylko dla (?:subskrybentów|prenumeratorów)|aby (?:czytać dalej|przeczytać)|alleen voor abonnees|om verder te lezen|щоб (?:читати далі|продовжити)|чтобы (?:читать|продолжить)|только для подписчиков|лише для передплатників/i;
/** Words for readers who have paid; beside a barrier or a statement that the text is paid for, they say the same. */
const SUBSCRIBED = /already a (?:subscriber|member)|(?:bereits|schon) (?:abonn|registriert)|déjà abonné|ya eres suscriptor|già abbonat|já é assinante|masz już (?:prenumeratę|dostęp|konto)|al abonnee|уже подписаны|вже передплатник/i;
const AGREE = /\b(?:accept|agree|got it|allow all|akzeptieren|zustimmen|einverstanden|accepter|j'accepte|aceptar|acepto|accett[ao]|aceit(?:ar|o)|akceptuj[eę]?|zgadzam|accepteren|akkoord)(?!\p{L})|прийняти|погоджу|принять|согласен/iu;
const COVER = /(?:^|[\s_/:-])(?:alertdialog|dialog|modal|overlay|lightbox|interstitial|cookie\w*|consent\w*|gdpr\w*|cmp|paywall\w*|regwall\w*|(?:pay|login|registration|subscription|subscribe|cookie|consent|privacy)-?(?:wall|gate|barrier))(?=$|[\s_/:\d-])/;
const BARRIER = /(?:pay|reg|login|registration|subscription|subscribe)-?(?:wall|gate|barrier)/;
/** The commonest toolkit's way to hold a dialog back until it is asked for. */
const CLOSED = /(?:^|\s)modal\s(?:.*\s)?fade(?=$|\s)(?!.*(?:^|\s)(?:show|in)(?=$|\s))/;

/** Text of a page that states it is paid for is complete only above this length. */
const TEASER_CHARACTERS = 1_500;
/** No publisher asks for consent at greater length. */
const LONGEST_WALL_CHARACTERS = 12_000;
const PAGE_CHARACTERS = 40_000;
/** Elements with a cover's name that are looked into; hostile pages have thousands, one inside another. */
const MOST_LOOKS = 100;
/** A page about consent names it now and then, one that asks for it in every other sentence. */
const CHARACTERS_PER_CONSENT = 400;

/** What of a page's text is its own, and whether something stands before the rest. */
export interface WallReading {
  wall: "consent_wall" | "login_wall" | null;
  /** The text without the paragraphs of dialogs, banners and barriers. */
  ownText: string;
}

/**
 * Recognises pages that show a question instead of their text, by signs that publishers share: a visible dialog or
 * barrier and little else, a statement (schema.org `isAccessibleForFree`) that the text is paid for, a text that is
 * mostly a request for consent with a button to agree. `text` is what was extracted, `shortText` the length in
 * characters under which a text may be a teaser.
 */
export function recogniseWall(text: string, page: Page, shortText: number): WallReading {
  const consents = text.length < LONGEST_WALL_CHARACTERS ? countConsents(text) : 0;
  if (text.length >= TEASER_CHARACTERS && consents < 3) return { wall: null, ownText: text };
  const covers = findCovers(page.body);
  const coverText = covers.map((cover) => textOf(cover, LONGEST_WALL_CHARACTERS)).join("\n");
  const ownText = text.split("\n\n").filter((paragraph) => !coverText.includes(paragraph.replace(/\s+/g, " ").trim())).join("\n\n");
  const isPaid = statesPaid(page);
  if (ownText.length < (isPaid ? TEASER_CHARACTERS : shortText) && (covers.some(withholds) || (isPaid && saysWithheld(textOf(page.body, PAGE_CHARACTERS))))) return { wall: "login_wall", ownText };
  const isCovered = covers.some((cover) => CONSENT.test(textOf(cover, LONGEST_WALL_CHARACTERS)) && findElements(cover, isControl, 1).length > 0);
  if (isCovered && ownText.length < 150 && ownText.length < text.length) return { wall: "consent_wall", ownText };
  const isRequest = consents >= 3 && consents * CHARACTERS_PER_CONSENT >= text.length && !statesArticle(page);
  if (isRequest && findElements(page.body, (element) => isControl(element) && AGREE.test(labelOf(element)), 1).length > 0) return { wall: "consent_wall", ownText };
  return { wall: null, ownText };
}

/** Visible elements that by their names lie over a page or bar the way to its text, and by their words ask for something. */
function findCovers(body: PageElement): PageElement[] {
  const covers: PageElement[] = [];
  let looks = 0;
  walkElements(body, (element) => {
    if (looks > MOST_LOOKS || isHidden(element) || CLOSED.test(element.hint) || (element.name === "dialog" && element.attributes["open"] === undefined)) return false;
    const isCover = element.name === "dialog" || element.attributes["aria-modal"] === "true" || COVER.test(element.hint);
    if (!isCover) return true;
    looks += 1;
    if (!asks(element)) return true;
    covers.push(element);
    return false;
  });
  return covers;
}

/** Names deceive, and some wrap the whole page: a cover holds no article and says little beside what it asks. */
function asks(element: PageElement): boolean {
  if (findElements(element, ({ name }) => name === "article" || name === "main" || name === "body", 1).length > 0) return false;
  const said = textOf(element, LONGEST_WALL_CHARACTERS);
  return countConsents(said) * CHARACTERS_PER_CONSENT >= said.length || (said.length < TEASER_CHARACTERS && withholds(element));
}

const saysWithheld = (said: string): boolean => WITHHELD.test(said) || SUBSCRIBED.test(said);

function withholds(cover: PageElement): boolean {
  const said = textOf(cover, TEASER_CHARACTERS);
  return BARRIER.test(cover.hint) ? saysWithheld(said) : WITHHELD.test(said);
}

const countConsents = (text: string): number => (text.match(new RegExp(CONSENT, "gi")) ?? []).length;

const isControl = ({ name, attributes }: PageElement): boolean => name === "button" || attributes["role"] === "button" || (name === "a" && attributes["href"] !== undefined) || (name === "input" && /^(?:submit|button)$/i.test(attributes["type"] ?? ""));

const labelOf = (element: PageElement): string => `${textOf(element, 200)} ${element.attributes["value"] ?? ""} ${element.attributes["aria-label"] ?? ""}`;

function statesPaid(page: Page): boolean {
  return page.jsonLd.some((script) => /"isAccessibleForFree"\s*:\s*"?(?:https?:\/\/schema\.org\/)?(?:false|no)\b/i.test(script)) || page.metas.some(({ key, content }) => (key === "isaccessibleforfree" && /^(?:false|no)$/i.test(content.trim())) || (key === "article:content_tier" && content.trim() === "locked"));
}

function statesArticle(page: Page): boolean {
  return findElements(page.body, ({ name }) => name === "article", 1).length > 0 || page.metas.some(({ key, content }) => key === "og:type" && content === "article") || page.jsonLd.some((script) => /"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting)"/.test(script));
}
