import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { boards, users } from "@/db/schema";
import { notFound, Refusal } from "@/server/core/access/refusal";
import { boardChangeShape, boardIdShape, type BoardPanel, boardPanelsShape, newBoardShape, normaliseBoardQuery } from "@/server/core/boards/board-shapes";
import { normaliseQuery, QUERY_VERSION, type Visibility } from "@/server/core/views/view-shapes";
import { recordAudit } from "@/server/services/audit/record-audit";
import { deriveId } from "@/server/services/derive-id";
import { mendJson } from "@/server/services/mend-json";
import { actorUserId, type Connection, requireRole, type Scope } from "@/server/services/scope";
import { requireMayKeep, visibleTo } from "@/server/services/views/visible-to";

const MOST_BOARDS = 300;

export interface ListedBoard {
  id: string;
  name: string;
  visibility: Visibility;
  isMine: boolean;
  by: string | null;
  panels: number;
  changedAt: string;
}

/** The workspace's boards and the actor's own, by name. Needs `viewer`. */
export async function listBoards(scope: Scope): Promise<ListedBoard[]> {
  requireRole(scope, "viewer");
  const rows = await scope.db
    .select({ id: boards.id, name: boards.name, visibility: boards.visibility, createdBy: boards.createdBy, by: users.name, panels: sql<number>`jsonb_array_length(${boards.panels})`, changedAt: boards.changedAt })
    .from(boards)
    .leftJoin(users, eq(users.id, boards.createdBy))
    .where(and(eq(boards.workspaceId, scope.workspace.id), isNull(boards.deletedAt), visibleTo(scope, boards)))
    .orderBy(asc(sql`lower(${boards.name})`), asc(boards.id))
    .limit(2 * MOST_BOARDS);
  return rows.map(({ createdBy, changedAt, ...row }) => ({ ...row, isMine: createdBy !== null && createdBy === actorUserId(scope.actor), changedAt: changedAt.toISOString() }));
}

export interface OpenedBoard {
  id: string;
  name: string;
  /** The shared filter, as an address carries it. */
  query: string;
  panels: BoardPanel[];
  visibility: Visibility;
  isMine: boolean;
  by: string | null;
  revision: number;
}

async function findBoard(db: Connection, scope: Scope, boardId: string, isDeleted = false) {
  const [row] = await db
    .select()
    .from(boards)
    .where(and(eq(boards.id, boardId), eq(boards.workspaceId, scope.workspace.id), visibleTo(scope, boards), isDeleted ? isNotNull(boards.deletedAt) : isNull(boards.deletedAt)));
  if (!row) throw notFound("board");
  return row;
}

/** One board with its panels; each is drawn by what `previewView` answers. Needs `viewer`. */
export async function getBoard(scope: Scope, input: z.input<typeof boardIdShape>): Promise<OpenedBoard> {
  requireRole(scope, "viewer");
  const { boardId } = boardIdShape.parse(input);
  const row = await findBoard(scope.db, scope, boardId);
  const [author] = row.createdBy ? await scope.db.select({ name: users.name }).from(users).where(eq(users.id, row.createdBy)) : [];
  const { id, name, query, visibility, revision } = row;
  return { id, name, query, visibility, revision, panels: boardPanelsShape.parse(row.panels), isMine: row.createdBy !== null && row.createdBy === actorUserId(scope.actor), by: author?.name ?? null };
}

const normalisePanels = (panels: BoardPanel[]): BoardPanel[] => mendJson(panels).map((panel) => ({ ...panel, query: normaliseQuery("trends", panel.query) }));

/** Makes a board; the same request twice is one. A private board needs `viewer`, the workspace's `analyst`. */
export async function createBoard(scope: Scope, input: z.input<typeof newBoardShape>): Promise<{ boardId: string }> {
  const { requestId, name, query, panels, visibility } = newBoardShape.parse(input);
  requireMayKeep(scope, visibility);
  const boardId = deriveId(scope.workspace.id, requestId, "board");
  await scope.db.transaction(async (tx) => {
    const [held] = await tx.select({ count: sql<number>`count(*)::int` }).from(boards).where(and(eq(boards.workspaceId, scope.workspace.id), isNull(boards.deletedAt), visibleTo(scope, boards)));
    if (held!.count >= MOST_BOARDS) throw new Refusal("CONFLICT", `There are ${MOST_BOARDS} boards already. Delete some that nobody opens.`, "name");
    const made = await tx
      .insert(boards)
      .values({ id: boardId, workspaceId: scope.workspace.id, name, query: normaliseBoardQuery(query), queryVersion: QUERY_VERSION, panels: normalisePanels(panels), visibility, createdBy: actorUserId(scope.actor), createdAt: scope.now(), changedAt: scope.now() })
      .onConflictDoNothing()
      .returning({ id: boards.id });
    if (made.length > 0) await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "board.create", subjectId: boardId, detail: auditName(visibility, name) });
  });
  return { boardId };
}

/** The trail is read by administrators: what somebody keeps for themselves stays unnamed there. */
const auditName = (visibility: Visibility, name: string) => ({ visibility, name: visibility === "workspace" ? name : null });

/** Changes a board as it was seen; refuses with CONFLICT when somebody else changed it meanwhile. */
export async function changeBoard(scope: Scope, input: z.input<typeof boardChangeShape>): Promise<{ revision: number }> {
  requireRole(scope, "viewer");
  const { boardId, basedOnRevision, ...changes } = boardChangeShape.parse(input);
  return scope.db.transaction(async (tx) => {
    const board = await findBoard(tx, scope, boardId);
    const visibility = changes.visibility ?? board.visibility;
    requireMayKeep(scope, board.visibility, visibility);
    if (visibility === "private" && board.visibility === "workspace" && board.createdBy !== actorUserId(scope.actor)) throw new Refusal("FORBIDDEN", "Only whoever made it can keep it for themselves.", "visibility");
    const [changed] = await tx
      .update(boards)
      .set({
        name: changes.name ?? board.name,
        visibility,
        changedAt: scope.now(),
        revision: basedOnRevision + 1,
        ...(changes.query === undefined ? {} : { query: normaliseBoardQuery(changes.query), queryVersion: QUERY_VERSION }),
        ...(changes.panels === undefined ? {} : { panels: normalisePanels(changes.panels) }),
      })
      .where(and(eq(boards.id, boardId), eq(boards.revision, basedOnRevision)))
      .returning({ revision: boards.revision });
    if (!changed) throw new Refusal("CONFLICT", "Somebody else changed this board meanwhile. It is read anew; make your change once more.");
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: "board.change", subjectId: boardId, detail: auditName(visibility, changes.name ?? board.name) });
    return changed;
  });
}

/** Takes a board off the list; `restoreBoard` brings it back. */
export const deleteBoard = (scope: Scope, input: z.input<typeof boardIdShape>): Promise<void> => setDeleted(scope, input, true);

/** Brings a deleted board back. */
export const restoreBoard = (scope: Scope, input: z.input<typeof boardIdShape>): Promise<void> => setDeleted(scope, input, false);

async function setDeleted(scope: Scope, input: z.input<typeof boardIdShape>, isDeleted: boolean): Promise<void> {
  requireRole(scope, "viewer");
  const { boardId } = boardIdShape.parse(input);
  await scope.db.transaction(async (tx) => {
    const board = await findBoard(tx, scope, boardId, !isDeleted);
    requireMayKeep(scope, board.visibility);
    await tx.update(boards).set({ deletedAt: isDeleted ? scope.now() : null }).where(eq(boards.id, boardId));
    await recordAudit(tx, { workspaceId: scope.workspace.id, ...scope }, { verb: isDeleted ? "board.delete" : "board.restore", subjectId: boardId, detail: auditName(board.visibility, board.name) });
  });
}
