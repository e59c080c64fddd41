import { newId } from "@/db/new-id";
import type { RouterInputs } from "@/server/api/root";
import type { PlaceIds } from "@/tests/support/coverage-place";

/** How a procedure is called so that it works for whoever may call it. */
export interface ProcedureFixture {
  input: (ids: PlaceIds, workspace: string) => unknown;
  /** What the right caller gets; "ok" unless said. */
  outcome?: "ok" | "CONFLICT" | "FORBIDDEN" | "NOT_FOUND" | "BAD_REQUEST";
  /** It needs no id of anybody's: with foreign ids it does its own, allowed work. */
  ownWork?: boolean;
  /** Whoever holds its token may do it; tokens are tested by themselves. */
  byToken?: boolean;
}

type Routers = RouterInputs;
type Path = { [R in keyof Routers & string]: `${R}.${keyof Routers[R] & string}` }[keyof Routers & string];

const PASSWORD = "a phrase that only I know";
const draft = { url: "https://fixture.example/new", title: "Fixture", outlet: "Fixture Ledger", author: "A. Writer", language: "en", publishedAt: "2025-03-05", text: "A text of the fixture." };
const { url: _url, ...correction } = draft;

const plain: ProcedureFixture = { input: (_, workspace) => ({ workspace }), ownWork: true };
const nothing: ProcedureFixture = { input: () => undefined, ownWork: true };
const withId = (name: string, id: keyof PlaceIds, more: Record<string, unknown> = {}): ProcedureFixture => ({ input: (ids, workspace) => ({ workspace, [name]: ids[id], ...more }) });

const spike = (ids: PlaceIds) => ({ kind: "spike", name: "Spikes", query: `theme=${ids.theme}`, quietDays: 3, settings: { unit: "articles", by: "share", minArticles: 5 } });

/**
 * Every procedure that exists. A new one stands here before it is merged: the compiler asks for its line, and the
 * authorisation test calls it as everybody, with everybody's ids.
 */
export const PROCEDURES: Record<Path, ProcedureFixture> = {
  "person.firstRun": nothing,
  "person.readLink": { input: (ids) => ({ token: ids.invitationToken }), byToken: true },
  "person.claimSetup": { input: (ids) => ({ token: ids.setupToken, name: "N", email: "setup@example.org", password: PASSWORD }), byToken: true },
  "person.claimInvitation": { input: (ids) => ({ token: ids.invitationToken, name: "N", email: "main-invitation@example.org", password: PASSWORD }), byToken: true },
  "person.claimReset": { input: (ids) => ({ token: ids.resetToken, password: PASSWORD }), byToken: true },
  "person.acceptInvitation": { input: (ids) => ({ token: ids.invitationToken }), outcome: "FORBIDDEN", byToken: true },
  "person.me": nothing,
  "person.mayCreateWorkspace": nothing,
  "person.createWorkspace": { ...nothing, outcome: "FORBIDDEN" },
  "person.workspaces": nothing,
  "person.changePassword": { input: () => ({ current: "wrong", next: PASSWORD }), outcome: "BAD_REQUEST", ownWork: true },
  "person.sessions": nothing,
  "person.revokeSession": { input: (ids) => ({ sessionId: ids.session }), outcome: "NOT_FOUND" },
  "person.createDemo": nothing,

  "workspace.get": plain,
  "workspace.changeSettings": { input: (_, workspace) => ({ workspace, name: "New name", timeZone: "Europe/Berlin", weekStart: 7 }), ownWork: true },
  "workspace.delete": { input: (_, workspace) => ({ workspace, confirm: "Main" }), ownWork: true },
  "workspace.members": plain,
  "workspace.invite": { input: (_, workspace) => ({ workspace, email: "invited@example.org", role: "viewer" }), ownWork: true },
  "workspace.withdrawInvitation": withId("invitationId", "invitation"),
  "workspace.createResetLink": withId("userId", "member"),
  "workspace.setRole": withId("userId", "member", { role: "analyst" }),
  "workspace.removeMember": withId("userId", "member"),
  "workspace.readmitMember": withId("userId", "removedMember"),
  "workspace.audit": { input: (_, workspace) => ({ workspace, search: "theme" }), ownWork: true },

  "articles.list": { input: (ids, workspace) => ({ workspace, filter: { themes: [ids.theme], outlets: [ids.outlet] } }) },
  "articles.get": withId("articleId", "article"),
  "articles.add": { input: (ids, workspace) => ({ workspace, requestId: newId(), draft, fetchId: ids.waitingFetch }), ownWork: true },
  "articles.findAlike": { input: (_, workspace) => ({ workspace, draft: { url: draft.url, title: draft.title, publishedAt: draft.publishedAt, text: draft.text } }), ownWork: true },
  "articles.correct": withId("articleId", "article", { basedOnRevision: 1, draft: correction }),
  "articles.delete": { input: (ids, workspace) => ({ workspace, articleIds: [ids.article] }) },
  "articles.restore": { input: (ids, workspace) => ({ workspace, articleIds: [ids.trashed] }) },
  "articles.trash": plain,
  "articles.decide": { input: (ids, workspace) => ({ workspace, requestId: newId(), articleId: ids.article, themeId: ids.theme, verdict: "relevant", note: "Seen" }) },
  "articles.joinStory": { input: (ids, workspace) => ({ workspace, requestId: newId(), articleId: ids.article, withArticleId: ids.tiedArticle }) },
  "articles.splitStory": { input: (ids, workspace) => ({ workspace, requestId: newId(), articleId: ids.tiedArticle }) },
  "articles.undoStory": withId("decisionId", "storyDecision"),
  "articles.requestFetch": { input: (_, workspace) => ({ workspace, url: "https://fixture.example/read" }), ownWork: true },
  "articles.getFetch": withId("fetchId", "waitingFetch"),
  "articles.listFetches": plain,
  "articles.retryFetch": withId("fetchId", "failedFetch"),
  "articles.dismissFetch": withId("fetchId", "waitingFetch"),

  "imports.list": plain,
  "imports.get": withId("importId", "doneImport"),
  "imports.start": { input: (_, workspace) => ({ workspace, importId: newId(), fileName: "file.csv", byteLength: 10 }), ownWork: true },
  "imports.finishUpload": { ...withId("importId", "uploadingImport"), outcome: "CONFLICT" },
  "imports.preview": withId("importId", "readyImport", { plan: { mapping: { title: "title" } } }),
  "imports.replan": withId("importId", "readyImport", { plan: { mapping: { title: "title" } } }),
  "imports.begin": withId("importId", "readyImport", { plan: { mapping: { title: "title" }, headerRow: 1 } }),
  "imports.pause": withId("importId", "runningImport"),
  "imports.resume": withId("importId", "pausedImport"),
  "imports.cancel": withId("importId", "pausedImport"),
  "imports.undo": withId("importId", "doneImport"),
  "imports.bringBack": withId("importId", "undoneImport"),

  "feeds.list": plain,
  "feeds.exportOpml": plain,
  "feeds.add": { input: (_, workspace) => ({ workspace, url: "https://fixture.example/feed.xml" }), ownWork: true },
  "feeds.choose": withId("feedId", "siteFeed", { urls: ["https://fixture.example/chosen.xml"] }),
  "feeds.setPages": withId("feedId", "feed", { pages: "always" }),
  "feeds.poll": withId("feedId", "feed"),
  "feeds.remove": withId("feedId", "feed"),
  "feeds.restore": withId("feedId", "removedFeed"),

  "keys.list": plain,
  "keys.create": { input: (_, workspace) => ({ workspace, name: "Sheet", scope: "read", lifetimeDays: 30 }), ownWork: true },
  "keys.revoke": withId("keyId", "key"),

  "alerts.list": plain,
  "alerts.countNew": plain,
  "alerts.markSeen": plain,
  "alerts.rules": plain,
  "alerts.preview": { input: (ids, workspace) => ({ workspace, rule: spike(ids) }) },
  "alerts.create": { input: (ids, workspace) => ({ workspace, requestId: newId(), rule: spike(ids) }), ownWork: true },
  "alerts.edit": { input: (ids, workspace) => ({ workspace, ruleId: ids.alertRule, rule: spike(ids) }) },
  "alerts.pause": withId("ruleId", "alertRule", { isPaused: true }),
  "alerts.delete": withId("ruleId", "alertRule"),
  "alerts.restore": withId("ruleId", "removedAlertRule"),
  "alerts.watch": withId("ruleId", "alertRule", { isWatched: true }),
  "alerts.webhooks": plain,
  "alerts.addWebhook": { input: (_, workspace) => ({ workspace, name: "Chat", url: "https://fixture.example/hook" }), ownWork: true },
  "alerts.removeWebhook": withId("webhookId", "webhook"),
  "alerts.restoreWebhook": withId("webhookId", "removedWebhook"),
  "alerts.tryWebhook": withId("webhookId", "webhook"),

  "archives.list": plain,
  "archives.request": { input: (_, workspace) => ({ workspace, requestId: newId() }), ownWork: true },
  "archives.delete": withId("archiveId", "archive"),

  "outlets.list": plain,
  "outlets.edit": withId("outletId", "outlet", { name: "Renamed", country: "UA", groupName: "Wires" }),
  "outlets.merge": { input: (ids, workspace) => ({ workspace, into: ids.outlet, outletIds: [ids.otherOutlet] }) },
  "outlets.gaps": plain,
  "outlets.addGap": withId("outletId", "outlet", { fromDay: "2025-03-04", toDay: "2025-03-05", reason: "The key had run out." }),
  "outlets.confirmGap": withId("gapId", "gap", { note: "True" }),
  "outlets.dismissGap": withId("gapId", "gap", { note: "A holiday" }),
  "outlets.reopenGap": withId("gapId", "gap"),
  "outlets.removeGap": withId("gapId", "gap"),

  "themes.list": plain,
  "themes.get": withId("themeId", "theme"),
  "themes.preview": withId("themeId", "theme", { rule: "assets" }),
  "themes.compare": withId("themeId", "theme", { from: 1, to: 1 }),
  "themes.create": { input: (_, workspace) => ({ workspace, name: "New theme", rule: "assets", reason: "Why not" }), ownWork: true },
  "themes.saveRule": withId("themeId", "theme", { rule: "assets", reason: "Simpler", basedOnVersion: 1 }),
  "themes.rename": withId("themeId", "theme", { name: "Renamed" }),
  "themes.askStance": withId("themeId", "theme", { asksStance: true }),
  "themes.archive": withId("themeId", "theme"),
  "themes.revive": withId("themeId", "archivedTheme"),

  "trends.series": { input: (ids, workspace) => ({ workspace, filter: { themes: [ids.theme], outlets: [ids.outlet], q: "assets", from: "2025-03-01", to: "2025-03-09" } }) },
  "trends.previous": { input: (ids, workspace) => ({ workspace, filter: { themes: [ids.theme], outlets: [ids.outlet], from: "2025-03-01", to: "2025-03-09" }, bucket: "day" }) },
  "trends.peaks": { input: (ids, workspace) => ({ workspace, filter: { outlets: [ids.outlet], from: "2025-03-01", to: "2025-03-09" }, points: [{ themeId: ids.theme, start: "2025-03-04", from: "2025-03-04", to: "2025-03-04" }] }) },
  "trends.outletBreakdown": { input: (ids, workspace) => ({ workspace, filter: { themes: [ids.theme], outlets: [ids.outlet], from: "2025-03-01", to: "2025-03-09" } }) },
  "trends.themePairs": { input: (ids, workspace) => ({ workspace, filter: { allThemes: [ids.theme], from: "2025-03-01", to: "2025-03-09" } }) },
  "trends.outletsThroughout": { input: (ids, workspace) => ({ workspace, filter: { outlets: [ids.outlet], from: "2025-03-01", to: "2025-03-09" }, bucket: "day" }) },
  "trends.outlets": plain,
  "trends.addAnnotation": { input: (ids, workspace) => ({ workspace, requestId: newId(), themeId: ids.theme, fromDay: "2025-03-04", toDay: "2025-03-05", text: "A note" }) },
  "trends.editAnnotation": { input: (ids, workspace) => ({ workspace, annotationId: ids.annotation, themeId: ids.theme, fromDay: "2025-03-06", toDay: null, text: "A better note" }) },
  "trends.removeAnnotation": withId("annotationId", "annotation"),
  "trends.restoreAnnotation": withId("annotationId", "removedAnnotation"),

  "views.list": plain,
  "views.save": { input: (_, workspace) => ({ workspace, requestId: newId(), kind: "trends", name: "Mine", query: "unit=stories", visibility: "private" }), ownWork: true },
  "views.change": { ...withId("viewId", "view", { name: "Renamed" }), outcome: "FORBIDDEN" },
  "views.delete": { ...withId("viewId", "view"), outcome: "FORBIDDEN" },
  "views.restore": { ...withId("viewId", "deletedView"), outcome: "FORBIDDEN" },

  "boards.list": plain,
  "boards.get": withId("boardId", "board"),
  "boards.create": { input: (_, workspace) => ({ workspace, requestId: newId(), name: "Mine", query: "", panels: [{ id: newId(), title: "All", query: "", show: "lines", width: "full" }], visibility: "private" }), ownWork: true },
  "boards.change": { ...withId("boardId", "board", { basedOnRevision: 1, name: "Renamed" }), outcome: "FORBIDDEN" },
  "boards.delete": { ...withId("boardId", "board"), outcome: "FORBIDDEN" },
  "boards.restore": { ...withId("boardId", "deletedBoard"), outcome: "FORBIDDEN" },

  "snapshots.list": plain,
  "snapshots.get": withId("snapshotId", "snapshot"),
  "snapshots.preview": { input: (ids, workspace) => ({ workspace, title: "All", query: `theme=${ids.theme}&outlet=${ids.outlet}&from=2025-03-01&to=2025-03-09`, show: "all" }) },
  "snapshots.create": { input: (ids, workspace) => ({ workspace, requestId: newId(), name: "Frozen", views: [{ title: "All", query: `theme=${ids.theme}&from=2025-03-01&to=2025-03-09`, show: "all" }] }), ownWork: true },
  "snapshots.delete": withId("snapshotId", "snapshot"),
  "snapshots.restore": withId("snapshotId", "deletedSnapshot"),
  "snapshots.links": withId("snapshotId", "snapshot"),
  "snapshots.share": { input: (ids, workspace) => ({ workspace, requestId: newId(), snapshotId: ids.snapshot, days: 7, password: PASSWORD }) },
  "snapshots.revokeLink": withId("shareLinkId", "shareLink"),
  "snapshots.open": { input: (ids) => ({ token: ids.shareToken }), byToken: true },

  "meetings.list": plain,
  "meetings.get": withId("meetingId", "runningMeeting"),
  "meetings.create": { input: (_, workspace) => ({ workspace, requestId: newId(), title: "Monday", day: "2025-03-10", slides: [] }), ownWork: true },
  "meetings.change": { input: (ids, workspace) => ({ workspace, meetingId: ids.meeting, basedOnRevision: 1, slides: [{ id: newId(), headline: "One", points: "", notes: "", source: { kind: "snapshot", snapshotId: ids.snapshot, view: 0 } }] }) },
  "meetings.start": withId("meetingId", "meeting"),
  "meetings.end": withId("meetingId", "runningMeeting"),
  "meetings.delete": withId("meetingId", "meeting"),
  "meetings.restore": withId("meetingId", "deletedMeeting"),
  "meetings.decide": { input: (ids, workspace) => ({ workspace, requestId: newId(), meetingId: ids.runningMeeting, text: "Look again" }) },
  "meetings.undecide": withId("decisionId", "decision"),
  "meetings.redecide": withId("decisionId", "removedDecision"),
};
