/** How an archive of a workspace is laid out; written into its manifest, and raised when a file changes its meaning. */
export const ARCHIVE_VERSION = 1;
/** Zip files without the 64-bit extension end here; more is for `pg_dump`. */
export const MOST_ARCHIVE_BYTES = 4_000_000_000;
export const KEPT_DAYS = 7;

export interface ArchiveTable {
  table: string;
  /** What orders its rows and pages them; together it is unique. */
  key: readonly string[];
  /** Columns that stay in the house: secrets, hashes of secrets, and what only the program itself needs. */
  without?: readonly string[];
  /** Has rows that a person keeps for themselves; these stay in the house, whoever asks. */
  hasPrivate?: boolean;
  says: string;
}

/** The tables that go out as they are, one JSON object to a line with the columns' own names. */
export const ARCHIVE_TABLES: readonly ArchiveTable[] = [
  { table: "article_revisions", key: ["article_id", "number"], says: "every text that an article ever had" },
  { table: "matches", key: ["article_id", "rule_version_id"], says: "rule versions that hold on a revision, with their evidence as offsets into its text" },
  { table: "decisions", key: ["article_id", "id"], says: "what people judged" },
  { table: "story_decisions", key: ["id"], says: "articles that people tied to a story or took out of one" },
  { table: "stories", key: ["id"], says: "articles that carry the same report" },
  { table: "themes", key: ["id"], says: "themes" },
  { table: "rule_versions", key: ["id"], says: "every version of every rule" },
  { table: "outlets", key: ["id"], says: "outlets with their groups and countries" },
  { table: "feeds", key: ["id"], says: "feeds" },
  { table: "collection_records", key: ["id"], says: "when feeds were collected, and with what success" },
  { table: "gaps", key: ["id"], says: "days in which an outlet was not collected" },
  { table: "annotations", key: ["id"], says: "notes on the time axis" },
  { table: "imports", key: ["id"], says: "files that were imported" },
  { table: "saved_views", key: ["id"], hasPrivate: true, says: "saved views and searches that are everybody's" },
  { table: "boards", key: ["id"], hasPrivate: true, says: "boards that are everybody's" },
  { table: "snapshots", key: ["id"], says: "frozen views with everything that they showed" },
  { table: "meetings", key: ["id"], says: "meetings" },
  { table: "meeting_decisions", key: ["id"], says: "what meetings decided" },
  { table: "alert_rules", key: ["id"], says: "what is watched" },
  { table: "alerts", key: ["id"], says: "what was told" },
  { table: "audit_entries", key: ["id"], says: "who did what and when, with the chain of hashes" },
];

/** Tables of a workspace that do not go out, and why. A table that stands nowhere fails a test. */
export const KEPT_IN_THE_HOUSE: Readonly<Record<string, string>> = {
  articles: "goes out as articles.jsonl and trash.jsonl, in the form in which it can be imported",
  members: "goes out as members.jsonl, with names and addresses",
  addresses: "goes out with each article",
  content_hashes: "is derived from the articles",
  story_bands: "is derived from the articles",
  story_fingerprints: "is derived from the articles",
  coverage_deltas: "is derived from the articles",
  coverage_counts: "is derived from the articles",
  coverage_years: "is derived from the articles",
  coverage_stories: "is derived from the articles",
  address_fetches: "waits for somebody, and ends by itself",
  import_plans: "remembers how files of one form are read",
  submissions: "recognises repeated requests",
  jobs: "is work under way",
  api_keys: "holds hashes of secrets",
  one_time_links: "holds hashes of secrets",
  share_links: "holds hashes of secrets",
  webhooks: "holds secrets",
  deliveries: "is a log of messages",
  alert_watchers: "is a person's own wish",
  alert_readers: "is a person's own reading",
  workspace_exports: "is this archive",
};

/** One article as articles.jsonl has it: the first seven fields are those that an import reads. */
export interface ArchivedArticle {
  url: string;
  title: string;
  outlet: string;
  author: string;
  language: string;
  /** A moment, a day, or nothing, as precisely as it is known. */
  publishedAt: string;
  text: string;
  id: string;
  addresses: string[];
  outletId: string;
  storyId: string;
  origin: string;
  revision: number;
  addedAt: string;
}
