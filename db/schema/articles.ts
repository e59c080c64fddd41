import { sql } from "drizzle-orm";
import { bigint, date, foreignKey, index, integer, jsonb, pgEnum, pgTable, primaryKey, real, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, tsvector } from "@/db/schema/columns";
import { outlets } from "@/db/schema/outlets";
import { users } from "@/db/schema/people";
import { workspaces } from "@/db/schema/workspaces";

export const articleOrigin = pgEnum("article_origin", ["form", "address", "import", "feed", "api", "demo"]);
export const publishedPrecision = pgEnum("published_precision", ["time", "day", "none"]);

/** One text by one outlet. Distributed by `id` on Citus; every article-level table carries the article's id in its key. */
export const articles = pgTable(
  "articles",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    outletId: uuid().notNull().references(() => outlets.id),
    origin: articleOrigin().notNull(),
    importId: uuid(),
    feedId: uuid(),
    author: text().notNull().default(""),
    /** BCP-47 primary tag; empty when unknown. */
    language: text().notNull().default(""),
    publishedPrecision: publishedPrecision().notNull(),
    publishedAt: moment(),
    /** The bucket day in the workspace's time zone; the printed day where only a day is known. */
    publishedDay: date({ mode: "string" }),
    currentRevision: integer().notNull().default(1),
    /** The revision whose matches and story stand in the tables; null or older means that work is waiting. */
    processedRevision: integer(),
    /** Distinct folded tokens of the current revision; null means "always a candidate". */
    lexemes: tsvector(),
    /** The story's id is the id of the article that founded it; an article alone is its own story. */
    storyId: uuid().notNull(),
    /** How alike the article is to its story, from 0 to 1; null for a story's first article. */
    storyScore: real(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    deletedAt: moment(),
    deletedBy: uuid().references(() => users.id),
  },
  (t) => [
    index("articles_series").on(t.workspaceId, t.publishedDay, t.outletId).where(sql`deleted_at is null`),
    index("articles_outlet").on(t.workspaceId, t.outletId, t.publishedDay),
    index("articles_story").on(t.workspaceId, t.storyId),
    index("articles_waiting").on(t.workspaceId, t.id).where(sql`processed_revision is distinct from current_revision`),
    index("articles_trash").on(t.workspaceId, t.deletedAt).where(sql`deleted_at is not null`),
    index("articles_import").on(t.importId).where(sql`import_id is not null`),
    index("articles_feed").on(t.feedId, t.publishedDay).where(sql`feed_id is not null`),
    index("articles_lexemes").using("gin", t.lexemes),
    // Candidates of every rule; found by themselves, so that the token index serves the rest.
    index("articles_unsearchable").on(t.workspaceId, t.id).where(sql`lexemes is null`),
    // A cheap random order: previews of broad rules draw their sample along it.
    index("articles_sample").on(t.workspaceId, sql`uuid_hash(id)`).where(sql`deleted_at is null`),
  ],
);

/** Immutable texts: a correction or a changed page is a new revision, so evidence offsets never move. */
export const articleRevisions = pgTable(
  "article_revisions",
  {
    articleId: uuid().notNull().references(() => articles.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    workspaceId: uuid().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    /** SHA-256 of title and text. */
    textHash: bytea().notNull(),
    words: integer().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.number] })],
);

/** Every URL that leads to an article, keyed by the hash of its canonical form. No foreign key: this table is spread by its own key. */
export const addresses = pgTable(
  "addresses",
  {
    workspaceId: uuid().notNull(),
    hash: bytea().notNull(),
    url: text().notNull(),
    articleId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] }), index("addresses_article").on(t.articleId)],
);

/** What identifies an article without an address: hash of outlet, date and text. */
export const contentHashes = pgTable(
  "content_hashes",
  { workspaceId: uuid().notNull(), hash: bytea().notNull(), articleId: uuid().notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] }), index("content_hashes_article").on(t.articleId)],
);

/** One row per client-made request id: a double click or a retry after a lost answer finds the first result. */
export const submissions = pgTable(
  "submissions",
  { workspaceId: uuid().notNull(), requestId: uuid().notNull(), resultId: uuid().notNull(), createdAt: createdAt() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.requestId] })],
);

export const fetchState = pgEnum("fetch_state", ["waiting", "found", "failed", "added", "dismissed"]);

/** An address that a person asked for; what was found waits here for the form, a failure waits with its reason. */
export const addressFetches = pgTable(
  "address_fetches",
  {
    id: id(),
    workspaceId: uuid().notNull().references(() => workspaces.id),
    url: text().notNull(),
    state: fetchState().notNull().default("waiting"),
    /** Plain words; empty while waiting or found. */
    reason: text().notNull().default(""),
    reasonCode: text().notNull().default(""),
    attempts: integer().notNull().default(0),
    found: jsonb().$type<FoundArticle>(),
    articleId: uuid(),
    /** The feed that brought the article whose page this is; null where a person asked. */
    feedId: uuid(),
    requestedBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    index("address_fetches_open").on(t.workspaceId, t.state, t.createdAt),
    // A page that a feed named is asked for once per article.
    uniqueIndex("address_fetches_feed_article").on(t.workspaceId, t.articleId).where(sql`feed_id is not null`),
  ],
);

/** What extraction found on a page; `sources` says in plain words where each field stood. */
export interface FoundArticle {
  title: string;
  author: string;
  outlet: string;
  language: string;
  publishedAt: string;
  text: string;
  url: string;
  sources: Record<string, string>;
}

/** Near-copy search: articles whose fingerprints share a band are compared on their texts. */
export const storyBands = pgTable(
  "story_bands",
  { workspaceId: uuid().notNull(), band: bigint({ mode: "number" }).notNull(), articleId: uuid().notNull(), day: date({ mode: "string" }).notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.band, t.day, t.articleId] }), index("story_bands_article").on(t.articleId)],
);

/**
 * What the near-copy search keeps of a current text to estimate overlap; none where the text is too short.
 * A table of its own, because candidates lie scattered over days and texts are wide: dozens are looked at for each that is read.
 */
export const storyFingerprints = pgTable("story_fingerprints", {
  articleId: uuid().primaryKey().references(() => articles.id, { onDelete: "cascade" }),
  workspaceId: uuid().notNull(),
  signature: bytea().notNull(),
  /** Distinct five-word shingles of the text. */
  shingles: integer().notNull(),
});

/** Articles that carry the same report, when there are at least two; the lead is the earliest that is not in the trash. */
export const stories = pgTable(
  "stories",
  {
    id: id(),
    workspaceId: uuid().notNull(),
    leadArticleId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("stories_workspace").on(t.workspaceId)],
);

export const storyDecisionKind = pgEnum("story_decision_kind", ["together", "apart"]);

/**
 * What a person said of an article and its story, which no later run overrules; `id` is the request that asked for it.
 * `together` ties two articles, `apart` takes one out of its story and of every later comparison.
 */
export const storyDecisions = pgTable(
  "story_decisions",
  {
    workspaceId: uuid().notNull().references(() => workspaces.id),
    id: uuid().notNull(),
    articleId: uuid().notNull(),
    kind: storyDecisionKind().notNull(),
    /** The article that it was tied to; null for `apart`. */
    otherArticleId: uuid(),
    decidedBy: uuid().references(() => users.id),
    decidedAt: createdAt(),
    revokedBy: uuid().references(() => users.id),
    revokedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("story_decisions_article").on(t.workspaceId, t.articleId), index("story_decisions_other").on(t.workspaceId, t.otherArticleId)],
);

export const decisionVerdict = pgEnum("decision_verdict", ["relevant", "not_relevant", "withdrawn"]);
export const stance = pgEnum("stance", ["supports", "opposes", "mixed", "none"]);

/** A rule version holds on a revision, with the character spans that make it hold. */
export const matches = pgTable(
  "matches",
  {
    articleId: uuid().notNull().references(() => articles.id, { onDelete: "cascade" }),
    ruleVersionId: uuid().notNull(),
    workspaceId: uuid().notNull(),
    themeId: uuid().notNull(),
    revision: integer().notNull(),
    evidence: jsonb().$type<StoredEvidence[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.ruleVersionId] }),
    foreignKey({ columns: [t.articleId, t.revision], foreignColumns: [articleRevisions.articleId, articleRevisions.number], name: "matches_revision" }).onDelete("cascade"),
    index("matches_version").on(t.workspaceId, t.ruleVersionId, t.articleId),
  ],
);

/** UTF-16 offsets, end exclusive, into the named field of the revision. */
export interface StoredEvidence {
  field: "title" | "text";
  sentence: { start: number; end: number };
  spans: { start: number; end: number }[];
}

/** A person's judgement; append-only, the latest for an article and theme counts. */
export const decisions = pgTable(
  "decisions",
  {
    articleId: uuid().notNull().references(() => articles.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    workspaceId: uuid().notNull(),
    themeId: uuid().notNull(),
    revision: integer().notNull(),
    /** The version whose match was judged; null when the theme was added by hand. */
    ruleVersionId: uuid(),
    verdict: decisionVerdict().notNull(),
    stance: stance().notNull().default("none"),
    note: text().notNull().default(""),
    /** Why this article came to be judged: `reading`, later `sample`. */
    drawn: text().notNull().default("reading"),
    decidedBy: uuid().notNull().references(() => users.id),
    decidedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.id] }), index("decisions_theme").on(t.workspaceId, t.themeId, t.articleId, t.decidedAt)],
);
