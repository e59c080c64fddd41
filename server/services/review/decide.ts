import { and, eq } from "drizzle-orm";
import { newId } from "@/db/new-id";
import { articles, decisions, matches, submissions, themes } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { decisionShape, type NewDecision } from "@/server/core/review/decision-shape";
import { recordAudit } from "@/server/services/audit/record-audit";
import { requireRole, type Scope } from "@/server/services/scope";

/**
 * Records a person's judgement on whether an article belongs to a theme. Nothing is overwritten and no series moves;
 * the latest judgement stands beside the numbers. The same request again changes nothing. Needs `analyst`, and a person: the command line cannot judge.
 */
export async function decide(scope: Scope, input: NewDecision): Promise<{ decisionId: string }> {
  requireRole(scope, "analyst");
  const { requestId, articleId, themeId, verdict, stance, note } = decisionShape.parse(input);
  const { actor } = scope;
  if (actor.kind !== "member") throw new Refusal("FORBIDDEN", "A decision needs a person who made it.");
  const decisionId = newId();
  return scope.db.transaction(async (tx) => {
    const claimed = await tx.insert(submissions).values({ workspaceId: scope.workspace.id, requestId, resultId: decisionId, createdAt: scope.now() }).onConflictDoNothing().returning();
    if (claimed.length === 0) {
      const [earlier] = await tx.select().from(submissions).where(and(eq(submissions.workspaceId, scope.workspace.id), eq(submissions.requestId, requestId)));
      return { decisionId: earlier!.resultId };
    }
    const [article] = await tx.select({ revision: articles.currentRevision }).from(articles).where(and(eq(articles.id, articleId), eq(articles.workspaceId, scope.workspace.id))).for("share");
    if (!article) throw notFound("article");
    const [theme] = await tx.select({ name: themes.name, versionId: themes.activeVersionId }).from(themes).where(and(eq(themes.id, themeId), eq(themes.workspaceId, scope.workspace.id)));
    if (!theme) throw notFound("theme");
    const [match] = theme.versionId ? await tx.select({ revision: matches.revision }).from(matches).where(and(eq(matches.articleId, articleId), eq(matches.ruleVersionId, theme.versionId))) : [];
    await tx.insert(decisions).values({
      articleId,
      id: decisionId,
      workspaceId: scope.workspace.id,
      themeId,
      revision: match?.revision ?? article.revision,
      ruleVersionId: match ? theme.versionId : null,
      verdict,
      stance,
      note,
      decidedBy: actor.userId,
      decidedAt: scope.now(),
    });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "match.decide", subjectId: articleId, detail: { theme: theme.name, verdict, stance } });
    return { decisionId };
  });
}
