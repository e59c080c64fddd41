import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { members } from "@/db/schema";
import type { Scope } from "@/server/services/scope";
import { changeBoard, createBoard, deleteBoard, getBoard, listBoards, restoreBoard } from "@/server/services/boards/boards";
import { changeView, deleteView, listViews, restoreView, saveView } from "@/server/services/views/views";
import { addVisitor } from "@/tests/support/people";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

describe("saved views and boards", () => {
  let house: TestHouse;
  let colleague: Scope;

  beforeAll(async () => {
    house = await openTestHouse();
    const { userId } = await addVisitor(house, house.workspace.id, null);
    await house.db.insert(members).values({ workspaceId: house.workspace.id, userId, role: "analyst" });
    colleague = { ...house.as("analyst"), actor: { kind: "member", userId, name: "Colleague", sessionId: null, role: "analyst" } };
  });
  afterAll(() => house.close());

  const save = (scope: Scope, over: Partial<Parameters<typeof saveView>[1]> = {}) => saveView(scope, { requestId: newId(), kind: "trends", name: "A view", query: "unit=stories", visibility: "workspace", ...over });
  const namesOf = async (scope: Scope, kind: "trends" | "articles" = "trends") => (await listViews(scope, { kind })).map(({ name }) => name);

  it("keeps a query in its one form and drops what makes no sense", async () => {
    await save(house.as("analyst"), { name: "Form", query: "?measure=share&unit=stories&bucket=fortnight&q=loan&from=2025-02-30" });
    await save(house.as("analyst"), { name: "Search", kind: "articles", query: "q=loan&bucket=week&dated=undated" });
    expect((await listViews(house.as("viewer"), { kind: "trends" })).find(({ name }) => name === "Form")!.query).toBe("q=loan&unit=stories");
    expect((await listViews(house.as("viewer"), { kind: "articles" })).find(({ name }) => name === "Search")!.query).toBe("q=loan&dated=undated");
  });

  it("shows a private view to nobody else, and lets nobody else touch it", async () => {
    const { viewId } = await save(house.as("viewer"), { name: "Mine alone", visibility: "private" });
    expect(await namesOf(house.as("viewer"))).toContain("Mine alone");
    for (const other of [house.as("analyst"), house.as("admin"), colleague]) {
      expect(await namesOf(other)).not.toContain("Mine alone");
      await expect(changeView(other, { viewId, name: "Taken" })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(deleteView(other, { viewId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(changeView(house.as("viewer"), { viewId, visibility: "workspace" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await changeView(house.as("viewer"), { viewId, name: "Mine still" });
    expect(await namesOf(house.as("viewer"))).toContain("Mine still");
  });

  it("lets viewers read the workspace's views and not change them; analysts may, but not take them away", async () => {
    const { viewId } = await save(house.as("analyst"), { name: "Ours" });
    await expect(save(house.as("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(changeView(house.as("viewer"), { viewId, name: "Theirs" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(deleteView(house.as("viewer"), { viewId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await changeView(colleague, { viewId, query: "unit=stories&measure=count" });
    await expect(changeView(colleague, { viewId, visibility: "private" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listViews(house.as("viewer"), {})).find(({ id }) => id === viewId)).toMatchObject({ name: "Ours", query: "unit=stories&measure=count", isMine: false });
  });

  it("takes a view away and brings it back; one request is one view", async () => {
    const requestId = newId();
    const { viewId } = await save(house.as("analyst"), { requestId, name: "Once" });
    expect(await save(house.as("analyst"), { requestId, name: "Once" })).toEqual({ viewId });
    expect((await namesOf(house.as("viewer"))).filter((name) => name === "Once")).toHaveLength(1);
    await deleteView(house.as("analyst"), { viewId });
    expect(await namesOf(house.as("viewer"))).not.toContain("Once");
    await restoreView(house.as("analyst"), { viewId });
    expect(await namesOf(house.as("viewer"))).toContain("Once");
  });

  const panel = (title: string) => ({ id: newId(), title, query: "unit=stories", show: "lines" as const, width: "half" as const });

  it("arranges charts on a board, and lets no two people overwrite each other", async () => {
    const panels = [panel("One"), panel("Two")];
    const { boardId } = await createBoard(house.as("analyst"), { requestId: newId(), name: "Wall", query: "lang=en", panels, visibility: "workspace" });
    const seen = await getBoard(house.as("viewer"), { boardId });
    expect(seen).toMatchObject({ name: "Wall", query: "lang=en", revision: 1, isMine: false });
    await changeBoard(colleague, { boardId, basedOnRevision: 1, panels: panels.toReversed() });
    await expect(changeBoard(house.as("analyst"), { boardId, basedOnRevision: 1, name: "Mine" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await getBoard(house.as("viewer"), { boardId })).panels.map(({ title }) => title)).toEqual(["Two", "One"]);
    await expect(changeBoard(house.as("viewer"), { boardId, basedOnRevision: 2, name: "No" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await deleteBoard(house.as("analyst"), { boardId });
    await expect(getBoard(house.as("viewer"), { boardId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await restoreBoard(house.as("analyst"), { boardId });
    expect((await listBoards(house.as("viewer"))).map(({ name }) => name)).toEqual(["Wall"]);
  });

  it("keeps a private board from everybody else", async () => {
    const { boardId } = await createBoard(house.as("viewer"), { requestId: newId(), name: "Secret", query: "", panels: [panel("One")], visibility: "private" });
    for (const other of [house.as("analyst"), house.as("admin"), colleague]) {
      await expect(getBoard(other, { boardId })).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect((await listBoards(other)).map(({ name }) => name)).not.toContain("Secret");
    }
    await expect(createBoard(house.as("viewer"), { requestId: newId(), name: "Loud", query: "", panels: [], visibility: "workspace" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
