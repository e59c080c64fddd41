/**
 * Query parameters that say how a reader came to a page and never which page it is. Names are compared without case.
 * Kept as families so that a new campaign field of a known tool needs no new line.
 */
const TRACKING_PREFIXES = [
  "utm_", // Urchin / Google Analytics campaigns
  "mtm_", "matomo_", "pk_", "piwik_", // Matomo
  "at_", "ns_", "xtor", // AT Internet and comScore, as broadcasters use them
  "hsa_", "_hs", "__hs", // HubSpot
  "fb_", "mc_", "vero_", "oly_", "sc_", "wt_mc", "wt_zmc", "cx_", "guce_", "pinned_post_", "sfmc_", "echobox",
] as const;

const TRACKING_NAMES = new Set([
  // click identifiers of advertising networks
  "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "li_fat_id", "rdt_cid", "epik", "scid", "s_cid", "s_kwcid", "igshid", "igsh", "srsltid", "zanpid", "irclickid", "dicbo", "vgo_ee",
  // analytics and newsletters
  "_ga", "_gl", "_ke", "_openstat", "mkt_tok", "elqtrackid", "elq", "trk", "trkcampaign", "spm", "wickedid", "sref", "srnd", "leadsource", "nlid", "linkid", "tpcc", "ftag", "ito", "icid", "ncid", "ocid", "cvid", "cmp", "cmpid", "cmpl", "intcmp", "intcid", "dcmp", "wtmc", "soc_src", "soc_trk", "guccounter", "hsctatracking", "taid",
  // publishers' own campaign fields
  "smid", "smtyp", "emc", "referringsource", "searchresultposition", "unlocked_article_code", "reflink", "__source", "__tn__", "__twitter_impression", "__vfz", "feedtype", "feedname", "rss", "feature", "ab_channel", "gnt-cfr", "sharetype", "sharetoken", "xing_share", "dc_data", "pgtype",
  // AMP and print views of one page
  "amp", "_amp", "isamp", "amp_js_v", "amp_gsa", "usqp", "aoh", "outputtype", "print", "printable", "printview",
]);

/** Names that trackers and content systems share: dropped only when the value does not look like a number of a document. */
const REFERRAL_NAMES = new Set(["ref", "ref_src", "ref_url", "referrer", "source", "src", "from", "via", "cid", "mod", "partner", "campaign", "sh", "share", "nl"]);

/** True when the parameter cannot decide which article is meant. */
export function isTrackingParameter(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  if (TRACKING_NAMES.has(lower)) return true;
  if (TRACKING_PREFIXES.some((prefix) => lower.startsWith(prefix))) return true;
  return REFERRAL_NAMES.has(lower) && !/^\d+$|\d{4}/.test(value);
}
