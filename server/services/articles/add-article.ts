import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { addressFetches, submissions } from "@/db/schema";
import { Refusal } from "@/server/core/access/refusal";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { storeArticles } from "@/server/services/articles/store-articles";
import { recordAudit } from "@/server/services/audit/record-audit";
import { requireRole, type Scope } from "@/server/services/scope";

const text = z.string().default("");

/** Raw strings: each is judged by the one article shape, so that every fault can be named at its field. */
export const addArticleShape = z.strictObject({
  /** Made by the client once per form: a double click or a retry after a lost answer adds nothing twice. */
  requestId: z.uuid(),
  draft: z.strictObject({ url: text, title: text, outlet: text, author: text, language: text, publishedAt: text, text }),
  /** A person has looked at a date in the future or before 1990 and means it. */
  confirmDate: z.boolean().default(false),
  /** The fetched address that the form was filled from. */
  fetchId: z.uuid().nullish(),
});
export type AddArticle = z.input<typeof addArticleShape>;

export interface AddedArticle {
  articleId: string;
  outcome: "created" | "existing";
  revised: boolean;
  inTrash: boolean;
}

/**
 * Adds one article that a person typed or confirmed. Refuses with INVALID at the first faulty field. An address or a
 * text that is known answers `existing` with the article it belongs to. Needs `analyst`.
 */
export async function addArticle(scope: Scope, input: AddArticle): Promise<AddedArticle> {
  requireRole(scope, "analyst");
  const { requestId, draft, confirmDate, fetchId } = addArticleShape.parse(input);
  const normal = normaliseDraft(draft, { timeZone: scope.workspace.timeZone, now: scope.now(), allowOld: confirmDate, allowFuture: confirmDate });
  if (!normal.ok) throw new Refusal("INVALID", normal.problems[0]!.message, normal.problems[0]!.field);
  return scope.db.transaction(async (tx) => {
    const claimed = await tx.insert(submissions).values({ workspaceId: scope.workspace.id, requestId, resultId: requestId, createdAt: scope.now() }).onConflictDoNothing().returning();
    if (claimed.length === 0) {
      const [earlier] = await tx.select().from(submissions).where(and(eq(submissions.workspaceId, scope.workspace.id), eq(submissions.requestId, requestId)));
      return { articleId: earlier!.resultId, outcome: "created" as const, revised: false, inTrash: false };
    }
    const [outcome] = await storeArticles(tx, { workspaceId: scope.workspace.id, actor: scope.actor, now: scope.now, origin: scope.actor.kind === "key" ? "api" : fetchId ? "address" : "form" }, [normal.article]);
    const stored = outcome!;
    await tx.update(submissions).set({ resultId: stored.articleId }).where(and(eq(submissions.workspaceId, scope.workspace.id), eq(submissions.requestId, requestId)));
    if (fetchId) {
      await tx.update(addressFetches).set({ state: "added", articleId: stored.articleId, updatedAt: scope.now() }).where(and(eq(addressFetches.id, fetchId), eq(addressFetches.workspaceId, scope.workspace.id)));
    }
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "article.add", subjectId: stored.articleId, detail: { outcome: stored.kind } });
    return stored.kind === "created"
      ? { articleId: stored.articleId, outcome: "created" as const, revised: false, inTrash: false }
      : { articleId: stored.articleId, outcome: "existing" as const, revised: stored.revised, inTrash: stored.inTrash };
  });
}
