import { and, asc, eq, gte, isNull, lte } from "drizzle-orm";
import type { z } from "zod";
import { annotations, meetingDecisions, snapshots, themes, users } from "@/db/schema";
import type { MeetingChanges } from "@/server/core/meetings/changes-shape";
import { meetingIdShape, type Slide, slidesShape } from "@/server/core/meetings/meeting-shapes";
import { type FrozenView, type SnapshotPayload, snapshotPayloadShape } from "@/server/core/snapshots/snapshot-shape";
import { requireRole, type Scope } from "@/server/services/scope";
import { changesSince } from "@/server/services/meetings/changes-since";
import { findMeeting, type MeetingState } from "@/server/services/meetings/meetings";

export interface OpenedMeeting {
  id: string;
  title: string;
  day: string;
  state: MeetingState;
  revision: number;
  slides: Slide[];
  minutes: string;
  startedAt: string | null;
  endedAt: string | null;
  snapshotId: string | null;
  decisions: { id: string; slideId: string | null; text: string; by: string | null; at: string }[];
  /** Notes on the chart that people made while the meeting ran. */
  annotations: { id: string; fromDay: string; toDay: string | null; text: string; theme: string | null; by: string | null; at: string }[];
  changes: MeetingChanges;
  /** One frozen view for each slide, in the same order; none until the meeting begins. */
  views: FrozenView[];
}

/** A meeting with everything that its slides and its minutes show, so that nothing has to be asked for later. Needs `viewer`. */
export async function getMeeting(scope: Scope, input: z.input<typeof meetingIdShape>): Promise<OpenedMeeting> {
  requireRole(scope, "viewer");
  const { meetingId } = meetingIdShape.parse(input);
  const row = await findMeeting(scope.db, scope, meetingId);
  const [payload, decisions, notes] = await Promise.all([
    row.snapshotId ? frozenOf(scope, row.snapshotId) : null,
    decisionsOf(scope, meetingId),
    row.startedAt ? notesOf(scope, row.startedAt, row.endedAt ?? scope.now()) : [],
  ]);
  return {
    id: row.id,
    title: row.title,
    day: row.day,
    state: row.startedAt === null ? "planned" : row.endedAt === null ? "running" : "over",
    revision: row.revision,
    slides: slidesShape.parse(row.slides),
    minutes: row.minutes,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    snapshotId: row.snapshotId,
    decisions,
    annotations: notes,
    changes: payload?.changes ?? (await changesSince(scope, meetingId, row.startedAt ?? scope.now())),
    views: payload?.views ?? [],
  };
}

/** The meeting's own numbers, also when somebody took their snapshot off the list. */
async function frozenOf(scope: Scope, snapshotId: string): Promise<SnapshotPayload> {
  const [row] = await scope.db.select({ payload: snapshots.payload }).from(snapshots).where(and(eq(snapshots.id, snapshotId), eq(snapshots.workspaceId, scope.workspace.id)));
  return snapshotPayloadShape.parse(row!.payload);
}

async function decisionsOf(scope: Scope, meetingId: string): Promise<OpenedMeeting["decisions"]> {
  const rows = await scope.db
    .select({ id: meetingDecisions.id, slideId: meetingDecisions.slideId, text: meetingDecisions.text, by: users.name, at: meetingDecisions.createdAt })
    .from(meetingDecisions)
    .leftJoin(users, eq(users.id, meetingDecisions.createdBy))
    .where(and(eq(meetingDecisions.meetingId, meetingId), eq(meetingDecisions.workspaceId, scope.workspace.id), isNull(meetingDecisions.deletedAt)))
    .orderBy(asc(meetingDecisions.createdAt), asc(meetingDecisions.id))
    .limit(500);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function notesOf(scope: Scope, from: Date, to: Date): Promise<OpenedMeeting["annotations"]> {
  const rows = await scope.db
    .select({ id: annotations.id, fromDay: annotations.fromDay, toDay: annotations.toDay, text: annotations.text, theme: themes.name, by: users.name, at: annotations.createdAt })
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.createdBy))
    .leftJoin(themes, eq(themes.id, annotations.themeId))
    .where(and(eq(annotations.workspaceId, scope.workspace.id), isNull(annotations.deletedAt), gte(annotations.createdAt, from), lte(annotations.createdAt, to)))
    .orderBy(asc(annotations.createdAt), asc(annotations.id))
    .limit(200);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
