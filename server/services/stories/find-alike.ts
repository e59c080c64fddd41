import { sql } from "drizzle-orm";
import { z } from "zod";
import { canonicalUrl } from "@/server/core/articles/canonical-url";
import { articleDraftShape, displayTitle } from "@/server/core/articles/article-draft";
import { parsePublished } from "@/server/core/articles/parse-date";
import { articlesPerBand, compareRanked, rankCandidates, shortlistCandidates, signaturesPerArticle } from "@/server/core/stories/choose-candidates";
import { fingerprintShingles, unpackSignature } from "@/server/core/stories/fingerprint";
import { isCopy, measureCopy, prepareArticle } from "@/server/core/stories/verify-copy";
import { tokenise } from "@/server/core/text/tokenise";
import { printTsquery } from "@/server/core/themes/candidate-query";
import { dayNumber, localDay } from "@/server/core/trends/days";
import { hashText } from "@/server/services/articles/hash-text";
import { requireRole, type Scope } from "@/server/services/scope";
import { uuidArray } from "@/server/services/trends/filter-sql";

/** The longest text that is compared while it is typed; a longer one is recognised when it is saved. */
export const LONGEST_COMPARED = 200_000;

export const findAlikeShape = z.strictObject({
  draft: articleDraftShape.pick({ url: true, title: true, publishedAt: true, text: true }).extend({ text: z.string().max(LONGEST_COMPARED).default("") }),
});

export interface AlikeArticle {
  articleId: string;
  /** `address`: the draft's address leads to it; `text`, `title`: the same to the letter; `copy`: the same report in nearly the same words. */
  kind: "address" | "text" | "title" | "copy";
  title: string;
  outlet: string;
  publishedDay: string | null;
  /** Shared five-word runs among all of both texts, 0 to 1; 1 for the same text, null where texts were not compared. */
  score: number | null;
  inTrash: boolean;
}

const MOST_SHOWN = 4;
/** The longest words of a text are its rarest; a dozen of them single it out. */
const WORDS_ASKED = 12;
const LEAST_TITLE_WORDS = 4;
const MOST_CANDIDATES = 2_000;

/**
 * Which articles of the workspace a draft repeats: the one its address leads to, those with the same text, and
 * near-copies of any date. Costs a few index look-ups and compares at most `comparisonsPerArticle` texts. Needs `analyst`.
 */
export async function findAlike(scope: Scope, input: z.input<typeof findAlikeShape>): Promise<AlikeArticle[]> {
  requireRole(scope, "analyst");
  const { draft } = findAlikeShape.parse(input);
  const text = articleDraftShape.shape.text.parse(draft.text);
  const [byAddress, bySketch, byWords] = await Promise.all([findByAddress(scope, draft.url), text ? findCopies(scope, { ...draft, text }) : [], findSame(scope, draft.title, text)]);
  const found = new Map<string, AlikeArticle>();
  for (const one of [...byAddress, ...byWords, ...bySketch]) if (!found.has(one.articleId)) found.set(one.articleId, one);
  return [...found.values()].slice(0, MOST_SHOWN);
}

interface FoundRow extends Record<string, unknown> {
  id: string;
  title: string;
  beginning: string;
  outlet: string;
  day: string | null;
  deleted: boolean;
}

const columns = sql`a.id, r.title, left(r.text, 200) as beginning, o.name as outlet, a.published_day::text as day, a.deleted_at is not null as deleted`;
const joins = sql`join article_revisions r on r.article_id = a.id and r.number = a.current_revision join outlets o on o.id = a.outlet_id`;

const present = (row: FoundRow, kind: AlikeArticle["kind"], score: number | null): AlikeArticle => ({
  articleId: row.id,
  kind,
  title: displayTitle(row.title, row.beginning),
  outlet: row.outlet,
  publishedDay: row.day,
  score,
  inTrash: row.deleted,
});

/** Also an article in the trash: saving would lead to it. */
async function findByAddress({ db, workspace }: Scope, url: string): Promise<AlikeArticle[]> {
  const address = url === "" ? null : canonicalUrl(url);
  if (!address) return [];
  const rows = await db.execute<FoundRow>(sql`
    select ${columns} from addresses d join articles a on a.id = d.article_id ${joins}
    where d.workspace_id = ${workspace.id} and d.hash = ${hashText(`address:${address.key}`)} and a.workspace_id = ${workspace.id}`);
  return rows.map((row) => present(row, "address", null));
}

/** The same text, or without one the same headline, through the words that both must have. */
async function findSame({ db, workspace }: Scope, title: string, text: string): Promise<AlikeArticle[]> {
  const words = [...new Set(tokenise(text || title).words)].filter((word) => word.length < 100).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (words.length === 0 || (text === "" && words.length < LEAST_TITLE_WORDS)) return [];
  const query = printTsquery({ kind: "and", parts: words.slice(0, WORDS_ASKED).map((word) => ({ kind: "lexeme", text: word, prefix: false })) });
  const isSame = text === "" ? sql`lower(r.title) = lower(${title})` : sql`r.text = ${text}`;
  // Materialised without an order, so that nothing but the index of words is walked.
  const rows = await db.execute<FoundRow>(sql`
    with candidates as materialized (select a.id from articles a where a.workspace_id = ${workspace.id} and a.lexemes @@ ${query}::tsquery and a.deleted_at is null limit ${MOST_CANDIDATES})
    select ${columns} from candidates c join articles a on a.id = c.id ${joins} where ${isSame} order by a.published_day nulls last, a.id limit ${MOST_SHOWN}`);
  return rows.map((row) => present(row, text === "" ? "title" : "text", text === "" ? null : 1));
}

interface Sketched extends FoundRow {
  story_id: string;
  signature: Buffer;
  shingles: number;
}

/** Near-copies by the look-up keys of stories, verified on the texts; the likeliest first, one of each story. */
async function findCopies({ db, workspace }: Scope, draft: { title: string; publishedAt: string; text: string }): Promise<AlikeArticle[]> {
  const published = parsePublished(draft.publishedAt, { timeZone: workspace.timeZone });
  const day = published.kind === "day" ? published.day : published.kind === "time" ? localDay(new Date(published.at), workspace.timeZone) : null;
  const own = prepareArticle({ ...draft, day: day ? dayNumber(day) : null });
  const fingerprint = fingerprintShingles(own.shingled);
  if (!fingerprint) return [];
  const rows = await db.execute<Sketched>(sql`
    with shared as (
      select b.article_id, count(*) as keys from jsonb_array_elements_text(${JSON.stringify(fingerprint.bands)}::jsonb) as k(band)
      cross join lateral (
        select sb.article_id from story_bands sb where sb.workspace_id = ${workspace.id} and sb.band = k.band::bigint
        order by sb.day desc, sb.article_id desc limit ${articlesPerBand}
      ) b group by 1 order by keys desc, b.article_id limit ${signaturesPerArticle}
    )
    select ${columns}, a.story_id, f.signature, f.shingles from shared s join story_fingerprints f on f.article_id = s.article_id join articles a on a.id = s.article_id ${joins}
    where a.workspace_id = ${workspace.id} and a.deleted_at is null`);
  const ranked = rankCandidates(
    fingerprint,
    rows.map((row) => ({ articleId: row.id, storyId: row.story_id, row, fingerprint: { signature: unpackSignature(row.signature), shingleCount: row.shingles, bands: [] } })),
  );
  if (ranked.length === 0) return [];
  const texts = await db.execute<{ id: string; text: string }>(sql`
    select a.id, r.text from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision
    where a.id = any(${uuidArray(shortlistCandidates(ranked).map(({ articleId }) => articleId))})`);
  const textOf = new Map(texts.map((row) => [row.id, row.text]));
  const compared = compareRanked(ranked, ({ articleId, row }) => {
    const other = textOf.get(articleId);
    if (other === undefined) return null;
    const measure = measureCopy(own, prepareArticle({ title: row.title, text: other, day: row.day ? dayNumber(row.day) : null }));
    return { copy: isCopy(measure), score: measure.jaccard };
  });
  return compared
    .filter(({ copy }) => copy)
    .sort((a, b) => b.score - a.score)
    .map(({ row, score }) => present(row, "copy", score));
}
