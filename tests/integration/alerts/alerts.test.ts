import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import { alertRules, alerts, deliveries, feedEntries, feeds, gaps, jobs, outlets, webhooks } from "@/db/schema";
import type { AlertRule } from "@/server/core/alerts/alert-shapes";
import { RETRY_MINUTES } from "@/server/core/alerts/sign-webhook";
import { normaliseDraft } from "@/server/core/articles/article-draft";
import { addDays } from "@/server/core/trends/days";
import { parseFilterUrl } from "@/server/core/trends/filter-url";
import { postSafely } from "@/server/ingest/safe-fetch/post-safely";
import { removeMember } from "@/server/services/access/members";
import { createRule, deleteRule, editRule, listRules, pauseRule, restoreRule, watchRule } from "@/server/services/alerts/alert-rules";
import { deliverAlert } from "@/server/services/alerts/deliver-alert";
import { judgeAlerts, previewAlert } from "@/server/services/alerts/judge-alerts";
import { countNewAlerts, listAlerts, markAlertsSeen } from "@/server/services/alerts/list-alerts";
import { addWebhook, listWebhooks, removeWebhook, tryWebhook } from "@/server/services/alerts/webhooks";
import { listArticles } from "@/server/services/articles/list-articles";
import { storeArticles } from "@/server/services/articles/store-articles";
import { activeThemes } from "@/server/services/themes/theme-versions";
import { openOutsideWorld } from "@/server/worker/outside-world";
import { openMailbox } from "@/tests/support/mailbox";
import { addVisitor } from "@/tests/support/people";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const ASSETS = "Ministers discussed the transfer of frozen Russian assets to Ukraine.";
const SPIKE_DAY = "2025-03-18";

/** A peer that hears webhooks, and answers as it is told to. */
async function openHook() {
  const heard: { headers: IncomingMessage["headers"]; body: string }[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString("utf8")));
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 204, { location: "http://127.0.0.1:1/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { heard, answers, host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

describe("alerts", () => {
  let house: TestHouse;
  let now = new Date("2025-03-19T09:00:00Z");
  let themeId: string;
  let hook: Awaited<ReturnType<typeof openHook>>;
  let mailbox: Awaited<ReturnType<typeof openMailbox>>;
  let world: ReturnType<typeof openOutsideWorld>;
  let serial = 0;

  async function store(day: string, ofTheme: number, others: number) {
    const articles = Array.from({ length: ofTheme + others }, (_, i) => {
      serial += 1;
      const normal = normaliseDraft({ url: `https://ledger.example/${serial}`, title: `Report ${serial}`, outlet: "Ledger", publishedAt: day, text: `${i < ofTheme ? ASSETS : "The harvest was good this year."} Number ${serial}.` }, { timeZone: "UTC", now });
      if (!normal.ok) throw new Error(normal.problems[0]!.message);
      return normal.article;
    });
    await house.db.transaction((tx) => storeArticles(tx, { workspaceId: house.workspace.id, actor: house.asSystem().actor, now: house.now, origin: "import" }, articles));
  }
  const settle = async () => void (await house.work());
  const judge = (mails = true) => judgeAlerts(house.asSystem(), { mails });
  const told = () => house.db.select().from(alerts).orderBy(alerts.createdAt, alerts.day);
  const spike = (more: Partial<AlertRule & { kind: "spike" }> = {}) => ({ kind: "spike" as const, name: "Assets spike", query: `theme=${themeId}&from=2020-01-01`, settings: { unit: "articles" as const, by: "share" as const, minArticles: 5 }, ...more });
  const create = (rule: Parameters<typeof createRule>[1]["rule"]) => createRule(house.as("analyst"), { requestId: newId(), rule });

  beforeAll(async () => {
    house = await openTestHouse(() => now);
    hook = await openHook();
    mailbox = await openMailbox();
    world = openOutsideWorld([hook.host], "Themeline test", undefined, { mailServer: { url: mailbox.url, from: "Themeline <themeline@example.org>" }, origin: "https://themeline.example" });
    themeId = (await activeThemes(house.db, house.workspace.id)).find(({ name }) => name === "Asset transfers")!.id;
    for (let back = 40; back >= 1; back--) await store(addDays(SPIKE_DAY, -back), back % 3 === 0 ? 2 : 1, 30);
    await store(SPIKE_DAY, 12, 30);
    await settle();
  }, 120_000);
  afterAll(async () => {
    hook.close();
    mailbox.close();
    await house.close();
  });
  beforeEach(async () => {
    now = new Date("2025-03-19T09:00:00Z");
    for (const table of [deliveries, alerts, webhooks]) await house.db.delete(table);
    await house.db.update(alertRules).set({ deletedAt: now });
    await house.db.delete(jobs);
    hook.heard.length = 0;
    mailbox.letters.length = 0;
  });

  it("is quiet until somebody makes a rule", async () => {
    expect(await judge()).toEqual({ told: 0 });
    expect(await told()).toEqual([]);
  });

  it("tells of a spike once, however often and at how many places it is judged, with the numbers and the very filter", async () => {
    await create(spike());
    await Promise.all([judge(), judge(), judge()]);
    await judge();
    const [alert, ...more] = await told();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ day: SPIKE_DAY, title: "Assets spike: Asset transfers, 18 March 2025" });
    expect(alert!.reason).toMatch(/^Asset transfers took 28\.6 % of coverage on 18 March 2025 \(12 of 42 articles\)\. Usual is 3\.2 % \(median of 28 days before\)/);
    const query = new URLSearchParams(alert!.path.split("?")[1]);
    const { filter, unit, dropped } = parseFilterUrl(query);
    expect(dropped).toEqual([]);
    expect(filter).toEqual({ themes: [themeId], from: "2025-02-18", to: SPIKE_DAY });
    expect((await listArticles(house.as("viewer"), { filter, unit, within: { from: SPIKE_DAY, to: SPIKE_DAY } })).total).toBe(12);
    expect(query.get("point")).toBe(`${themeId}@${SPIKE_DAY}`);
  });

  it("says nothing of the day that is not over, and judges yesterday again when articles come late", async () => {
    now = new Date(`${SPIKE_DAY}T23:00:00Z`);
    await create(spike());
    expect(await judge()).toEqual({ told: 0 });
    now = new Date("2025-03-20T09:00:00Z");
    await house.db.update(alertRules).set({ judgedDay: "2025-03-18" }).where(eq(alertRules.name, "Assets spike"));
    expect(await judge()).toEqual({ told: 0 });
    await store("2025-03-19", 14, 30);
    expect(await judge()).toEqual({ told: 0 });
    await settle();
    expect(await judge()).toEqual({ told: 1 });
    expect((await told())[0]!.day).toBe("2025-03-19");
    await house.db.execute(`delete from articles where published_day = '2025-03-19'`);
    await settle();
  });

  it("waits while articles wait to be processed, and not for those that never will be", async () => {
    await create(spike());
    const id = newId();
    await house.db.insert(jobs).values({ id, workspaceId: house.workspace.id, kind: "process-articles", payload: { articleIds: [newId()] } });
    expect(await judge()).toEqual({ told: 0 });
    await house.db.update(jobs).set({ failedAt: now }).where(eq(jobs.id, id));
    expect(await judge()).toEqual({ told: 1 });
  });

  it("says nothing of a day that lies in a gap", async () => {
    await create(spike());
    const [outlet] = await house.db.select().from(outlets).where(eq(outlets.workspaceId, house.workspace.id));
    const gapId = newId();
    await house.db.insert(gaps).values({ id: gapId, workspaceId: house.workspace.id, outletId: outlet!.id, fromDay: SPIKE_DAY, toDay: SPIKE_DAY, kind: "recorded", reason: "Closed" });
    expect(await judge()).toEqual({ told: 0 });
    await house.db.delete(gaps).where(eq(gaps.id, gapId));
    expect(await judge()).toEqual({ told: 1 });
  });

  it("keeps quiet for as long as a rule says, and catches up with days on which nobody judged", async () => {
    const line = (quietDays: number) => ({ kind: "threshold" as const, name: `Line ${quietDays}`, query: `theme=${themeId}`, quietDays, settings: { unit: "articles" as const, measure: "count" as const, direction: "above" as const, value: 1, per: "day" as const } });
    const { ruleId: quiet } = await create(line(3));
    const { ruleId: loud } = await create(line(0));
    await house.db.update(alertRules).set({ judgedDay: "2025-01-01" });
    await judge();
    const days = async (ruleId: string) => (await told()).filter((alert) => alert.ruleId === ruleId).map(({ day }) => day).toSorted();
    expect(await days(loud)).toEqual(Array.from({ length: 7 }, (_, i) => addDays(SPIKE_DAY, i - 6)));
    expect(await days(quiet)).toEqual(["2025-03-12", "2025-03-16"]);
  });

  it("tells of a line, of a silent feed and of the week", async () => {
    await create({ kind: "threshold", name: "Line", query: `theme=${themeId}`, settings: { measure: "share", value: 0.2 } });
    expect(await judge()).toEqual({ told: 1 });
    expect((await told())[0]!.reason).toContain("(12 of 42 articles); your line is 20.0 % or more.");

    const [article] = (await listArticles(house.as("viewer"), { filter: {} })).articles;
    const feedId = newId();
    await house.db.insert(feeds).values({ id: feedId, workspaceId: house.workspace.id, url: "https://ledger.example/feed", title: "Ledger feed", error: "The site could not be reached.", createdAt: new Date("2025-03-01T00:00:00Z"), lastPollAt: new Date("2025-03-19T08:00:00Z") });
    await house.db.insert(feedEntries).values({ feedId, entryHash: new Uint8Array([1]), articleId: article!.id, createdAt: new Date("2025-03-15T10:00:00Z") });
    await create({ kind: "silence", name: "Silence", settings: { feedId, days: 4 } });
    expect(await judge()).toEqual({ told: 0 });
    now = new Date("2025-03-20T09:00:00Z");
    // Nobody asked it since the day was over.
    expect(await judge()).toEqual({ told: 0 });
    await house.db.update(feeds).set({ lastPollAt: new Date("2025-03-20T08:00:00Z") });
    expect((await previewAlert(house.as("analyst"), { rule: { kind: "silence", name: "Silence", settings: { feedId, days: 4 } } })).alerts.map(({ day }) => day)).toEqual(["2025-03-19", "2025-03-13", "2025-03-09", "2025-03-05"]);
    await judge();
    const silence = (await told()).find(({ path }) => path === "feeds")!;
    expect(silence.reason).toBe("Ledger feed has been silent for 4 days. Its last article came on 15 March 2025, 4 days before the end of 19 March 2025. In the last four weeks it brought 1 article. When it was last asked: The site could not be reached.");
    await house.db.delete(feedEntries);
    await house.db.delete(feeds);

    now = new Date("2025-03-17T09:00:00Z");
    await create({ kind: "digest", name: "Weekly", query: "", settings: {} });
    await judge();
    const week = (await told()).find(({ title }) => title.startsWith("Weekly"))!;
    expect(week).toMatchObject({ day: "2025-03-16", title: "Weekly: the week to 16 March 2025" });
    expect(week.reason).toMatch(/^\d+ articles in the week from 10 March to 16 March 2025\.$/);
    expect(week.lines[0]).toMatch(/^Asset transfers: \d\.\d % \(\d+ of \d+\), after \d\.\d % \(\d+ of \d+\)$/);
    now = new Date("2025-03-18T09:00:00Z");
    await judge();
    expect((await told()).filter(({ title }) => title.startsWith("Weekly"))).toHaveLength(1);
  });

  it("tells of a silence that ended while nobody judged", async () => {
    const [article] = (await listArticles(house.as("viewer"), { filter: {} })).articles;
    const feedId = newId();
    await house.db.insert(feeds).values({ id: feedId, workspaceId: house.workspace.id, url: "https://ledger.example/feed", title: "Ledger feed", createdAt: new Date("2025-03-01T00:00:00Z"), lastPollAt: new Date("2025-03-19T08:00:00Z") });
    const arrive = (at: string, mark: number) => house.db.insert(feedEntries).values({ feedId, entryHash: new Uint8Array([mark]), articleId: article!.id, createdAt: new Date(at) });
    await arrive("2025-03-12T10:00:00Z", 1);
    await arrive("2025-03-18T10:00:00Z", 2);
    const { ruleId } = await create({ kind: "silence", name: "Silence", settings: { feedId, days: 4 } });
    await house.db.update(alertRules).set({ judgedDay: "2025-03-14" }).where(eq(alertRules.id, ruleId));
    await judge();
    expect((await told()).map(({ day, reason }) => [day, reason.slice(0, 40)])).toEqual([["2025-03-16", "Ledger feed has been silent for 4 days. "]]);
    await house.db.delete(feedEntries);
    await house.db.delete(feeds);
  });

  it("shows beforehand of which days a rule would have told", async () => {
    const { days, alerts: found } = await previewAlert(house.as("analyst"), { rule: spike() });
    expect(days).toBe(90);
    expect(found.map(({ day }) => day)).toEqual([SPIKE_DAY]);
    expect(await told()).toEqual([]);
    // Of an outlet that brought nothing there is nothing to say, however low the line.
    const low = { kind: "threshold" as const, name: "Low", query: `country=FR&theme=${themeId}`, settings: { measure: "count" as const, direction: "below" as const, value: 3 } };
    expect(await previewAlert(house.as("analyst"), { rule: low })).toEqual({ days: 0, alerts: [] });
    await expect(previewAlert(house.as("viewer"), { rule: spike() })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is made, changed, paused, removed and brought back by analysts, once per request", async () => {
    const request = { requestId: newId(), rule: spike() };
    const made = await Promise.all([1, 2].map(() => createRule(house.as("analyst"), request)));
    expect(made[0]).toEqual(made[1]);
    const { ruleId } = made[0]!;
    const { before } = await editRule(house.as("admin"), { ruleId, rule: spike({ name: "Other" }) });
    expect(before).toMatchObject({ name: "Assets spike", query: `theme=${themeId}` });
    await pauseRule(house.as("analyst"), { ruleId, isPaused: true });
    expect(await judge()).toEqual({ told: 0 });
    await pauseRule(house.as("analyst"), { ruleId, isPaused: false });
    await deleteRule(house.as("analyst"), { ruleId });
    expect(await listRules(house.as("viewer"))).toEqual([]);
    expect(await judge()).toEqual({ told: 0 });
    await restoreRule(house.as("analyst"), { ruleId });
    expect(await listRules(house.as("viewer"))).toMatchObject([{ name: "Other", isPaused: false, isWatched: false, createdBy: "The analyst" }]);
    expect(await judge()).toEqual({ told: 1 });
    for (const work of [() => create(spike({ query: "from=2025-02-30" })), () => create({ kind: "threshold", name: "x", settings: { value: 3 } })]) await expect(work()).rejects.toThrow();
    await expect(createRule(house.as("viewer"), { requestId: newId(), rule: spike() })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(create({ kind: "silence", name: "x", settings: { feedId: newId(), days: 3 } })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is new until it is seen, for each person", async () => {
    await create(spike());
    await judge();
    expect(await countNewAlerts(house.as("viewer"))).toEqual({ count: 1 });
    expect((await listAlerts(house.as("viewer"), {})).alerts).toMatchObject([{ isNew: true, kind: "spike", rule: "Assets spike" }]);
    now = new Date("2025-03-19T10:00:00Z");
    await markAlertsSeen(house.as("viewer"));
    expect(await countNewAlerts(house.as("viewer"))).toEqual({ count: 0 });
    expect(await countNewAlerts(house.as("admin"))).toEqual({ count: 1 });
  });

  it("goes out signed, and a receiver can check it", async () => {
    const { secret } = await addWebhook(house.as("admin"), { name: "Chat", url: `http://${hook.host}/hook?room=1` });
    await create(spike());
    await judge();
    await house.work(world);
    expect(hook.heard).toHaveLength(1);
    const { headers, body } = hook.heard[0]!;
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(`${headers["webhook-id"] as string}.${headers["webhook-timestamp"] as string}.${body}`).digest("base64")}`);
    expect(Math.abs(Number(headers["webhook-timestamp"]) - Date.now() / 1_000)).toBeLessThan(60);
    const [alert] = await told();
    expect(JSON.parse(body)).toEqual({ type: "alert", id: alert!.id, workspace: { slug: "main", name: "Main" }, rule: { name: "Assets spike", kind: "spike" }, day: SPIKE_DAY, title: alert!.title, reason: alert!.reason, lines: [], url: `https://themeline.example/w/main/${alert!.path}`, createdAt: now.toISOString() });
    expect((await listWebhooks(house.as("admin"))).deliveries).toMatchObject([{ to: "Chat", state: "delivered", attempts: 1, lastError: "", alert: alert!.title }]);
    expect(JSON.stringify(await listWebhooks(house.as("admin")))).not.toContain(secret);
  });

  it("tries again with growing pauses, writes down what happened, and gives up in the end", async () => {
    const { webhookId } = await addWebhook(house.as("admin"), { name: "Down", url: `http://${hook.host}/down` });
    await tryWebhook(house.as("admin"), { webhookId });
    hook.answers.push(...Array.from({ length: 6 }, () => 503));
    const find = async () => (await house.db.select().from(deliveries).where(eq(deliveries.webhookId, webhookId)))[0]!;
    await house.work(world);
    expect(await find()).toMatchObject({ state: "waiting", attempts: 1, lastStatus: 503, lastError: "127.0.0.1 answered with status 503." });
    for (const minutes of RETRY_MINUTES) {
      const [job] = await house.db.select().from(jobs).where(and(eq(jobs.kind, "deliver-alert")));
      expect((job!.runAt.getTime() - Date.now()) / 60_000).toBeCloseTo(minutes, 0);
      await house.db.update(jobs).set({ runAt: new Date(0) });
      await house.work(world);
    }
    expect(await find()).toMatchObject({ state: "failed", attempts: 6 });
    expect(await house.db.select().from(jobs)).toEqual([]);
    expect(new Set(hook.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(JSON.parse(hook.heard[0]!.body)).toMatchObject({ type: "trial" });

    await tryWebhook(house.as("admin"), { webhookId });
    await removeWebhook(house.as("admin"), { webhookId });
    await house.work(world);
    expect((await house.db.select().from(deliveries).where(eq(deliveries.state, "failed"))).map(({ lastError }) => lastError)).toContain("The address was removed meanwhile.");
  });

  it("goes nowhere inside: private addresses, other ports, plain http, redirects", async () => {
    const door = { allowHosts: [], userAgent: "test" };
    const cases: [string, RegExp][] = [
      ["https://127.0.0.1/hook", /private network/],
      ["https://[::1]/hook", /private network/],
      ["https://169.254.169.254/latest", /private network/],
      ["https://metrics.example/hook", /private network/],
      ["https://93.184.216.34:5432/", /Port 5432/],
      ["http://93.184.216.34/", /https/],
      ["https://user:secret@93.184.216.34/", /user name or password/],
      ["file:///etc/passwd", /http/],
    ];
    for (const [url, reason] of cases) {
      const outcome = await postSafely({ ...door, resolve: async () => ["10.0.0.7"] }, url, {}, "{}");
      expect(outcome, url).toMatchObject({ ok: false, retryable: false, reason: expect.stringMatching(reason) });
    }
    hook.answers.push(302);
    expect(await postSafely({ ...door, allowHosts: [hook.host] }, `http://${hook.host}/moved`, {}, "{}")).toMatchObject({ ok: false, status: 302, retryable: false });
    expect(hook.heard).toHaveLength(1);
    await expect(addWebhook(house.as("analyst"), { name: "x", url: "https://chat.example/" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("goes by mail to those who asked for it, and to nobody who left", async () => {
    const reader = await addVisitor(house, house.workspace.id, "viewer", { name: "Reader" });
    const leaver = await addVisitor(house, house.workspace.id, "viewer", { name: "Leaver" });
    const { ruleId } = await create(spike({ name: "Spikes\r\nBcc: everybody@example.org" }));
    for (const visitor of [reader, leaver]) await (await visitor.call()).alerts.watch({ workspace: "main", ruleId, isWatched: true });
    await judge();
    await removeMember(house.as("admin"), { userId: leaver.userId });
    mailbox.refusals.push("451 later");
    await house.work(world);
    expect(mailbox.letters).toEqual([]);
    await house.db.update(jobs).set({ runAt: new Date(0) });
    await house.work(world);
    expect(mailbox.letters.map(({ to }) => to)).toEqual([reader.email]);
    const plain = mailbox.letters[0]!.text.replaceAll("=\n", "").replaceAll("=3D", "=");
    expect(plain).toContain("Asset transfers took 28.6 % of coverage");
    expect(plain).toContain("https://themeline.example/w/main/trends?");
    expect(plain).not.toMatch(/^bcc:/im);
    expect((await house.db.select().from(deliveries)).map(({ state, lastError }) => [state, lastError]).toSorted()).toEqual([["delivered", ""], ["failed", "Its reader does not want it any more."]]);
    await deliverAlert(house.asSystem(), newId(), world.post);
    expect(mailbox.letters).toHaveLength(1);
  });

  it("writes no letters without a mail server", async () => {
    const { ruleId } = await create(spike());
    await watchRule(house.as("viewer"), { ruleId, isWatched: true });
    await judge(false);
    expect(await told()).toHaveLength(1);
    expect(await house.db.select().from(deliveries).where(eq(deliveries.recipient, "viewer@example.org"))).toEqual([]);
  });
});
