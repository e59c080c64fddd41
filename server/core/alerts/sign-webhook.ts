/** What a receiver is told; its words, numbers and link are those of the alert on the screen. */
export interface WebhookBody {
  type: "alert" | "trial";
  id: string;
  workspace: { slug: string; name: string };
  rule: { name: string; kind: string };
  day: string;
  title: string;
  reason: string;
  lines: readonly string[];
  /** The page that shows the very numbers; a path when the installation has no public address. */
  url: string;
  createdAt: string;
}

/** The text that is signed, by the convention of standardwebhooks.com: id, seconds since 1970 and body, with dots between. */
export const signedText = (id: string, timestampSeconds: number, body: string): string => `${id}.${timestampSeconds}.${body}`;

/** Minutes to wait before attempt 2, 3 ...; after the last of them a delivery has failed. */
export const RETRY_MINUTES = [1, 5, 30, 120, 480] as const;
