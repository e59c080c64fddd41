import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newId } from "@/db/new-id";
import { addresses, annotations, articles, decisions, gaps, outlets, ruleVersions, themes } from "@/db/schema";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { type DemoCoverage, generateDemo } from "@/server/core/demo/generate-demo";
import { storeArticles } from "@/server/services/articles/store-articles";
import { demoAnalyst } from "@/server/services/demo/create-demo";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import type { Scope } from "@/server/services/scope";

const STEP = 500;

/**
 * Writes the demo's articles, gaps, notes, rule edits and judgements. Articles are recognised by their addresses and
 * the rest is written once, at the end, so that a run that was cut off can simply be run again. For the worker.
 */
export async function fillDemo(scope: Scope, plan: { seed: number; endDay: string }, goOn: () => Promise<boolean>): Promise<"done" | "interrupted"> {
  const demo = generateDemo({ ...plan, notAfter: scope.now() });
  const outletOf = new Map(demo.outlets.map((outlet) => [outlet.key, outlet]));
  for (let i = 0; i < demo.articles.length; i += STEP) {
    const batch = demo.articles.slice(i, i + STEP).map((article) => {
      const draft = { url: article.url, title: article.title, outlet: outletOf.get(article.outletKey)!.name, author: article.author ?? "", language: article.language, publishedAt: article.publishedAt, text: article.text };
      const normal = normaliseDraft(draft, { timeZone: scope.workspace.timeZone, now: scope.now(), allowFuture: true });
      if (!normal.ok) throw new Error(`The demo wrote an article that the house refuses: ${normal.problems[0]!.message}`);
      return normal.article;
    });
    await scope.db.transaction((tx) => storeArticles(tx, { workspaceId: scope.workspace.id, actor: scope.actor, now: scope.now, origin: "demo" }, batch));
    if (!(await goOn())) return "interrupted";
  }
  await scope.db.transaction((tx) => writeAccompaniment(tx, scope, demo));
  return "done";
}

async function writeAccompaniment(tx: Transaction, scope: Scope, demo: DemoCoverage): Promise<void> {
  const workspaceId = scope.workspace.id;
  const [written] = await tx.select({ id: annotations.id }).from(annotations).where(eq(annotations.workspaceId, workspaceId)).limit(1);
  if (written) return;
  const outletRows = await tx.select({ id: outlets.id, name: outlets.name }).from(outlets).where(eq(outlets.workspaceId, workspaceId));
  const outletIds = new Map(outletRows.map(({ id, name }) => [name, id]));
  const outletId = (key: string) => outletIds.get(demo.outlets.find((outlet) => outlet.key === key)!.name)!;
  const themeRows = await tx.select({ id: themes.id, name: themes.name, versionId: themes.activeVersionId }).from(themes).where(eq(themes.workspaceId, workspaceId));
  const themeOf = new Map(themeRows.map((theme) => [theme.name, theme]));

  for (const outlet of demo.outlets) await tx.update(outlets).set({ country: outlet.country }).where(eq(outlets.id, outletId(outlet.key)));
  if (demo.gaps.length > 0) {
    await tx.insert(gaps).values(demo.gaps.map(({ outletKey, ...gap }) => ({ id: newId(), workspaceId, outletId: outletId(outletKey), kind: "recorded" as const, ...gap })));
  }
  await tx.insert(annotations).values(
    demo.annotations.map((note) => ({ id: newId(), workspaceId, themeId: note.themeName ? (themeOf.get(note.themeName)?.id ?? null) : null, fromDay: note.day, toDay: note.endDay ?? null, text: note.text })),
  );
  await writeRuleEdits(tx, scope, demo, themeOf);
  await writeDecisions(tx, scope, demo, themeOf);
}

type ThemeRow = { id: string; name: string; versionId: string | null };

/** The edited rule's first version is dated back to the beginning, its second to the day of the edit. */
async function writeRuleEdits(tx: Transaction, scope: Scope, demo: DemoCoverage, themeOf: Map<string, ThemeRow>): Promise<void> {
  const firstDay = new Date(demo.articles[0]!.publishedAt);
  await tx.update(ruleVersions).set({ createdAt: firstDay, activeFrom: firstDay }).where(eq(ruleVersions.workspaceId, scope.workspace.id));
  const [count] = await tx.execute<{ articles: number }>(sql`select count(*)::int as articles from articles where workspace_id = ${scope.workspace.id}`);
  for (const edit of demo.ruleEdits) {
    const versionId = newId();
    const at = new Date(`${edit.day}T10:00:00Z`);
    await tx.insert(ruleVersions).values({
      id: versionId,
      workspaceId: scope.workspace.id,
      themeId: themeOf.get(edit.themeName)!.id,
      number: 2,
      rule: edit.toRule,
      reason: edit.reason,
      createdAt: at,
      activeFrom: at,
      backfillTotal: count!.articles,
    });
    await enqueueJob(tx, { kind: "backfill-version", workspaceId: scope.workspace.id, payload: { ruleVersionId: versionId }, key: `backfill:${versionId}` });
  }
}

async function writeDecisions(tx: Transaction, scope: Scope, demo: DemoCoverage, themeOf: Map<string, ThemeRow>): Promise<void> {
  const judged = new Set(demo.decisions.map(({ articleKey }) => articleKey));
  const urls = new Map(demo.articles.filter(({ key }) => judged.has(key)).map(({ key, url }) => [url, key]));
  const rows = await tx
    .select({ url: addresses.url, id: articles.id, publishedAt: articles.publishedAt, publishedDay: articles.publishedDay })
    .from(addresses)
    .innerJoin(articles, eq(articles.id, addresses.articleId))
    .where(and(eq(addresses.workspaceId, scope.workspace.id), sql`${addresses.url} in ${[...urls.keys()]}`));
  const articleOf = new Map(rows.map((row) => [urls.get(row.url), row]));
  const decidedBy = await demoAnalyst(tx, scope.now());
  const values = demo.decisions.flatMap((decision) => {
    const article = articleOf.get(decision.articleKey);
    const theme = themeOf.get(decision.themeName);
    if (!article || !theme) return [];
    const published = article.publishedAt ?? new Date(`${article.publishedDay}T12:00:00Z`);
    return [
      {
        articleId: article.id,
        id: newId(),
        workspaceId: scope.workspace.id,
        themeId: theme.id,
        revision: 1,
        ruleVersionId: theme.versionId,
        verdict: decision.verdict,
        stance: decision.stance ?? ("none" as const),
        note: decision.note,
        decidedBy,
        decidedAt: new Date(Math.min(scope.now().getTime(), published.getTime() + 2 * 86_400_000)),
      },
    ];
  });
  if (values.length > 0) await tx.insert(decisions).values(values);
}
