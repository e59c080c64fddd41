import { getDomain, getHostname, parse } from "tldts";
import { isTrackingParameter } from "./tracking-parameters";

const MAX_ADDRESS_CHARS = 8_192;
const MOST_HOSTS = 5_000;
/** Front doors to the same pages; `edition` is the international one of a broadcaster, by path identical to `www`. */
const FRONT_DOOR_LABEL = /^(?:www\d{0,2}|m|mobile|amp|wap|touch|edition)$/;
/** Blog hosts that the public suffix list does not name: each blog is an outlet of its own. */
const SHARED_HOSTS = new Set(["wordpress.com", "substack.com", "tumblr.com", "livejournal.com", "typepad.com", "over-blog.com", "canalblog.com", "beehiiv.com", "ghost.io", "medium.com"]);
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g;
const INDEX_PAGE = /\/(?:index|default)\.(?:html?|php\d?|aspx?|jsp|shtml|cfm)$/i;

/**
 * Cleans an address and says which address it is the same as. Never throws, never fetches.
 * `url` is fit to show and to open: http(s), no tracking parameters, AMP caches and link wrappers taken off.
 * `key` is what two spellings of one article share: no scheme, front-door host, fragment, index page, trailing slash
 * or parameter order; `https://` before it makes an address with the same key. Null when the text is no public web
 * address (another scheme, a user name inside, no host).
 */
export function canonicalUrl(input: string): { url: string; key: string } | null {
  const parsed = parseAddress(input);
  if (!parsed) return null;
  const address = unwrap(parsed);
  const parameters = keptParameters(address);
  return { url: printUrl(address, parameters), key: printKey(address, parameters) };
}

/**
 * The registrable domain that names an outlet (`news.example.co.uk` -> `example.co.uk`); blogs on a shared host keep
 * their own name, an IP address or an unregistered name stands for itself. Null when the text is no web address.
 */
export function outletDomain(url: string): string | null {
  const canonical = canonicalUrl(url);
  return canonical ? domainOfCanonical(canonical.url) : null;
}

/** The same for the `url` that `canonicalUrl` answered. */
export function domainOfCanonical(url: string): string | null {
  const host = getHostname(url);
  return host ? domainOfHost(host) : null;
}

/** Remembers what is found for a host: addresses come in thousands from a few sites. */
function rememberByHost<T>(find: (host: string) => T): (host: string) => T {
  const found = new Map<string, T>();
  return (host) => {
    let known = found.get(host);
    if (known === undefined) {
      if (found.size >= MOST_HOSTS) found.clear();
      found.set(host, (known = find(host)));
    }
    return known;
  };
}

const domainOfHost = rememberByHost((host) => {
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? host;
  const blog = SHARED_HOSTS.has(domain) ? host.slice(0, -domain.length - 1).split(".").pop() : undefined;
  // Some bodies publish under a public suffix itself (www.gov.cn), where "www" would count as their name.
  return blog && !FRONT_DOOR_LABEL.test(blog) ? `${blog}.${domain}` : domain.replace(/^www\.(?=.+\.)/, "");
});

function parseAddress(input: string): URL | null {
  if (input.length > MAX_ADDRESS_CHARS * 2) return null;
  let text = input.replace(INVISIBLE, "").trim().replace(/^\\+(?=\w)/, "");
  text = (/^(?:<([^>]*)>|"([^"]*)"|'([^']*)'|\(([^)]*)\))$/.exec(text)?.slice(1).find((inner) => inner !== undefined) ?? text).trim();
  text = text.replace(/^(?:https?:[/\\]{0,2})(?=https?:)/i, "");
  if (/^[/\\]{2}/.test(text)) text = `https:${text}`;
  else if (!/^https?:/i.test(text)) {
    if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) || !/^[^\s/?#@:]+\.[^\s/?#@:]{2,}(?:[/?#:]|$)/.test(text)) return null;
    text = `https://${text}`;
  }
  if (text.length > MAX_ADDRESS_CHARS || !URL.canParse(text)) return null;
  const url = new URL(text);
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.hostname === "" || url.username !== "" || url.password !== "") return null;
  return url;
}

/** Takes AMP caches and "you are leaving" links off, as often as they are nested (three times at most). */
function unwrap(address: URL): URL {
  let current = address;
  for (let round = 0; round < 3; round += 1) {
    const inner = wrappedAddress(current);
    const next = inner === null ? null : parseAddress(inner);
    if (!next) return current;
    current = next;
  }
  return current;
}

function wrappedAddress(url: URL): string | null {
  const host = url.hostname.replace(/^www\./, "");
  const amp = host.endsWith(".cdn.ampproject.org") ? /^\/[acv]\/(s\/)?([^/]+\.[^/]+(?:\/.*)?)$/.exec(url.pathname) : /^(?:google|bing)\.[a-z.]+$/.test(host) ? /^\/amp\/(s\/)?([^/]+\.[^/]+(?:\/.*)?)$/.exec(url.pathname) : null;
  if (amp) return `${amp[1] ? "https" : "http"}://${amp[2]}${url.search}`;
  const target = (names: string[]) => names.map((name) => url.searchParams.get(name)).find((value) => value && /^https?:\/\//i.test(value)) ?? null;
  if (/^google\.[a-z.]+$/.test(host) && url.pathname === "/url") return target(["url", "q"]);
  if (/^(?:lm?\.|m\.)?facebook\.com$/.test(host) && url.pathname === "/l.php") return target(["u"]);
  return host === "out.reddit.com" ? target(["url"]) : null;
}

function keptParameters(url: URL): [string, string][] {
  if (url.search === "") return [];
  const kept: [string, string][] = [];
  for (const [rawName, value] of url.searchParams) {
    const name = rawName.startsWith("amp;") ? rawName.slice(4) : rawName;
    if ((name !== "" || value !== "") && !isTrackingParameter(name, value)) kept.push([name, value]);
  }
  return kept;
}

function printUrl(url: URL, kept: [string, string][]): string {
  const untouched = url.search === "" || (kept.length === [...url.searchParams].length && !url.search.includes("amp;"));
  const search = untouched ? url.search : kept.length === 0 ? "" : `?${new URLSearchParams(kept).toString()}`;
  return `${url.protocol}//${url.host}${url.pathname}${search === "?" ? "" : search}${appRoute(url)}`;
}

function printKey(url: URL, kept: [string, string][]): string {
  const parameters = kept.toSorted(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  // "?flag" and "?flag=" are one parameter.
  const search = parameters.length === 0 ? "" : `?${new URLSearchParams(parameters).toString().replace(/=(?=&|$)/g, "")}`;
  return `${keyHost(url)}${keyPath(url.pathname)}${search}${appRoute(url)}`.normalize("NFC");
}

/** A fragment is a place inside a page, except where a script reads it as the route. */
function appRoute(url: URL): string {
  return /^#(?:!|\/)./.test(url.hash) ? url.hash : "";
}

function keyHost(url: URL): string {
  const host = url.hostname.replace(/\.+$/, "");
  // On registered names a port is a detour to the same site; on a local name it tells one site from another.
  const isDetour = url.port === "" || isRegistered(host);
  return isDetour ? stripFrontDoor(host) : `${stripFrontDoor(host)}:${url.port}`;
}

function isRegistered(host: string): boolean {
  const { isIcann, isPrivate } = parse(host);
  return Boolean(isIcann || isPrivate);
}

const stripFrontDoor = rememberByHost((host) => {
  const labels = host.replace(/^www\.(?=.+\.)/, "").split(".");
  const registrable = getDomain(labels.join("."));
  if (!registrable) return labels.join(".");
  const own = registrable.split(".").length;
  return labels.filter((label, at) => at >= labels.length - own || !FRONT_DOOR_LABEL.test(label)).join(".");
});

function keyPath(pathname: string): string {
  let path = pathname.replace(/;jsessionid=[^/?;]*/gi, "").replace(/\/{2,}/g, "/").replace(INDEX_PAGE, "/");
  path = path.replace(/^\/amp(?=\/.)/i, "").replace(/\/amp\/?$/i, "").replace(/\.amp(\.html?)?$/i, "$1");
  path = decodePath(path).replace(INVISIBLE, "").replace(/\/+$/, "");
  // FeedBlitz sends one entry out through several feeds, /~/<entry>/0/<feed>~<slug>; a redirector's path is a code, so its case stays.
  const entry = /^\/~\/(\d+)\/\d+\/[^/~]+~(.+)$/.exec(path);
  if (entry) return `/~/${entry[1]}/~${entry[2]}`;
  if (/^\/~\/\d+\/~/.test(path)) return path;
  path = foldCase(path);
  return path === "" ? "/" : path;
}

function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      // What would change the structure of the address stays escaped, always in the same spelling.
      return decodeURIComponent(run).replace(/[%/?# \p{Cc}]/gu, (char) => encodeURIComponent(char));
    } catch {
      return run.toUpperCase();
    }
  });
}

/**
 * Case in a path decides nothing where words are written out, and everything where it is an opaque code.
 * So a path with a long readable slug is folded whole, otherwise each segment unless it looks like a code.
 */
function foldCase(path: string): string {
  const segments = path.split("/");
  const readable = segments.some((segment) => segment.split(/[-_~+]/).filter((word) => /^\p{L}{2,}$/u.test(word)).length >= 4);
  if (readable) return path.toLowerCase();
  const single = segments.length === 2;
  return segments.map((segment) => (isOpaqueCode(segment, single) ? segment : segment.toLowerCase())).join("/");
}

function isOpaqueCode(segment: string, single: boolean): boolean {
  if (!/\p{Lu}/u.test(segment)) return false;
  // One short run of characters right below the host is what a link shortener makes.
  if (single && segment.length <= 14 && !/[-.]/.test(segment)) return true;
  return segment.split(/[-.]/).some((word) => /\p{Ll}/u.test(word) && /\p{Lu}/u.test(word.slice(1)));
}
