import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { themes } from "@/db/schema";
import type { Slide } from "@/server/core/meetings/meeting-shapes";
import { addArticle } from "@/server/services/articles/add-article";
import { deleteArticles } from "@/server/services/articles/trash-articles";
import { addMeetingDecision, removeMeetingDecision, restoreMeetingDecision } from "@/server/services/meetings/decisions";
import { getMeeting } from "@/server/services/meetings/get-meeting";
import { changeMeeting, createMeeting, deleteMeeting, endMeeting, listMeetings, restoreMeeting, startMeeting } from "@/server/services/meetings/meetings";
import { createSnapshot, deleteSnapshot } from "@/server/services/snapshots/snapshots";
import { saveRule } from "@/server/services/themes/save-rule";
import { addAnnotation } from "@/server/services/trends/annotations";
import { addGap } from "@/server/services/trends/gaps";
import { listOutlets } from "@/server/services/trends/list-outlets";
import { addDays } from "@/server/core/trends/days";
import { aSlide } from "@/tests/support/meeting-place";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

let nowMs = Date.parse("2025-06-02T09:00:00Z");
const now = () => new Date(nowMs);
const pass = (days: number) => (nowMs += days * 86_400_000);

describe("meetings", () => {
  let house: TestHouse;
  const add = (day: string, i: number, isAbout: boolean) =>
    addArticle(house.as("analyst"), { requestId: newId(), draft: { url: `https://paper.example/${day}/${i}`, title: `Report ${day} ${i}`, outlet: "Paper", author: "", language: "en", publishedAt: day, text: `Number ${i} of ${day}. ${isAbout ? "Ministers discussed the transfer of frozen Russian assets to Ukraine." : "The harvest was good."}` } });
  const plan = async (title: string, slides: Slide[] = [aSlide("Assets rose"), aSlide("Stories", "unit=stories")]) => (await createMeeting(house.as("analyst"), { requestId: newId(), title, day: "2025-06-02", slides })).meetingId;

  beforeAll(async () => {
    house = await openTestHouse(now);
    for (let week = 0; week < 12; week++) for (let i = 0; i < 6; i++) await add(addDays("2025-03-10", week * 7 + i), i, i === 0 && week % 3 === 0);
    await house.work();
  });
  afterAll(() => house.close());

  it("freeze one view for each slide when they begin, and look at nothing else afterwards", async () => {
    const scope = house.as("analyst");
    const meetingId = await plan("Monday");
    expect((await getMeeting(house.as("viewer"), { meetingId })).views).toEqual([]);
    await startMeeting(scope, { meetingId });
    const begun = await getMeeting(house.as("viewer"), { meetingId });
    expect(begun).toMatchObject({ state: "running", startedAt: now().toISOString() });
    expect(begun.views.map(({ title, unit }) => [title, unit])).toEqual([["Assets rose", "articles"], ["Stories", "stories"]]);
    const { articleId } = await add("2025-05-28", 99, true);
    await house.work();
    await startMeeting(scope, { meetingId });
    expect((await getMeeting(house.as("viewer"), { meetingId })).views).toEqual(begun.views);
    await deleteArticles(scope, { articleIds: [articleId] });
    await expect(changeMeeting(scope, { meetingId, basedOnRevision: begun.revision, slides: [] })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("write down what was decided and which notes were made while they ran", async () => {
    const scope = house.as("analyst");
    const meetingId = await plan("With decisions");
    await addAnnotation(scope, { requestId: newId(), fromDay: "2025-05-01", text: "Before it" });
    await expect(addMeetingDecision(scope, { requestId: newId(), meetingId, text: "Too early" })).rejects.toMatchObject({ code: "CONFLICT" });
    pass(1);
    await startMeeting(scope, { meetingId });
    const requestId = newId();
    const { decisionId } = await addMeetingDecision(scope, { requestId, meetingId, text: "Watch the loan" });
    expect(await addMeetingDecision(scope, { requestId, meetingId, text: "Watch the loan" })).toEqual({ decisionId });
    nowMs += 60_000;
    await addAnnotation(scope, { requestId: newId(), fromDay: "2025-05-05", text: "During it" });
    nowMs += 60_000;
    await endMeeting(scope, { meetingId });
    nowMs += 60_000;
    await addAnnotation(scope, { requestId: newId(), fromDay: "2025-05-06", text: "After it" });
    const over = await getMeeting(house.as("viewer"), { meetingId });
    expect(over.state).toBe("over");
    expect(over.decisions.map(({ text, by }) => [text, by])).toEqual([["Watch the loan", "The analyst"]]);
    expect(over.annotations.map(({ text }) => text)).toEqual(["During it"]);
    await removeMeetingDecision(scope, { decisionId });
    expect((await getMeeting(scope, { meetingId })).decisions).toEqual([]);
    await restoreMeetingDecision(scope, { decisionId });
    const { revision } = await getMeeting(scope, { meetingId });
    await changeMeeting(scope, { meetingId, basedOnRevision: revision, minutes: "We talked." });
    await expect(changeMeeting(scope, { meetingId, basedOnRevision: revision, minutes: "Mine" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await getMeeting(scope, { meetingId })).minutes).toBe("We talked.");
  });

  it("tell what changed since the one before: peaks, rules, gaps and late articles, and keep it", async () => {
    const scope = house.as("analyst");
    pass(7);
    for (let i = 0; i < 5; i++) await add("2025-06-04", 200 + i, true);
    for (let i = 0; i < 3; i++) await add("2025-04-15", 300 + i, false);
    await house.db.update(themes).set({ name: "Assets" }).where(eq(themes.name, "Asset transfers"));
    const [theme] = await house.db.select().from(themes).where(eq(themes.name, "Rearmament"));
    await saveRule(scope, { themeId: theme!.id, rule: "rearm*", reason: "Simpler", basedOnVersion: 1 });
    const [outlet] = await listOutlets(scope);
    await addGap(scope, { outletId: outlet!.id, fromDay: "2025-05-20", toDay: "2025-05-22", reason: "The key had run out." });
    await house.work();
    const meetingId = await plan("After a week");
    const { changes } = await getMeeting(house.as("viewer"), { meetingId });
    expect(changes.previous).toMatchObject({ title: "With decisions" });
    expect(changes.rules.map(({ theme: name, number, reason, by }) => [name, number, reason, by])).toEqual([["Rearmament", 2, "Simpler", "The analyst"]]);
    expect(changes.gaps.map(({ fromDay, reason }) => [fromDay, reason])).toEqual([["2025-05-20", "The key had run out."]]);
    expect(changes.late).toEqual({ articles: 3, from: "2025-04-15", to: "2025-04-15" });
    expect(changes.peaks.map(({ theme: name, start, count }) => [name, start, count])).toEqual([["Assets", "2025-06-02", 5]]);
    expect(changes.peaks[0]!.story).toMatchObject({ outlet: "Paper" });
    await startMeeting(scope, { meetingId });
    const kept = (await getMeeting(scope, { meetingId })).changes;
    pass(3);
    await addGap(scope, { outletId: outlet!.id, fromDay: "2025-05-25", toDay: "2025-05-26", reason: "Another." });
    expect((await getMeeting(scope, { meetingId })).changes).toEqual(kept);
  });

  it("show slides of earlier snapshots as they were, and refuse to begin over one that is gone", async () => {
    const scope = house.as("analyst");
    const { snapshotId } = await createSnapshot(scope, { requestId: newId(), name: "Kept", views: [{ title: "Old", query: "from=2025-03-01&to=2025-03-31", show: "lines" }] });
    const source = { kind: "snapshot" as const, snapshotId, view: 0 };
    await expect(plan("Wrong", [{ ...aSlide("Nothing"), source: { ...source, view: 7 } }])).rejects.toMatchObject({ code: "NOT_FOUND" });
    const meetingId = await plan("Mixed", [aSlide("Now"), { ...aSlide("Then"), source }]);
    pass(1);
    await deleteSnapshot(scope, { snapshotId });
    await expect(startMeeting(scope, { meetingId })).rejects.toMatchObject({ code: "CONFLICT" });
    const { restoreSnapshot } = await import("@/server/services/snapshots/snapshots");
    await restoreSnapshot(scope, { snapshotId });
    await startMeeting(scope, { meetingId });
    const { views } = await getMeeting(scope, { meetingId });
    expect(views.map(({ title, from }) => [title, from === "2025-03-01"])).toEqual([["Now", false], ["Then", true]]);
    expect(views[0]!.asOf > views[1]!.asOf).toBe(true);
  });

  it("are planned by analysts only, deleted and brought back", async () => {
    await expect(createMeeting(house.as("viewer"), { requestId: newId(), title: "No", day: "2025-06-02", slides: [] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const meetingId = await plan("Gone", []);
    await expect(startMeeting(house.as("analyst"), { meetingId })).rejects.toMatchObject({ code: "CONFLICT" });
    await deleteMeeting(house.as("analyst"), { meetingId });
    await expect(getMeeting(house.as("viewer"), { meetingId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await restoreMeeting(house.as("analyst"), { meetingId });
    expect((await listMeetings(house.as("viewer"))).map(({ title }) => title)).toContain("Gone");
  });
});
