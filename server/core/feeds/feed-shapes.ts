import { z } from "zod";

const MAX_ADDRESS_LENGTH = 2_000;

/** A feed's or site's address as people give it: without a scheme, or with `feed:` before it. */
export const feedAddressShape = z
  .string()
  .trim()
  .min(1, "Paste the address of a feed or of a site.")
  .max(MAX_ADDRESS_LENGTH, "An address has at most 2,000 characters.")
  .transform(readFeedAddress)
  .pipe(z.string({ error: "This is not a web address; it should look like https://example.org/feed." }));

export const addFeedShape = z.strictObject({ url: feedAddressShape });
/** Whether the pages of a feed's articles are read: always, never, or where an entry carries little text. */
export const feedPagesShape = z.strictObject({ feedId: z.uuid(), pages: z.enum(["always", "never", "when-short"]) });
export const feedIdShape = z.strictObject({ feedId: z.uuid() });
export const chooseFeedsShape = z.strictObject({ feedId: z.uuid(), urls: z.array(z.string().max(MAX_ADDRESS_LENGTH)).min(1, "Choose at least one feed.").max(50) });

/** The address with its scheme, without a fragment; null when it is none. */
function readFeedAddress(written: string): string | null {
  const bare = written.replace(/^feed:(?:\/\/)?(?=https?:)/i, "").replace(/^feed:\/\//i, "https://");
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  const isWeb = (url.protocol === "http:" || url.protocol === "https:") && url.username === "" && url.password === "";
  if (!isWeb || !/[.:]|^localhost$/.test(url.hostname)) return null;
  url.hash = "";
  return url.href;
}
