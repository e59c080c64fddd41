/** Why bytes could not be read as a feed; `message` is one plain sentence for the person who added it. */
export type FeedErrorCode =
  | "not-a-feed"
  | "web-page"
  | "not-text"
  | "broken-json"
  | "sitemap-index"
  | "too-large"
  | "too-deep"
  | "too-many-parts";

export class FeedError extends Error {
  readonly code: FeedErrorCode;

  constructor(code: FeedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FeedError";
    this.code = code;
  }
}
