import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { newId } from "@/db/new-id";
import { articleRevisions, articles, outlets } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { countWords, normaliseDraft } from "@/server/core/articles/article-draft";
import { addArticleShape } from "@/server/services/articles/add-article";
import { hashText } from "@/server/services/articles/hash-text";
import { recordAudit } from "@/server/services/audit/record-audit";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { actorUserId, requireRole, type Scope } from "@/server/services/scope";

export const correctArticleShape = z.strictObject({
  articleId: z.uuid(),
  /** The revision that the editor shows; another one saved meanwhile is told. */
  basedOnRevision: z.int().min(1),
  draft: addArticleShape.shape.draft.omit({ url: true }),
  confirmDate: z.boolean().default(false),
});

/**
 * Corrects an article. A changed title or text is a new revision and keeps the old one; date, outlet, author and
 * language are corrected in place. Addresses stay: they are how the article is recognised. Needs `analyst`.
 */
export async function correctArticle(scope: Scope, input: z.input<typeof correctArticleShape>): Promise<{ revision: number }> {
  requireRole(scope, "analyst");
  const { articleId, basedOnRevision, draft, confirmDate } = correctArticleShape.parse(input);
  const normal = normaliseDraft({ ...draft, url: "" }, { timeZone: scope.workspace.timeZone, now: scope.now(), allowOld: confirmDate, allowFuture: confirmDate });
  if (!normal.ok) throw new Refusal("INVALID", normal.problems[0]!.message, normal.problems[0]!.field);
  const { article } = normal;
  return scope.db.transaction(async (tx) => {
    const [current] = await tx
      .select({ revision: articles.currentRevision, outletId: articles.outletId, outletName: outlets.name, textHash: articleRevisions.textHash })
      .from(articles)
      .innerJoin(outlets, eq(outlets.id, articles.outletId))
      .innerJoin(articleRevisions, and(eq(articleRevisions.articleId, articles.id), eq(articleRevisions.number, articles.currentRevision)))
      .where(and(eq(articles.id, articleId), eq(articles.workspaceId, scope.workspace.id)))
      .for("update", { of: articles });
    if (!current) throw notFound("article");
    if (current.revision !== basedOnRevision) throw new Refusal("CONFLICT", "This article was changed while you were correcting it. Your text is kept here; reload the article in another tab to compare.", "text");

    let outletId = current.outletId;
    if (article.outlet.name !== current.outletName) {
      await tx.insert(outlets).values({ id: newId(), workspaceId: scope.workspace.id, ...article.outlet, createdAt: scope.now() }).onConflictDoNothing();
      const [outlet] = await tx.select({ id: outlets.id }).from(outlets).where(and(eq(outlets.workspaceId, scope.workspace.id), eq(outlets.key, article.outlet.key)));
      outletId = outlet!.id;
    }
    const textHash = hashText(article.title, article.text);
    const isNewText = Buffer.compare(textHash, Buffer.from(current.textHash)) !== 0;
    const revision = current.revision + (isNewText ? 1 : 0);
    if (isNewText) {
      await tx.insert(articleRevisions).values({
        articleId,
        number: revision,
        workspaceId: scope.workspace.id,
        title: article.title,
        text: article.text,
        textHash,
        words: countWords(article.text),
        createdBy: actorUserId(scope.actor),
        createdAt: scope.now(),
      });
    }
    await tx
      .update(articles)
      .set({
        outletId,
        author: article.author,
        language: article.language,
        publishedPrecision: article.published.precision,
        publishedAt: article.published.at ? new Date(article.published.at) : null,
        publishedDay: article.published.day,
        currentRevision: revision,
        // The story depends on date and text, so both are looked at again.
        processedRevision: null,
      })
      .where(eq(articles.id, articleId));
    await enqueueJob(tx, { kind: "process-articles", workspaceId: scope.workspace.id, payload: { articleIds: [articleId] } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "article.correct", subjectId: articleId, detail: { revision } });
    return { revision };
  });
}
