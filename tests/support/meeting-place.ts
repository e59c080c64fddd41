import { newId } from "@/db/new-id";
import { createBoard, deleteBoard } from "@/server/services/boards/boards";
import { addMeetingDecision, removeMeetingDecision } from "@/server/services/meetings/decisions";
import { createMeeting, deleteMeeting, startMeeting } from "@/server/services/meetings/meetings";
import type { Scope } from "@/server/services/scope";
import { createShareLink } from "@/server/services/snapshots/share-links";
import { createSnapshot, deleteSnapshot } from "@/server/services/snapshots/snapshots";
import { deleteView, saveView } from "@/server/services/views/views";

export const aSlide = (headline: string, query = "") => ({ id: newId(), headline, points: "", notes: `${headline} notes`, source: { kind: "view" as const, query, show: "all" as const } });

/** One of everything that a meeting is made of, each text of it marked. */
export async function fillMeetings(scope: Scope, mark: string) {
  const query = "from=2025-03-01&to=2025-03-09";
  const view = async (name: string) => (await saveView(scope, { requestId: newId(), kind: "trends", name: `${mark} ${name}`, query, visibility: "workspace" })).viewId;
  const board = async (name: string) => (await createBoard(scope, { requestId: newId(), name: `${mark} ${name}`, query, panels: [{ id: newId(), title: `${mark} panel`, query: "", show: "lines", width: "full" }], visibility: "workspace" })).boardId;
  const snapshot = async (name: string) => (await createSnapshot(scope, { requestId: newId(), name: `${mark} ${name}`, views: [{ title: `${mark} view`, query, show: "all" }] })).snapshotId;
  const meeting = async (title: string) => (await createMeeting(scope, { requestId: newId(), title: `${mark} ${title}`, day: "2025-03-10", slides: [aSlide(`${mark} slide`, query)] })).meetingId;
  const ids = {
    view: await view("view"),
    deletedView: await view("old view"),
    board: await board("board"),
    deletedBoard: await board("old board"),
    snapshot: await snapshot("snapshot"),
    deletedSnapshot: await snapshot("old snapshot"),
    meeting: await meeting("meeting"),
    runningMeeting: await meeting("running meeting"),
    deletedMeeting: await meeting("old meeting"),
  };
  await deleteView(scope, { viewId: ids.deletedView });
  await deleteBoard(scope, { boardId: ids.deletedBoard });
  await deleteSnapshot(scope, { snapshotId: ids.deletedSnapshot });
  await deleteMeeting(scope, { meetingId: ids.deletedMeeting });
  await startMeeting(scope, { meetingId: ids.runningMeeting });
  const { shareLinkId: shareLink, token: shareToken } = await createShareLink(scope, { requestId: newId(), snapshotId: ids.snapshot, days: 7 });
  const decide = async () => (await addMeetingDecision(scope, { requestId: newId(), meetingId: ids.runningMeeting, text: `${mark} decision` })).decisionId;
  const removedDecision = await decide();
  await removeMeetingDecision(scope, { decisionId: removedDecision });
  return { ...ids, shareLink, shareToken, decision: await decide(), removedDecision };
}
