import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { articles } from "@/db/schema";
import { addArticle } from "@/server/services/articles/add-article";
import { correctArticle } from "@/server/services/articles/correct-article";
import { getArticle } from "@/server/services/articles/get-article";
import { deleteArticles, restoreArticles } from "@/server/services/articles/trash-articles";
import { enqueueJob } from "@/server/services/jobs/enqueue-job";
import { checkDerived } from "@/server/services/maintenance/check-derived";
import { joinStory } from "@/server/services/stories/join-story";
import { splitStory } from "@/server/services/stories/split-story";
import { undoStory } from "@/server/services/stories/undo-story";
import { NOTHING_CHANGES } from "@/tests/support/faults";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";
import { createRandom, generateText, rewriteText } from "@/tests/unit/stories/generate-text";

describe("stories, as texts change and people decide", () => {
  let house: TestHouse;
  const random = createRandom(5);
  let clock = Date.parse("2025-03-20T12:00:00Z");
  beforeAll(async () => {
    // Each question is asked a second after the one before: the order of decisions is the order of the clock.
    house = await openTestHouse(() => new Date((clock += 1_000)));
  });
  afterAll(() => house.close());

  const report = () => generateText(random, 200);
  const copyOf = (text: string) => rewriteText(random, text, 0.01);
  const add = async (text: string, day = "2025-03-04") => {
    const { articleId } = await addArticle(house.as("analyst"), { requestId: newId(), draft: { url: `https://wire.example/${newId()}`, title: "Report", outlet: "", author: "", language: "", publishedAt: day, text } });
    await house.work();
    return articleId;
  };
  const revise = async (articleId: string, text: string) => {
    const opened = await getArticle(house.as("analyst"), { articleId });
    await correctArticle(house.as("analyst"), { articleId, basedOnRevision: opened.currentRevision, draft: { title: opened.title, outlet: opened.outlet.name, author: "", language: "", publishedAt: opened.published.day ?? "", text } });
    await house.work();
  };
  /** The others in the article's story. */
  const companions = async (articleId: string) => {
    const { story } = await getArticle(house.as("viewer"), { articleId });
    return (story?.copies ?? []).map(({ id }) => id).sort();
  };
  const join = (articleId: string, withArticleId: string, requestId = newId()) => joinStory(house.as("analyst"), { requestId, articleId, withArticleId });
  const split = (articleId: string, requestId = newId()) => splitStory(house.as("analyst"), { requestId, articleId });
  const undo = (decisionId: string) => undoStory(house.as("analyst"), { decisionId });
  const processAgain = async (...articleIds: string[]) => {
    await enqueueJob(house.db, { kind: "process-articles", workspaceId: house.workspace.id, payload: { articleIds } });
    await house.work();
  };
  const rebuildChangesNothing = async () => expect(await checkDerived(house.db, house.workspace.id)).toMatchObject(NOTHING_CHANGES);

  it("let a revised article leave its story and join another by itself, even the one that founded it", async () => {
    const [first, second] = [report(), report()];
    const founder = await add(first, "2025-03-03");
    const copies = [await add(copyOf(first)), await add(copyOf(first))];
    const other = await add(second);
    expect(await companions(founder)).toEqual(copies.toSorted());
    await revise(founder, copyOf(second));
    expect(await companions(founder)).toEqual([other]);
    expect(await companions(copies[0]!)).toEqual([copies[1]]);
    await revise(founder, report());
    expect(await companions(founder)).toEqual([]);
    await revise(founder, copyOf(first));
    expect(await companions(founder)).toEqual(copies.toSorted());
    await rebuildChangesNothing();
  });

  it("keep apart what a person took out, over later runs, revisions and copies, until it is taken back", async () => {
    const text = report();
    const [a, b, c] = [await add(text), await add(copyOf(text)), await add(copyOf(text))];
    const { decisionId, articles: left } = await split(a);
    expect(left).toBe(1);
    expect(await companions(b)).toEqual([c]);
    await processAgain(a, b, c);
    expect(await companions(a)).toEqual([]);
    await revise(a, copyOf(text));
    const d = await add(copyOf(text));
    expect(await companions(a)).toEqual([]);
    expect(await companions(d)).toEqual([b, c].toSorted());
    await rebuildChangesNothing();
    expect((await getArticle(house.as("viewer"), { articleId: a })).storyDecisions).toMatchObject([{ id: decisionId, kind: "apart", other: null, decidedBy: "The analyst" }]);
    expect(await undo(decisionId)).toMatchObject({ articles: 4 });
    expect(await companions(a)).toEqual([b, c, d].toSorted());
    await undo(decisionId);
    await rebuildChangesNothing();
  });

  it("keep together what a person joined, whatever the texts say later", async () => {
    const [text, otherText] = [report(), report()];
    const [a, copy, x] = [await add(text), await add(copyOf(text)), await add(otherText)];
    const request = newId();
    expect(await join(a, x, request)).toMatchObject({ decisionId: request, articles: 3, leadArticleId: a });
    expect(await join(a, x, request)).toMatchObject({ articles: 3 });
    const late = await add(copyOf(otherText));
    expect(await companions(late)).toEqual([a, copy, x].toSorted());
    await revise(x, report());
    expect(await companions(x)).toEqual([a, copy].toSorted());
    expect(await companions(late)).toEqual([]);
    await processAgain(a, copy, x, late);
    await rebuildChangesNothing();
    // The split undoes the tie, and taking the split back brings it again.
    const { decisionId } = await split(a);
    expect(await companions(x)).toEqual([]);
    await rebuildChangesNothing();
    await undo(decisionId);
    expect(await companions(x)).toEqual([a, copy].toSorted());
    await undo(request);
    expect([await companions(x), await companions(a)]).toEqual([[], [copy]]);
    await rebuildChangesNothing();
  });

  it("tie an article that was taken out to another story without bringing the two stories together", async () => {
    const [text, otherText] = [report(), report()];
    const [a, b, x] = [await add(text), await add(copyOf(text)), await add(otherText)];
    await split(a);
    await join(a, x);
    expect([await companions(a), await companions(b)]).toEqual([[x], []]);
    await rebuildChangesNothing();
  });

  it("follow an article into the trash and back", async () => {
    const text = report();
    const [a, b] = [await add(text), await add(copyOf(text))];
    const x = await add(report());
    await join(b, x);
    await deleteArticles(house.as("analyst"), { articleIds: [b] });
    expect([await companions(a), await companions(x)]).toEqual([[], []]);
    await rebuildChangesNothing();
    await restoreArticles(house.as("analyst"), { articleIds: [b] });
    expect(await companions(b)).toEqual([a, x].toSorted());
    await rebuildChangesNothing();
  });

  it("tie articles without a date", async () => {
    const [a, b] = [await add(report(), ""), await add(report())];
    expect(await join(a, b)).toMatchObject({ leadArticleId: b, articles: 2 });
    await rebuildChangesNothing();
  });

  it("follow a date that moves", async () => {
    const text = report();
    const [a, b] = [await add(text, "2025-01-03"), await add(copyOf(text), "2025-03-03")];
    expect(await companions(a)).toEqual([]);
    const [row] = await house.db.select({ revision: articles.currentRevision }).from(articles).where(eq(articles.id, b));
    const opened = await getArticle(house.as("viewer"), { articleId: b });
    await correctArticle(house.as("analyst"), { articleId: b, basedOnRevision: row!.revision, draft: { title: opened.title, outlet: opened.outlet.name, author: "", language: "", publishedAt: "2025-01-05", text: opened.text } });
    await house.work();
    expect(await companions(a)).toEqual([b]);
    await rebuildChangesNothing();
  });

  it("refuse what cannot be said", async () => {
    const [a, b] = [await add(report()), await add(report())];
    await expect(join(a, a)).rejects.toMatchObject({ code: "INVALID" });
    await expect(join(a, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(split(a)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(undo(newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(joinStory(house.as("viewer"), { requestId: newId(), articleId: a, withArticleId: b })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await deleteArticles(house.as("analyst"), { articleIds: [b] });
    await expect(join(a, b)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
