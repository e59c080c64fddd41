import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { addresses, feeds, importPlans, imports } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { displayTitle } from "@/server/core/articles/article-draft";
import { recordFields } from "@/server/core/articles/record-fields";
import { type DateDecision, decideDates } from "@/server/core/imports/date-evidence";
import { type ImportPlan } from "@/server/core/imports/import-plan";
import { planImportShape } from "@/server/core/imports/import-shapes";
import type { RecognisedFile } from "@/server/core/imports/recognised-file";
import { hashText } from "@/server/services/articles/hash-text";
import { recordAudit } from "@/server/services/audit/record-audit";
import { shapeOf } from "@/server/services/imports/inspect-import";
import { openJudge } from "@/server/services/imports/judge-row";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { requireRole, type Scope } from "@/server/services/scope";

type PlanInput = z.input<typeof planImportShape>;

/** Has the whole file judged under another plan, before anything is imported. Needs `analyst`. */
export async function replanImport(scope: Scope, input: PlanInput): Promise<void> {
  requireRole(scope, "analyst");
  const { importId, plan } = planImportShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [moved] = await tx
      .update(imports)
      .set({ plan, checked: null, state: "reading", bytesRead: 0 })
      .where(and(own(scope, importId), eq(imports.state, "ready")))
      .returning({ id: imports.id });
    if (!moved) throw await refusalOf(scope, importId);
    await enqueueJob(tx, { kind: "inspect-import", workspaceId: scope.workspace.id, payload: { importId } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "import.plan", subjectId: importId });
  });
}

/** Begins the import with the plan that was reviewed, and remembers it for files of the same shape. A second click does nothing. Needs `analyst`. */
export async function beginImport(scope: Scope, input: PlanInput): Promise<void> {
  requireRole(scope, "analyst");
  const { importId, plan } = planImportShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const [row] = await tx.select({ state: imports.state, plan: imports.plan, recognised: imports.recognised }).from(imports).where(own(scope, importId)).for("update");
    if (!row) throw notFound("import");
    if (row.plan !== null && ["waiting", "running", "paused", "done"].includes(row.state)) return;
    if (row.state !== "ready") throw new Refusal("CONFLICT", `The import is ${row.state} now; reload to see where it stands.`);
    const recognised = row.recognised as RecognisedFile;
    checkPlan(plan, recognised);
    await tx.update(imports).set({ plan, state: "waiting", bytesRead: 0, rowsRead: 0 }).where(own(scope, importId));
    await tx
      .insert(importPlans)
      .values({ workspaceId: scope.workspace.id, shape: shapeOf(recognised), plan, usedAt: scope.now() })
      .onConflictDoUpdate({ target: [importPlans.workspaceId, importPlans.shape], set: { plan, usedAt: scope.now() } });
    await enqueueJob(tx, { kind: "run-import", workspaceId: scope.workspace.id, payload: { importId } });
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "import.begin", subjectId: importId, detail: { ...plan.mapping, dates: plan.dates } });
  });
}

function checkPlan({ mapping, headerRow, sheet }: ImportPlan, { columns, ...recognised }: RecognisedFile): void {
  const missing = recordFields.map((field) => mapping[field]).find((column) => column !== undefined && !columns.includes(column));
  if (missing !== undefined) throw new Refusal("INVALID", `The file has no column "${missing.slice(0, 100)}".`, "mapping");
  if (headerRow !== recognised.headerRow || sheet !== recognised.sheet) throw new Refusal("INVALID", "Look the file through again with the chosen row or sheet first.", "mapping");
  if (!mapping.url && !mapping.title && !mapping.text) throw new Refusal("INVALID", "Say which column holds the address, the headline or the text.", "mapping");
}

export interface PreviewedRow {
  rowNumber: number;
  /** Where the row stands in the file, where that is known. */
  line: number | null;
  outcome: "new" | "existing" | "refused";
  reason: string;
  title: string;
  outlet: string;
  url: string;
  /** The moment or day that is understood; empty without a date. */
  published: string;
  text: string;
}

export interface Preview {
  rows: PreviewedRow[];
  dates: DateDecision | null;
}

/** What the first rows of the file become under a plan; nothing is written. Needs `viewer`. */
export async function previewImport(scope: Scope, input: PlanInput): Promise<Preview> {
  requireRole(scope, "viewer");
  const { importId, plan } = planImportShape.parse(input);
  const [row] = await scope.db.select({ recognised: imports.recognised }).from(imports).where(own(scope, importId));
  if (!row) throw notFound("import");
  const recognised = row.recognised as RecognisedFile | null;
  if (recognised === null) return { rows: [], dates: null };
  const evidence = recognised.dates[plan.mapping.publishedAt ?? ""];
  const isFeedList = recognised.format === "feed-list";
  const judge = openJudge({ timeZone: scope.workspace.timeZone, now: scope.now(), plan }, isFeedList);
  const judged = recognised.samples.map((sample) => {
    const place = { rowNumber: sample.rowNumber, line: sample.line ?? undefined };
    if ("refused" in sample) return { sample, judged: judge({ ...place, ok: false, reason: sample.refused }), cell: () => "" };
    const cell = (field: (typeof recordFields)[number]) => sample.cells[recognised.columns.indexOf(plan.mapping[field] ?? "")] ?? "";
    const record = Object.fromEntries(recordFields.flatMap((field) => (cell(field).trim() === "" ? [] : [[field, cell(field)]])));
    return { sample, judged: Object.keys(record).length === 0 ? judge({ ...place, ok: false, reason: "The row is empty." }) : judge({ ...place, ok: true, record }), cell };
  });
  const keys = judged.map(({ judged: one }) => ("feed" in one ? one.feed.url : "article" in one ? one.article.addressKey : null));
  const known = isFeedList ? await knownFeeds(scope, keys) : await knownAddresses(scope, keys);
  const seen = new Set<string>();
  const rows = judged.map(({ sample, judged: one, cell }, at): PreviewedRow => {
    const base = { rowNumber: sample.rowNumber, line: sample.line, reason: "", title: cell("title"), outlet: cell("outlet"), url: cell("url"), published: cell("publishedAt"), text: cell("text") };
    if ("refused" in one) return { ...base, outcome: "refused", reason: one.refused };
    const key = keys[at] ?? null;
    const isKnown = key !== null && (known.has(key) || seen.has(key));
    if (key !== null) seen.add(key);
    const outcome = isKnown ? "existing" : "new";
    if ("feed" in one) return { ...base, outcome, url: one.feed.url, title: one.feed.title ?? "" };
    const { title, text, outlet, url, published } = one.article;
    return { ...base, outcome, title: displayTitle(title, text), outlet: outlet.name, url: url ?? "", published: published.at ?? published.day ?? "" };
  });
  return { rows, dates: evidence ? decideDates(evidence) : null };
}

async function knownAddresses(scope: Scope, keys: readonly (string | null)[]): Promise<Set<string>> {
  const wanted = keys.filter((key) => key !== null);
  if (wanted.length === 0) return new Set();
  const hashOf = new Map(wanted.map((key) => [hashText(`address:${key}`).toString("hex"), key]));
  const rows = await scope.db
    .select({ hash: sql<string>`encode(${addresses.hash}, 'hex')` })
    .from(addresses)
    .where(and(eq(addresses.workspaceId, scope.workspace.id), inArray(addresses.hash, [...hashOf.keys()].map((hex) => Buffer.from(hex, "hex")))));
  return new Set(rows.map(({ hash }) => hashOf.get(hash)!));
}

async function knownFeeds(scope: Scope, keys: readonly (string | null)[]): Promise<Set<string>> {
  const wanted = keys.filter((key) => key !== null);
  if (wanted.length === 0) return new Set();
  const rows = await scope.db.select({ url: feeds.url, removedAt: feeds.removedAt }).from(feeds).where(and(eq(feeds.workspaceId, scope.workspace.id), inArray(feeds.url, wanted)));
  return new Set(rows.filter(({ removedAt }) => removedAt === null).map(({ url }) => url));
}

const own = (scope: Scope, importId: string) => and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspace.id));

async function refusalOf(scope: Scope, importId: string): Promise<Refusal> {
  const [row] = await scope.db.select({ state: imports.state }).from(imports).where(own(scope, importId));
  return row ? new Refusal("CONFLICT", `The import is ${row.state} now; reload to see where it stands.`) : notFound("import");
}
