import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { newId } from "@/db/new-id";
import { addressFetches, alerts, feeds, imports, oneTimeLinks, outlets, sessions, themes, workspaceExports } from "@/db/schema";
import type { RecognisedFile } from "@/server/core/imports/recognised-file";
import { newToken, hashToken } from "@/server/services/access/tokens";
import { addArticle } from "@/server/services/articles/add-article";
import { deleteArticles } from "@/server/services/articles/trash-articles";
import { joinStory } from "@/server/services/stories/join-story";
import { createRule, deleteRule } from "@/server/services/alerts/alert-rules";
import { addWebhook, removeWebhook } from "@/server/services/alerts/webhooks";
import { createKey } from "@/server/services/keys/keys";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { addAnnotation, removeAnnotation } from "@/server/services/trends/annotations";
import { addGap } from "@/server/services/trends/gaps";
import type { Scope } from "@/server/services/scope";
import { fillMeetings } from "@/tests/support/meeting-place";
import { addVisitor } from "@/tests/support/people";

const LOOKED_THROUGH: RecognisedFile = {
  format: "csv",
  encoding: "utf-8",
  delimiter: ",",
  columns: ["title"],
  headerRow: 1,
  sheets: [],
  sheet: null,
  guessed: { title: "title" },
  isPacked: false,
  rows: 1,
  unreadable: 0,
  samples: [{ rowNumber: 1, line: 2, cells: ["A title"] }],
  dates: {},
  problem: null,
};

/** One of everything that has an id, for procedures to be called with. */
export interface PlaceIds {
  article: string;
  trashed: string;
  /** Stands in one story with another article, because somebody said so. */
  tiedArticle: string;
  storyDecision: string;
  theme: string;
  archivedTheme: string;
  outlet: string;
  otherOutlet: string;
  feed: string;
  siteFeed: string;
  removedFeed: string;
  gap: string;
  key: string;
  alertRule: string;
  removedAlertRule: string;
  webhook: string;
  removedWebhook: string;
  archive: string;
  annotation: string;
  removedAnnotation: string;
  waitingFetch: string;
  failedFetch: string;
  uploadingImport: string;
  readyImport: string;
  runningImport: string;
  pausedImport: string;
  doneImport: string;
  undoneImport: string;
  invitation: string;
  member: string;
  removedMember: string;
  session: string;
  invitationToken: string;
  resetToken: string;
  setupToken: string;
  view: string;
  deletedView: string;
  board: string;
  deletedBoard: string;
  snapshot: string;
  deletedSnapshot: string;
  shareLink: string;
  shareToken: string;
  meeting: string;
  runningMeeting: string;
  deletedMeeting: string;
  decision: string;
  removedDecision: string;
}

/** Fills a workspace with one of everything, every text of it marked, so that a leak of any of it can be seen. */
export async function fillPlace(scope: Scope, work: () => Promise<number>, mark: string): Promise<PlaceIds> {
  const { db, workspace } = scope;
  const draft = (title: string) => ({ url: `https://${mark.toLowerCase()}.example/${title}`, title: `${mark} ${title}`, outlet: `${mark} Ledger`, author: mark, language: "", publishedAt: "2025-03-04", text: `${mark} ${title}: the ministers discussed the transfer of frozen Russian assets to Ukraine.` });
  const { articleId: article } = await addArticle(scope, { requestId: newId(), draft: draft("kept") });
  const { articleId: trashed } = await addArticle(scope, { requestId: newId(), draft: draft("trashed") });
  const { articleId: tiedArticle } = await addArticle(scope, { requestId: newId(), draft: draft("tied") });
  const { articleId: otherTied } = await addArticle(scope, { requestId: newId(), draft: draft("tied-too") });
  await work();
  const { decisionId: storyDecision } = await joinStory(scope, { requestId: newId(), articleId: tiedArticle, withArticleId: otherTied });
  await deleteArticles(scope, { articleIds: [trashed] });
  const [theme, archivedTheme] = await db.select({ id: themes.id }).from(themes).where(eq(themes.workspaceId, workspace.id)).orderBy(themes.id);
  await db.update(themes).set({ name: sql`${`${mark} `} || ${themes.name}` }).where(eq(themes.workspaceId, workspace.id));
  await db.update(themes).set({ archivedAt: scope.now() }).where(eq(themes.id, archivedTheme!.id));
  const [outlet] = await db.select({ id: outlets.id }).from(outlets).where(eq(outlets.workspaceId, workspace.id));
  const { annotationId: annotation } = await addAnnotation(scope, { requestId: newId(), fromDay: "2025-03-04", toDay: null, themeId: theme!.id, text: `${mark} note` });
  const { annotationId: removedAnnotation } = await addAnnotation(scope, { requestId: newId(), fromDay: "2025-03-05", text: `${mark} removed note` });
  await removeAnnotation(scope, { annotationId: removedAnnotation });
  const addFetch = async (state: "waiting" | "failed") => {
    const id = newId();
    await db.insert(addressFetches).values({ id, workspaceId: workspace.id, url: `https://${mark}.example/${state}`, state });
    return id;
  };
  const addImport = async (state: "uploading" | "ready" | "running" | "paused" | "done" | "undone") => {
    const id = newId();
    await db.insert(imports).values({ id, workspaceId: workspace.id, fileName: `${mark}.csv`, byteLength: 10, state, ...(state === "ready" ? { recognised: LOOKED_THROUGH } : {}) });
    return id;
  };
  const addFeed = async (name: string, over: Partial<typeof feeds.$inferInsert> = {}) => {
    const id = newId();
    await db.insert(feeds).values({ id, workspaceId: workspace.id, url: `https://${mark.toLowerCase()}.example/${name}`, title: `${mark} ${name}`, outletId: outlet!.id, ...over });
    return id;
  };
  const undoneImport = await addImport("undone");
  await enqueueJob(db, { kind: "undo-import", workspaceId: workspace.id, payload: { importId: undoneImport }, key: `undo-import:${undoneImport}`, delayMs: 86_400_000 });
  const otherOutlet = newId();
  await db.insert(outlets).values({ id: otherOutlet, workspaceId: workspace.id, key: `name:${mark.toLowerCase()} courier`, name: `${mark} Courier` });
  const { gapId: gap } = await addGap(scope, { outletId: outlet!.id, fromDay: "2025-03-01", toDay: "2025-03-02", reason: `${mark} reason` });
  const { keyId: key } = await createKey({ ...scope, actor: { kind: "system", name: mark } }, { name: `${mark} key`, scope: "write", lifetimeDays: 30 });
  const member = await addVisitor(scope, workspace.id, "viewer", { name: `${mark} member` });
  const removed = await addVisitor(scope, workspace.id, "viewer", { name: `${mark} removed` });
  await db.execute(sql`update members set removed_at = now() where user_id = ${removed.userId}`);
  const [session] = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, member.userId));
  const addLink = async (kind: "setup" | "invitation" | "reset", userId: string | null = null) => {
    const token = newToken();
    const id = newId();
    await db.insert(oneTimeLinks).values({ id, kind, tokenHash: hashToken(token), workspaceId: kind === "setup" ? null : workspace.id, userId, email: `${mark.toLowerCase()}-${kind}@example.org`, role: kind === "invitation" ? "viewer" : null, expiresAt: new Date(scope.now().getTime() + 86_400_000) });
    return { id, token };
  };
  const invitation = await addLink("invitation");
  return {
    article,
    trashed,
    tiedArticle,
    storyDecision,
    theme: theme!.id,
    archivedTheme: archivedTheme!.id,
    outlet: outlet!.id,
    otherOutlet,
    feed: await addFeed("feed"),
    siteFeed: await addFeed("site", { found: [{ url: "https://fixture.example/chosen.xml", title: `${mark} found` }] }),
    removedFeed: await addFeed("removed", { removedAt: scope.now() }),
    gap,
    key,
    ...(await fillAlerts(scope, mark, theme!.id)),
    annotation,
    removedAnnotation,
    waitingFetch: await addFetch("waiting"),
    failedFetch: await addFetch("failed"),
    uploadingImport: await addImport("uploading"),
    readyImport: await addImport("ready"),
    runningImport: await addImport("running"),
    pausedImport: await addImport("paused"),
    doneImport: await addImport("done"),
    undoneImport,
    invitation: invitation.id,
    member: member.userId,
    removedMember: removed.userId,
    session: session!.id,
    invitationToken: invitation.token,
    resetToken: (await addLink("reset", member.userId)).token,
    setupToken: (await addLink("setup")).token,
    ...(await fillMeetings(scope, mark)),
  };
}

async function fillAlerts(scope: Scope, mark: string, themeId: string) {
  const { db, workspace } = scope;
  const asInstallation: Scope = { ...scope, actor: { kind: "system", name: mark } };
  const rule = (name: string) => ({ requestId: newId(), rule: { kind: "spike" as const, name: `${mark} ${name}`, query: `theme=${themeId}`, settings: {} } });
  const { ruleId: alertRule } = await createRule(asInstallation, rule("spikes"));
  const { ruleId: removedAlertRule } = await createRule(asInstallation, rule("removed"));
  await deleteRule(asInstallation, { ruleId: removedAlertRule });
  await db.insert(alerts).values({ id: newId(), workspaceId: workspace.id, ruleId: alertRule, day: "2025-03-04", title: `${mark} alert`, reason: mark, lines: [], path: "trends", createdAt: scope.now() });
  const hook = async (name: string) => (await addWebhook(asInstallation, { name: `${mark} ${name}`, url: `https://${mark.toLowerCase()}.example/hook` })).webhookId;
  const webhook = await hook("chat");
  const removedWebhook = await hook("removed");
  await removeWebhook(asInstallation, { webhookId: removedWebhook });
  const archive = newId();
  await db.insert(workspaceExports).values({ id: archive, workspaceId: workspace.id, state: "done", fileName: `${mark}.zip`, rows: {}, createdAt: scope.now(), expiresAt: new Date(scope.now().getTime() + 86_400_000) });
  return { alertRule, removedAlertRule, webhook, removedWebhook, archive };
}

/** Ids and tokens of the right form that belong to nothing. */
export function randomIds(): PlaceIds {
  const random = new Proxy({} as PlaceIds, { get: (_, key) => (String(key).endsWith("Token") ? newToken() : newId()) });
  const names: (keyof PlaceIds)[] = ["article", "trashed", "tiedArticle", "storyDecision", "theme", "archivedTheme", "outlet", "otherOutlet", "feed", "siteFeed", "removedFeed", "gap", "key", "alertRule", "removedAlertRule", "webhook", "removedWebhook", "archive", "annotation", "removedAnnotation", "waitingFetch", "failedFetch", "uploadingImport", "readyImport", "runningImport", "pausedImport", "doneImport", "undoneImport", "invitation", "member", "removedMember", "session", "invitationToken", "resetToken", "setupToken", "view", "deletedView", "board", "deletedBoard", "snapshot", "deletedSnapshot", "shareLink", "shareToken", "meeting", "runningMeeting", "deletedMeeting", "decision", "removedDecision"];
  return Object.fromEntries(names.map((name) => [name, random[name]])) as unknown as PlaceIds;
}

/** Counters and times of last use move without anybody's doing. */
const MOVING = new Set(["rate_limits"]);

interface ColumnRow extends Record<string, unknown> {
  table: string;
  columns: string[];
}

/** Read once: all databases of a run come from one template. */
let tables: Promise<ColumnRow[]> | undefined;

async function readTables(db: Database): Promise<ColumnRow[]> {
  const rows = await db.execute<ColumnRow>(sql`
    select t.table_name as "table", array_agg(c.column_name::text) as columns
    from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' group by 1 order by 1`);
  return rows.filter(({ table }) => !MOVING.has(table));
}

/** Which rows of a table are one workspace's own; null for tables that hold nothing of a workspace. */
function ownedBy(table: string, columns: readonly string[], workspaceId: string) {
  if (table === "workspaces") return sql`id = ${workspaceId}`;
  if (columns.includes("workspace_id")) return sql`workspace_id = ${workspaceId}`;
  if (columns.includes("article_id")) return sql`article_id in (select id from articles where workspace_id = ${workspaceId})`;
  if (columns.includes("import_id")) return sql`import_id in (select id from imports where workspace_id = ${workspaceId})`;
  if (columns.includes("theme_id")) return sql`theme_id in (select id from themes where workspace_id = ${workspaceId})`;
  if (columns.includes("feed_id")) return sql`feed_id in (select id from feeds where workspace_id = ${workspaceId})`;
  if (table === "users") return sql`id in (select user_id from members where workspace_id = ${workspaceId})`;
  if (columns.includes("user_id")) return sql`user_id in (select user_id from members where workspace_id = ${workspaceId})`;
  return null;
}

/** A hash of every row of every table, or of one workspace's rows, by table. */
export async function digestRows(db: Database, workspaceId?: string): Promise<Record<string, string>> {
  const parts = (await (tables ??= readTables(db))).flatMap(({ table, columns }) => {
    const where = workspaceId === undefined ? sql`true` : ownedBy(table, columns, workspaceId);
    return where ? [sql`select ${table}::text as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${sql.identifier(table)} t where ${where}`] : [];
  });
  const rows = await db.execute<{ name: string; digest: string }>(sql.join(parts, sql` union all `));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
