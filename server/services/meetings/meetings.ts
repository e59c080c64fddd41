import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { meetings, users } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { meetingChangeShape, meetingIdShape, newMeetingShape, type Slide, slidesShape } from "@/server/core/meetings/meeting-shapes";
import type { SnapshotPayload } from "@/server/core/snapshots/snapshot-shape";
import { normaliseQuery } from "@/server/core/views/view-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { deriveId } from "@/server/services/derive-id";
import { changesSince } from "@/server/services/meetings/changes-since";
import { mendJson } from "@/server/services/mend-json";
import { actorUserId, type Connection, requireRole, type Scope } from "@/server/services/scope";
import { freezeViews, insertSnapshot, readPayloads } from "@/server/services/snapshots/snapshots";

export type MeetingState = "planned" | "running" | "over";

export interface ListedMeeting {
  id: string;
  title: string;
  day: string;
  state: MeetingState;
  slides: number;
  decisions: number;
  by: string | null;
}

const stateOf = ({ startedAt, endedAt }: { startedAt: Date | null; endedAt: Date | null }): MeetingState => (startedAt === null ? "planned" : endedAt === null ? "running" : "over");

/** Meetings, the latest day first. Needs `viewer`. */
export async function listMeetings(scope: Scope): Promise<ListedMeeting[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db
    .select({
      id: meetings.id,
      title: meetings.title,
      day: meetings.day,
      startedAt: meetings.startedAt,
      endedAt: meetings.endedAt,
      slides: sql<number>`jsonb_array_length(${meetings.slides})`,
      decisions: sql<number>`(select count(*)::int from meeting_decisions d where d.meeting_id = ${meetings.id} and d.deleted_at is null)`,
      by: users.name,
    })
    .from(meetings)
    .leftJoin(users, eq(users.id, meetings.createdBy))
    .where(and(eq(meetings.workspaceId, scope.workspace.id), isNull(meetings.deletedAt)))
    .orderBy(desc(meetings.day), desc(meetings.createdAt))
    .limit(500);
  return rows.map(({ startedAt, endedAt, ...row }) => ({ ...row, state: stateOf({ startedAt, endedAt }) }));
}

/** A meeting of the workspace that is not deleted, or NOT_FOUND. */
export async function findMeeting(db: Connection, scope: Scope, meetingId: string, isDeleted = false) {
  const [row] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.id, meetingId), eq(meetings.workspaceId, scope.workspace.id), isDeleted ? isNotNull(meetings.deletedAt) : isNull(meetings.deletedAt)));
  if (!row) throw notFound("meeting");
  return row;
}

/** Slides as they are kept; one that names a snapshot of another workspace, or none, is refused. */
async function checkSlides(db: Connection, scope: Scope, slides: Slide[]): Promise<Slide[]> {
  const ids = [...new Set(slides.flatMap(({ source }) => (source.kind === "snapshot" ? [source.snapshotId] : [])))];
  const payloads = await readPayloads(db, scope, ids);
  for (const { source } of slides) if (source.kind === "snapshot" && !payloads.get(source.snapshotId)?.views[source.view]) throw notFound("snapshot");
  return mendJson(slides).map((slide) => (slide.source.kind === "view" ? { ...slide, source: { ...slide.source, query: normaliseQuery("trends", slide.source.query) } } : slide));
}

/** Plans a meeting; the same request twice is one. Needs `analyst`. */
export async function createMeeting(scope: Scope, input: z.input<typeof newMeetingShape>): Promise<{ meetingId: string }> {
  requireRole(scope, "analyst");
  const { requestId, title, day, slides } = newMeetingShape.parse(input);
  const meetingId = deriveId(scope.workspace.id, requestId, "meeting");
  await scope.db.transaction(async (tx) => {
    const made = await tx
      .insert(meetings)
      .values({ id: meetingId, workspaceId: scope.workspace.id, title, day, slides: await checkSlides(tx, scope, slides), createdBy: actorUserId(scope.actor), createdAt: scope.now() })
      .onConflictDoNothing()
      .returning({ id: meetings.id });
    if (made.length > 0) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "meeting.create", subjectId: meetingId, detail: { title, day } });
  });
  return { meetingId };
}

/** Changes a meeting as it was seen: title, day, minutes, and until it begins its slides. Refuses with CONFLICT when somebody else changed it meanwhile. Needs `analyst`. */
export async function changeMeeting(scope: Scope, input: z.input<typeof meetingChangeShape>): Promise<{ revision: number }> {
  requireRole(scope, "analyst");
  const { meetingId, basedOnRevision, ...changes } = meetingChangeShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const meeting = await findMeeting(tx, scope, meetingId);
    if (changes.slides && meeting.startedAt) throw new Refusal("CONFLICT", "The meeting has begun; its slides stay as they were shown.");
    const slides = changes.slides ? await checkSlides(tx, scope, changes.slides) : undefined;
    const [changed] = await tx
      .update(meetings)
      .set({ revision: basedOnRevision + 1, title: changes.title, day: changes.day, minutes: changes.minutes, slides })
      .where(and(eq(meetings.id, meetingId), eq(meetings.revision, basedOnRevision)))
      .returning({ revision: meetings.revision });
    if (!changed) throw new Refusal("CONFLICT", "Somebody else changed this meeting meanwhile. What you typed is still here; read theirs and save once more.");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "meeting.change", subjectId: meetingId, detail: { title: changes.title ?? meeting.title } });
    return changed;
  });
}

/** Begins a meeting: everything it looks at is frozen at one instant, one view for each slide. Saying it twice begins it once. Needs `analyst`. */
export async function startMeeting(scope: Scope, input: z.input<typeof meetingIdShape>): Promise<{ snapshotId: string }> {
  requireRole(scope, "analyst");
  const { meetingId } = meetingIdShape.parse(input);
  const snapshotId = deriveId(scope.workspace.id, meetingId, "meeting-snapshot");
  return scope.db.transaction(
    async (tx) => {
      const meeting = await findMeeting(tx, scope, meetingId);
      if (meeting.snapshotId) return { snapshotId: meeting.snapshotId };
      const slides = slidesShape.parse(meeting.slides);
      if (slides.length === 0) throw new Refusal("CONFLICT", "Add a slide first: there is nothing to look at yet.");
      const payload = await freezeSlides(scope, tx, slides);
      const changes = await changesSince({ ...scope, db: tx as unknown as Database }, meetingId, scope.now());
      await insertSnapshot(tx, scope, { snapshotId, name: `${meeting.title}, ${meeting.day}`.slice(0, 120), payload: { ...payload, changes } });
      await tx.update(meetings).set({ snapshotId, startedAt: scope.now(), endedAt: null, revision: meeting.revision + 1 }).where(eq(meetings.id, meetingId));
      await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "meeting.start", subjectId: meetingId, detail: { title: meeting.title, slides: slides.length } });
      return { snapshotId };
    },
    { isolationLevel: "repeatable read" },
  );
}

/** One view for each slide: frozen now, or taken over as it was frozen before. */
async function freezeSlides(scope: Scope, tx: Transaction, slides: Slide[]): Promise<SnapshotPayload> {
  const live = slides.flatMap(({ source, headline }) => (source.kind === "view" ? [{ title: headline, query: source.query, show: source.show }] : []));
  const frozen = await freezeViews(scope, tx, live);
  const earlier = await readPayloads(tx, scope, [...new Set(slides.flatMap(({ source }) => (source.kind === "snapshot" ? [source.snapshotId] : [])))]);
  let next = 0;
  const placed = slides.map(({ source, headline }) => {
    if (source.kind === "view") {
      const at = next++;
      return { view: frozen.views[at]!, query: frozen.queries[at]! };
    }
    const payload = earlier.get(source.snapshotId);
    const view = payload?.views[source.view];
    if (!payload || !view) throw new Refusal("CONFLICT", `The snapshot behind the slide “${headline}” was deleted. Bring it back or take the slide out.`);
    return { view: { ...view, title: headline }, query: payload.queries[source.view] ?? "" };
  });
  return { ...frozen, views: placed.map(({ view }) => view), queries: placed.map(({ query }) => query) };
}

/** Ends a running meeting; its minutes can be written on. Needs `analyst`. */
export async function endMeeting(scope: Scope, input: z.input<typeof meetingIdShape>): Promise<void> {
  requireRole(scope, "analyst");
  const { meetingId } = meetingIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const meeting = await findMeeting(tx, scope, meetingId);
    if (!meeting.startedAt) throw new Refusal("CONFLICT", "The meeting has not begun.");
    if (meeting.endedAt) return;
    await tx.update(meetings).set({ endedAt: scope.now() }).where(eq(meetings.id, meetingId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "meeting.end", subjectId: meetingId, detail: { title: meeting.title } });
  });
}

/** Takes a meeting off the list; its snapshot stays. Needs `analyst`. */
export const deleteMeeting = (scope: Scope, input: z.input<typeof meetingIdShape>): Promise<void> => setDeleted(scope, input, true);

/** Brings a deleted meeting back. Needs `analyst`. */
export const restoreMeeting = (scope: Scope, input: z.input<typeof meetingIdShape>): Promise<void> => setDeleted(scope, input, false);

async function setDeleted(scope: Scope, input: z.input<typeof meetingIdShape>, isDeleted: boolean): Promise<void> {
  requireRole(scope, "analyst");
  const { meetingId } = meetingIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const meeting = await findMeeting(tx, scope, meetingId, !isDeleted);
    await tx.update(meetings).set({ deletedAt: isDeleted ? scope.now() : null }).where(eq(meetings.id, meetingId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isDeleted ? "meeting.delete" : "meeting.restore", subjectId: meetingId, detail: { title: meeting.title } });
  });
}
