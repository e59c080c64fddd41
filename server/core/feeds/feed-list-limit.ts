export const MAX_FEED_LIST_BYTES = 2_000_000;
