import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assignStory, defaultWindowDays, type StoryArticle, type StoryCandidate } from "@/server/core/stories/assign-story";
import { articlesPerBand, compareRanked, rankCandidates, shortlistCandidates, signaturesPerArticle, type SketchedCandidate } from "@/server/core/stories/choose-candidates";
import { type Fingerprint, fingerprintShingles, unpackSignature } from "@/server/core/stories/fingerprint";
import { type ComparableArticle, isCopy, measureCopy, prepareArticle } from "@/server/core/stories/verify-copy";
import { dayNumber } from "@/server/core/trends/days";
import { loadApart } from "@/server/services/stories/load-placements";
import { settleLeads } from "@/server/services/stories/settle-leads";
import { uuidArray } from "@/server/services/trends/filter-sql";

export interface StoryInput {
  articleId: string;
  title: string;
  text: string;
  publishedDay: string | null;
}

/** An article ready for the search; with too short a text it has no fingerprint and no copies. */
export interface PreparedArticle<T extends StoryInput = StoryInput> {
  input: T;
  comparable: ComparableArticle;
  fingerprint: Fingerprint | null;
}

export function prepareForSearch<T extends StoryInput>(input: T): PreparedArticle<T> {
  const comparable = prepareArticle({ ...input, day: input.publishedDay ? dayNumber(input.publishedDay) : null });
  return { input, comparable, fingerprint: fingerprintShingles(comparable.shingled) };
}

/**
 * Joins each article to the stories of its verified copies: articles that share a lookup key within the window are
 * compared on their texts. Fingerprints and keys of all of them stand in the tables already. Whom a person took out of
 * a story is compared with nobody. The caller holds the story lock.
 */
export async function joinCopies(tx: Transaction, workspaceId: string, prepared: readonly PreparedArticle[]): Promise<void> {
  const fingerprinted = prepared.filter((entry): entry is Searching => entry.fingerprint !== null && entry.input.publishedDay !== null);
  if (fingerprinted.length === 0) return;
  const found = await findPairs(tx, workspaceId, fingerprinted);
  if (found.length === 0) return;
  const likely = rankPairs(fingerprinted, found, await loadFingerprints(tx, [...new Set(found.map(({ other }) => other))]));
  if (likely.length === 0) return;
  const ids = [...new Set(likely.flatMap(({ entry, candidates }) => [entry.input.articleId, ...candidates.map(({ articleId }) => articleId)]))];
  const apart = await loadApart(tx, workspaceId, ids);
  const known = await loadArticles(tx, ids.filter((id) => !apart.has(id)));
  // Whoever went into the trash meanwhile is not known and looks for nobody.
  const ranked = likely.flatMap(({ entry, candidates }) => {
    const self = known.get(entry.input.articleId);
    const others = candidates.flatMap(({ articleId, estimate }) => (known.has(articleId) ? [{ ...known.get(articleId)!, estimate }] : []));
    return self && others.length > 0 ? [{ entry, self, ranked: others }] : [];
  });
  const texts = await loadTexts(tx, [...new Set(ranked.flatMap(({ ranked }) => shortlistCandidates(ranked).map(({ articleId }) => articleId)))]);
  const comparableOf = new Map(fingerprinted.map(({ input, comparable }) => [input.articleId, comparable]));
  const comparable = (id: string) => {
    let found = comparableOf.get(id);
    const text = texts.get(id);
    if (!found && text) comparableOf.set(id, (found = prepareArticle({ ...text, day: known.get(id)?.day ?? null })));
    return found ?? null;
  };

  const leads = await loadLeads(tx, workspaceId, [...new Set([...known.values()].map(({ storyId }) => storyId))]);
  const scores = new Map<string, number>();
  const movedStories = new Map<string, string>();
  const resolve = (storyId: string): string => (movedStories.has(storyId) ? resolve(movedStories.get(storyId)!) : storyId);
  for (const { entry, self, ranked: candidates } of ranked) {
    const compared = compareRanked(
      candidates.map((candidate) => ({ ...candidate, storyId: resolve(candidate.storyId) })),
      ({ articleId }) => {
        const other = comparable(articleId);
        if (!other) return null;
        const measure = measureCopy(entry.comparable, other);
        return { copy: isCopy(measure), score: measure.jaccard };
      },
    ).map(({ articleId, day, publishedAtMs, dated, storyId, copy, score }): StoryCandidate => ({ articleId, day, publishedAtMs, dated, storyId, copy, score }));
    if (!compared.some(({ copy }) => copy)) continue;
    const own = resolve(self.storyId);
    const storyIds = [...new Set([own, ...compared.map(({ storyId }) => storyId)])];
    const decision = assignStory({
      article: pickDate(self),
      currentStoryId: own,
      candidates: compared,
      stories: storyIds.map((storyId) => ({ storyId, lead: leads.get(storyId) ?? pickDate(self) })),
      windowDays: defaultWindowDays,
    });
    if (!decision.storyId) continue;
    for (const absorbed of decision.absorbedStoryIds) if (absorbed !== decision.storyId) movedStories.set(absorbed, decision.storyId);
    const lead = [known.get(decision.leadArticleId), leads.get(decision.storyId)].find((article) => article?.articleId === decision.leadArticleId);
    if (lead) leads.set(decision.storyId, pickDate(lead));
    if (decision.score !== null) scores.set(entry.input.articleId, Math.max(scores.get(entry.input.articleId) ?? 0, decision.score));
    for (const link of decision.links) scores.set(link.articleId, Math.max(scores.get(link.articleId) ?? 0, link.score));
  }
  await writeStories(tx, workspaceId, movedStories, resolve, scores);
}

interface KnownArticle extends StoryArticle {
  storyId: string;
}

type Searching = PreparedArticle & { fingerprint: Fingerprint };

/** For each article the candidates that may be copies by their signatures, the likeliest first; whoever has none is left out. */
function rankPairs(searching: readonly Searching[], pairs: readonly { article: string; other: string }[], fingerprints: ReadonlyMap<string, Fingerprint>) {
  const othersOf = new Map<string, SketchedCandidate[]>();
  for (const { article, other } of pairs) {
    const fingerprint = fingerprints.get(other);
    if (!fingerprint) continue;
    const others = othersOf.get(article);
    if (others) others.push({ articleId: other, fingerprint });
    else othersOf.set(article, [{ articleId: other, fingerprint }]);
  }
  return searching.flatMap((entry) => {
    const candidates = rankCandidates(entry.fingerprint, othersOf.get(entry.input.articleId) ?? []);
    return candidates.length > 0 ? [{ entry, candidates }] : [];
  });
}

const pickDate = ({ articleId, day, publishedAtMs, dated }: StoryArticle): StoryArticle => ({ articleId, day, publishedAtMs, dated });

/** For each article of the batch, the articles that share lookup keys within the window, those with most keys first. */
async function findPairs(tx: Transaction, workspaceId: string, searching: readonly Searching[]): Promise<{ article: string; other: string }[]> {
  const keys = searching.map(({ input, fingerprint }) => ({ id: input.articleId, day: input.publishedDay, bands: fingerprint.bands }));
  return tx.execute<{ article: string; other: string }>(sql`
    with shared as (
      select k.id as article, b.article_id as other, count(*) as keys
      from json_to_recordset(${JSON.stringify(keys)}::json) as k(id uuid, day date, bands bigint[])
      cross join unnest(k.bands) as own(band)
      cross join lateral (
        select sb.article_id from story_bands sb
        where sb.workspace_id = ${workspaceId} and sb.band = own.band and sb.article_id <> k.id
          and sb.day between k.day - ${sql.raw(String(defaultWindowDays))} and k.day + ${sql.raw(String(defaultWindowDays))}
        order by sb.day desc, sb.article_id desc limit ${articlesPerBand}
      ) b group by 1, 2
    ), ranked as (select article, other, row_number() over (partition by article order by keys desc, other) as place from shared)
    select article, other from ranked where place <= ${signaturesPerArticle}`);
}

async function loadFingerprints(tx: Transaction, ids: string[]): Promise<Map<string, Fingerprint>> {
  const rows = await tx.execute<{ article_id: string; signature: Buffer; shingles: number }>(sql`select article_id, signature, shingles from story_fingerprints where article_id = any(${uuidArray(ids)})`);
  return new Map(rows.map(({ article_id, signature, shingles }) => [article_id, { signature: unpackSignature(signature), shingleCount: shingles, bands: [] }]));
}

async function loadArticles(tx: Transaction, ids: string[]): Promise<Map<string, KnownArticle>> {
  const rows = await tx.execute<{ id: string; story_id: string; day: string; at: string | null }>(sql`
    select id, story_id, published_day::text as day, published_at as at from articles where id = any(${uuidArray(ids)}) and published_day is not null and deleted_at is null`);
  return new Map(rows.map((row) => [row.id, { ...storyDate(row.id, row.day, row.at), storyId: row.story_id }]));
}

const storyDate = (articleId: string, day: string, at: string | null): StoryArticle => ({ articleId, day: dayNumber(day), publishedAtMs: at ? Date.parse(at) : null, dated: true });

async function loadTexts(tx: Transaction, ids: string[]): Promise<Map<string, { title: string; text: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; title: string; text: string }>(sql`
    select a.id, r.title, r.text from articles a join article_revisions r on r.article_id = a.id and r.number = a.current_revision where a.id = any(${uuidArray(ids)})`);
  return new Map(rows.map((row) => [row.id, row]));
}

async function loadLeads(tx: Transaction, workspaceId: string, storyIds: string[]): Promise<Map<string, StoryArticle>> {
  const rows = await tx.execute<{ story_id: string; id: string; day: string; at: string | null }>(sql`
    select distinct on (a.story_id) a.story_id, a.id, a.published_day::text as day, a.published_at as at from articles a
    where a.workspace_id = ${workspaceId} and a.story_id = any(${uuidArray(storyIds)}) and a.published_day is not null and a.deleted_at is null
    order by a.story_id, a.published_day, a.published_at nulls last, a.id`);
  return new Map(rows.map((row) => [row.story_id, storyDate(row.id, row.day, row.at)]));
}

async function writeStories(tx: Transaction, workspaceId: string, movedStories: Map<string, string>, resolve: (id: string) => string, scores: Map<string, number>): Promise<void> {
  const moves = [...movedStories.keys()].map((from) => ({ from, to: resolve(from) }));
  if (moves.length > 0) {
    await tx.execute(sql`
      update articles a set story_id = moved.to_story from jsonb_to_recordset(${JSON.stringify(moves.map(({ from, to }) => ({ from_story: from, to_story: to })))}::jsonb) as moved(from_story uuid, to_story uuid)
      where a.workspace_id = ${workspaceId} and a.story_id = moved.from_story`);
  }
  if (scores.size > 0) {
    const rows = [...scores].map(([id, score]) => ({ id, score }));
    await tx.execute(sql`
      update articles a set story_score = greatest(coalesce(a.story_score, 0), s.score)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(id uuid, score real) where a.id = s.id`);
  }
  await settleLeads(tx, workspaceId, moves.flatMap(({ from, to }) => [from, to]));
}
