import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { annotations } from "@/db/schema";
import { exportArticles } from "@/server/services/articles/export-articles";
import { listAudit } from "@/server/services/audit/list-audit";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { addAnnotation, editAnnotation, removeAnnotation, restoreAnnotation } from "@/server/services/trends/annotations";
import { coverageSeries } from "@/server/services/trends/coverage-series";
import { type ExportedFile, exportSeries } from "@/server/services/trends/export-series";
import { readWorkbook } from "@/tests/support/read-workbook";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const RANGE = { from: "2025-03-03", to: "2025-03-16" };

async function bytesOf(file: Promise<ExportedFile>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of (await file).parts) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

describe("notes on the time axis", () => {
  let house: TestHouse;
  let themeIds: string[];
  beforeAll(async () => {
    house = await openTestHouse(() => new Date("2025-03-20T09:00:00Z"));
    themeIds = (await activeThemes(house.db, house.workspace.id)).map(({ id }) => id);
  });
  afterAll(() => house.close());

  const shown = async (themes?: string[]) => (await coverageSeries(house.as("viewer"), { filter: { ...RANGE, themes }, bucket: "week", unit: "articles" })).annotations;

  it("is added once, however often the request is repeated, also at the same time", async () => {
    const request = { requestId: newId(), fromDay: "2025-03-05", toDay: "2025-03-07", text: "The summit" };
    const answers = await Promise.all([1, 2, 3].map(() => addAnnotation(house.as("analyst"), request)));
    expect(new Set(answers.map(({ annotationId }) => annotationId)).size).toBe(1);
    expect(await shown()).toEqual([{ id: answers[0]!.annotationId, themeId: null, fromDay: "2025-03-05", toDay: "2025-03-07", text: "The summit", author: "The analyst" }]);
    await removeAnnotation(house.as("admin"), { annotationId: answers[0]!.annotationId });
  });

  it("is edited, removed and brought back, and each change can be undone", async () => {
    const { annotationId } = await addAnnotation(house.as("analyst"), { requestId: newId(), themeId: themeIds[0]!, fromDay: "2025-03-05", text: "Frist" });
    const { before } = await editAnnotation(house.as("admin"), { annotationId, themeId: themeIds[1]!, fromDay: "2025-03-06", toDay: "2025-03-10", text: "First" });
    expect(before).toEqual({ themeId: themeIds[0], fromDay: "2025-03-05", toDay: null, text: "Frist" });
    expect(await shown()).toMatchObject([{ themeId: themeIds[1], fromDay: "2025-03-06", toDay: "2025-03-10", text: "First", author: "The analyst" }]);
    await editAnnotation(house.as("analyst"), { annotationId, ...before });
    expect(await shown()).toMatchObject([before]);
    await removeAnnotation(house.as("analyst"), { annotationId });
    expect(await shown()).toEqual([]);
    await expect(removeAnnotation(house.as("analyst"), { annotationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await restoreAnnotation(house.as("analyst"), { annotationId });
    expect(await shown()).toHaveLength(1);
    await expect(restoreAnnotation(house.as("analyst"), { annotationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const verbs = (await listAudit(house.as("admin"), { search: "annotation" })).entries.map(({ verb }) => verb);
    expect(verbs.slice(0, 4)).toEqual(["annotation.restore", "annotation.remove", "annotation.edit", "annotation.edit"]);
    await removeAnnotation(house.as("analyst"), { annotationId });
  });

  it("refuses viewers, disorder, foreign themes, and changes nothing then", async () => {
    const { annotationId } = await addAnnotation(house.as("analyst"), { requestId: newId(), fromDay: "2025-03-05", text: "Stays" });
    const edit = { annotationId, fromDay: "2025-03-06", text: "Other" };
    await expect(addAnnotation(house.as("viewer"), { requestId: newId(), fromDay: "2025-03-05", text: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(editAnnotation(house.as("viewer"), edit)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(removeAnnotation(house.as("viewer"), { annotationId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(editAnnotation(house.as("analyst"), { ...edit, toDay: "2025-03-01" })).rejects.toThrow("before the first");
    await expect(editAnnotation(house.as("analyst"), { ...edit, themeId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await shown()).toMatchObject([{ text: "Stays" }]);
    await house.db.delete(annotations).where(eq(annotations.id, annotationId));
  });

  it("leaves lists with a sheet that says what they hold", async () => {
    const book = readWorkbook(await bytesOf(exportArticles(house.as("viewer"), { filter: { ...RANGE, themes: themeIds.slice(0, 1), q: "talks" }, unit: "stories" }, "xlsx")));
    expect(Object.keys(book)).toEqual(["Articles", "Method"]);
    const says = new Map(book.Method!.map(([what, value]) => [what, value]));
    expect(says.get("Rows")).toBe("stories");
    expect(says.get("Filter: words")).toBe("talks");
    expect([...says.keys()].filter((what) => String(what).startsWith("Rule: "))).toHaveLength(1);
  });

  it("stands on charts of its theme only, and in every export beside the days that it speaks about", async () => {
    await addAnnotation(house.as("analyst"), { requestId: newId(), fromDay: "2025-03-08", toDay: "2025-03-11", text: "=Talks, again" });
    await addAnnotation(house.as("analyst"), { requestId: newId(), themeId: themeIds[1]!, fromDay: "2025-03-12", text: "Budget" });
    expect((await shown([themeIds[0]!])).map(({ text }) => text)).toEqual(["=Talks, again"]);
    expect((await shown([themeIds[1]!])).map(({ text }) => text)).toEqual(["=Talks, again", "Budget"]);

    const request = { filter: { ...RANGE, themes: themeIds.slice(0, 2) }, bucket: "week" as const, unit: "articles" as const };
    const lines = (await bytesOf(exportSeries(house.as("viewer"), request, "csv"))).toString("utf8").trim().split("\r\n");
    expect(lines[0]).toMatch(/note,annotations$/);
    const notes = (start: string) => lines.filter((line) => line.startsWith(start)).map((line) => ["Talks, again (The analyst)", "Budget (The analyst)"].filter((text) => line.includes(text)).length);
    expect(notes("2025-03-03")).toEqual([1, 1]);
    expect(notes("2025-03-10")).toEqual([1, 2]);
    const book = readWorkbook(await bytesOf(exportSeries(house.as("viewer"), request, "xlsx")));
    const method = book.Method!.filter(([what]) => String(what).startsWith("Note: ")).map(([what, , text]) => [what, text]);
    expect(method).toEqual([
      ["Note: all themes", "(until 2025-03-11) =Talks, again (The analyst)"],
      [expect.stringMatching(/^Note: (?!all)/), "Budget (The analyst)"],
    ]);
  });
});
