import { randomUUID } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { newId } from "@/db/new-id";
import { addDays } from "@/server/core/trends/days";
import { fingerprintArticle, packSignature } from "@/server/core/stories/fingerprint";
import { lexemesOf } from "@/server/core/themes/candidate-query";
import { canonicalUrl } from "@/server/core/articles/canonical-url";
import { hashText } from "@/server/services/articles/hash-text";
import type { Scope } from "@/server/services/scope";
import { findAlike } from "@/server/services/stories/find-alike";
import { createWorkspace } from "@/server/services/workspaces/create-workspace";
import { createFromTemplate, startThrowawayCluster } from "@/tests/support/throwaway-cluster";
import { createRandom, generateText, rewriteText } from "@/tests/unit/stories/generate-text";

/**
 * What it costs to say, while somebody types, which article the form repeats: `npx tsx tests/bench/alike.ts [SIZE...]`.
 * One workspace grows to each size in turn; every time the same kinds of drafts are asked about, 100 of each. Articles
 * have 80 to 400 words, half carry one of 40 footers. Wall time of the whole verb on a real PostgreSQL.
 */
const sizes = process.argv.slice(2).map(Number).filter((n) => n > 0);
if (sizes.length === 0) sizes.push(34_000, 200_000);
const ASKED = 100;
const BATCH = 2_000;

const random = createRandom(5);
const footers = Array.from({ length: 40 }, () => generateText(random, 40));
const kept: { id: string; url: string; title: string; text: string }[] = [];

function makeArticle(i: number) {
  const body = generateText(random, 80 + Math.floor(random() * random() * 320));
  const text = random() < 0.5 ? `${body}\n${footers[i % footers.length]}` : body;
  return { id: newId(), url: `https://outlet-${i % 40}.example/story-${i}`, title: generateText(random, 9), text, day: addDays("2023-01-01", Math.floor(i / 300)) };
}

async function fill(scope: Scope, outletId: string, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, to - start) }, (_, i) => makeArticle(start + i));
    for (const one of batch) if (random() < 0.01) kept.push(one);
    const rows = batch.map((article) => {
      const fingerprint = fingerprintArticle(article)!;
      return {
        ...article,
        hash: `\\x${hashText(article.title, article.text).toString("hex")}`,
        address: `\\x${hashText(`address:${canonicalUrl(article.url)!.key}`).toString("hex")}`,
        lexemes: lexemesOf(article),
        signature: `\\x${Buffer.from(packSignature(fingerprint.signature)).toString("hex")}`,
        shingles: fingerprint.shingleCount,
        bands: fingerprint.bands,
      };
    });
    const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, url text, title text, text text, day date, hash bytea, address bytea, lexemes text[], signature bytea, shingles int, bands bigint[])`;
    const workspaceId = scope.workspace.id;
    await scope.db.transaction(async (tx) => {
      await tx.execute(sql`
        insert into articles (id, workspace_id, outlet_id, origin, published_precision, published_day, processed_revision, lexemes, story_id)
        select id, ${workspaceId}::uuid, ${outletId}::uuid, 'import', 'day', day, 1, array_to_tsvector(lexemes), id from ${given}`);
      await tx.execute(sql`
        insert into article_revisions (article_id, number, workspace_id, title, text, text_hash, words)
        select id, 1, ${workspaceId}::uuid, title, text, hash, 100 from ${given}`);
      await tx.execute(sql`insert into story_fingerprints (article_id, workspace_id, signature, shingles) select id, ${workspaceId}::uuid, signature, shingles from ${given}`);
      await tx.execute(sql`insert into addresses (workspace_id, hash, url, article_id) select ${workspaceId}::uuid, address, url, id from ${given}`);
      await tx.execute(sql`insert into story_bands (workspace_id, band, article_id, day) select ${workspaceId}::uuid, band, id, day from ${given} cross join unnest(bands) as band`);
    });
  }
}

const cluster = await startThrowawayCluster();
try {
  await createFromTemplate(cluster.adminUrl, "alike");
  const database = openDatabase(cluster.buildUrl("alike"), { max: 4, statementTimeoutMs: 0 });
  const now = () => new Date("2024-01-01T00:00:00Z");
  const actor = { kind: "system", name: "bench" } as const;
  const workspace = await database.db.transaction((tx) => createWorkspace(tx, { name: "Bench", slug: "bench", actor, now }));
  const scope: Scope = { db: database.db, workspace, actor, now };
  const outletId = randomUUID();
  await database.db.execute(sql`insert into outlets (id, workspace_id, key, name) values (${outletId}, ${workspace.id}, 'name:bench', 'Bench')`);
  const processor = cpus();
  console.log(`${processor[0]?.model ?? "unknown processor"}, ${processor.length} cores, Node ${process.version}, ${process.platform}, load ${loadavg()[0]?.toFixed(1)}`);
  const table: Record<string, unknown>[] = [];
  for (const [i, size] of sizes.entries()) {
    await fill(scope, outletId, sizes[i - 1] ?? 0, size);
    await database.db.execute(sql`vacuum analyze`);
    const pick = () => kept[Math.floor(random() * kept.length)]!;
    const kinds: Record<string, () => { asked: Record<string, string>; wanted: string | null }> = {
      "known address": () => ((one) => ({ asked: { url: `${one.url}?utm_source=mail` }, wanted: one.id }))(pick()),
      "same headline": () => ((one) => ({ asked: { title: one.title }, wanted: one.id }))(pick()),
      "same text": () => ((one) => ({ asked: { title: "Another", text: one.text }, wanted: one.id }))(pick()),
      "near-copy": () => ((one) => ({ asked: { title: "Another", text: rewriteText(random, one.text, 0.03) }, wanted: one.id }))(pick()),
      "new text, 400 words": () => ({ asked: { title: generateText(random, 9), text: generateText(random, 400) }, wanted: null }),
      "new text, 20,000 words": () => ({ asked: { text: generateText(random, 20_000) }, wanted: null }),
      "new text with a footer": () => ({ asked: { text: `${generateText(random, 300)}\n${footers[0]}` }, wanted: null }),
    };
    for (const [kind, make] of Object.entries(kinds)) {
      const asked = Array.from({ length: kind.includes("20,000") ? ASKED / 10 : ASKED }, make);
      const times: number[] = [];
      let right = 0;
      for (const { asked: draft, wanted } of asked) {
        const started = performance.now();
        const found = await findAlike(scope, { draft });
        times.push(performance.now() - started);
        if (wanted ? found.some(({ articleId }) => articleId === wanted) : found.length === 0) right += 1;
      }
      const sorted = times.sort((a, b) => a - b);
      const at = (share: number) => +sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
      table.push({ articles: size, draft: kind, medianMs: at(0.5), p95Ms: at(0.95), maxMs: at(1), right: `${right}/${asked.length}` });
    }
  }
  console.table(table);
  await database.close();
} finally {
  await cluster.stop();
}
