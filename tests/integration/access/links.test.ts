import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, type OpenDatabase } from "@/db/client";
import { members, oneTimeLinks, users, workspaces } from "@/db/schema";
import { createMember } from "@/server/services/access/members";
import { createSetupLink } from "@/server/services/access/links";
import { findPerson, signIn } from "@/server/services/access/sessions";
import { createDemo, demoAnalyst } from "@/server/services/demo/create-demo";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addVisitor, callerFor, type Visitor, visitorAs } from "@/tests/support/people";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const PASSWORD = "a phrase that only I know";
const tokenOf = (link: string | null) => link ?? "";

describe("first run", () => {
  let test: TestDatabase;
  let database: OpenDatabase;
  let now = new Date("2025-03-20T12:00:00Z");
  const at = () => ({ db: database.db, now: () => now });
  const claim = (token: string, email = "first@example.org") => callerFor(at(), null).person.claimSetup({ token, name: "First", email, password: PASSWORD });

  beforeEach(async () => {
    now = new Date("2025-03-20T12:00:00Z");
    test = await openTestDatabase();
    database = openDatabase(test.url, { max: 4, name: "themeline-test" });
    return async () => {
      await database.close();
      await test.drop();
    };
  });

  it("makes the first administrator of workspace main, once", async () => {
    const token = tokenOf(await createSetupLink(at()));
    expect(await callerFor(at(), null).person.firstRun()).toEqual({ isFirstRun: true });
    expect(await claim(token)).toEqual({ slug: "main" });
    expect(await callerFor(at(), null).person.firstRun()).toEqual({ isFirstRun: false });
    await expect(claim(token, "second@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await createSetupLink(at())).toBeNull();
    const entered = await signIn(at(), { email: "First@Example.org ", password: PASSWORD, peer: "p", userAgent: "" });
    const person = await findPerson(at(), entered.token);
    expect((await callerFor(at(), person).person.workspaces()).map(({ slug, role }) => [slug, role])).toEqual([["main", "admin"]]);
  });

  it("lets one of many racing claims through", async () => {
    const token = tokenOf(await createSetupLink(at()));
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => claim(token, `racer${index}@example.org`)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await database.db.select().from(users)).toHaveLength(1);
    expect(await database.db.select().from(workspaces)).toHaveLength(1);
  });

  it("replaces the link at the next start and lets it expire", async () => {
    const first = tokenOf(await createSetupLink(at()));
    const second = tokenOf(await createSetupLink(at()));
    await expect(claim(first)).rejects.toMatchObject({ code: "NOT_FOUND" });
    now = new Date(now.getTime() + 8 * 86_400_000);
    await expect(claim(second)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await claim(tokenOf(await createSetupLink(at())))).toEqual({ slug: "main" });
  });

  it("still offers a link when only the demo has an account, which nobody can use", async () => {
    await createDemo(at(), null);
    await database.db.transaction((tx) => demoAnalyst(tx, now));
    expect(await callerFor(at(), null).person.firstRun()).toEqual({ isFirstRun: true });
    await expect(signIn(at(), { email: "demo-analyst@demo.invalid", password: "no password", peer: "p", userAgent: "" })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await claim(tokenOf(await createSetupLink(at())))).toEqual({ slug: "main" });
  });

  it("refuses a link that was printed before somebody made an account on the command line", async () => {
    const token = tokenOf(await createSetupLink(at()));
    const { slug } = await claim(token);
    const [workspace] = await database.db.select().from(workspaces).where(eq(workspaces.slug, slug));
    await createMember({ ...at(), workspace: workspace!, actor: { kind: "system", name: "command line" } }, { email: "cli@example.org", name: "C", role: "viewer", password: PASSWORD });
    await expect(claim(token, "late@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("invitations and resets", () => {
  let house: TestHouse;
  let admin: Visitor;
  let now = new Date("2025-03-20T12:00:00Z");
  const workspace = "main";
  const invite = async (email: string, role: "viewer" | "analyst" | "admin" = "analyst") => (await (await admin.call()).workspace.invite({ workspace, email, role })).token;
  const claim = (token: string, email: string) => callerFor(house, null).person.claimInvitation({ token, name: "New", email, password: PASSWORD });
  const enter = async (email: string, password = PASSWORD) => findPerson(house, (await signIn(house, { email, password, peer: `p${email}`, userAgent: "" })).token);

  beforeAll(async () => {
    house = await openTestHouse(() => now);
    admin = await visitorAs(house, house.workspace.id, "admin");
  });
  beforeEach(() => {
    now = new Date(now.getTime() + 3_600_000);
  });
  afterAll(() => house.close());

  it("let a new person in once, with the invited role", async () => {
    const token = await invite("new@example.org", "viewer");
    expect(await callerFor(house, null).person.readLink({ token })).toMatchObject({ kind: "invitation", email: "new@example.org", role: "viewer", workspace: "Main", hasAccount: false });
    await expect(claim(token, "other@example.org")).rejects.toMatchObject({ code: "BAD_REQUEST", message: "This invitation is for new@example.org." });
    expect(await claim(token, "new@example.org")).toEqual({ slug: "main" });
    await expect(claim(token, "new@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const person = await enter("new@example.org");
    expect(await callerFor(house, person).workspace.get({ workspace })).toMatchObject({ role: "viewer" });
    await expect(invite("new@example.org")).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("let one of many racing claims through", async () => {
    const token = await invite("race@example.org");
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => claim(token, "race@example.org")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("end by age, by withdrawal and by a newer one", async () => {
    const old = await invite("late@example.org");
    now = new Date(now.getTime() + 15 * 86_400_000);
    admin = await visitorAs(house, house.workspace.id, "admin");
    await expect(claim(old, "late@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });

    const withdrawn = await invite("late@example.org");
    const call = await admin.call();
    const [open] = (await call.workspace.members({ workspace })).invitations;
    await call.workspace.withdrawInvitation({ workspace, invitationId: open!.id });
    await expect(claim(withdrawn, "late@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call.workspace.withdrawInvitation({ workspace, invitationId: open!.id })).rejects.toMatchObject({ code: "NOT_FOUND" });

    const first = await invite("late@example.org");
    const second = await invite("late@example.org");
    await expect(claim(first, "late@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await claim(second, "late@example.org")).toEqual({ slug: "main" });
  });

  it("bring somebody with an account in, who must sign in as the invited", async () => {
    const outsider = await addVisitor(house, house.workspace.id, null);
    const stranger = await addVisitor(house, house.workspace.id, null);
    const token = await invite(outsider.email);
    await expect(claim(token, outsider.email)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect((await stranger.call()).person.acceptInvitation({ token })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await (await outsider.call()).person.acceptInvitation({ token })).toEqual({ slug: "main" });
    await expect((await outsider.call()).person.acceptInvitation({ token })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("stop working when the administrator who made them is none any more", async () => {
    const second = await addVisitor(house, house.workspace.id, "admin");
    const victim = await addVisitor(house, house.workspace.id, "viewer");
    const invitation = (await (await second.call()).workspace.invite({ workspace, email: "backdoor@example.org", role: "admin" })).token;
    const reset = (await (await second.call()).workspace.createResetLink({ workspace, userId: victim.userId })).token;
    await (await admin.call()).workspace.setRole({ workspace, userId: second.userId, role: "viewer" });
    await expect(claim(invitation, "backdoor@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(callerFor(house, null).person.claimReset({ token: reset, password: PASSWORD })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("set a new password once, and end every session of the account", async () => {
    const member = await addVisitor(house, house.workspace.id, "viewer");
    const { token } = await (await admin.call()).workspace.createResetLink({ workspace, userId: member.userId });
    const newer = (await (await admin.call()).workspace.createResetLink({ workspace, userId: member.userId })).token;
    const reset = (token: string) => callerFor(house, null).person.claimReset({ token, password: PASSWORD });
    await expect(reset(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(claim(newer, member.email)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await member.person()).not.toBeNull();
    expect(await reset(newer)).toEqual({ email: member.email });
    expect(await member.person()).toBeNull();
    await expect(reset(newer)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await enter(member.email)).toMatchObject({ userId: member.userId });
  });

  it("give no reset of an account that belongs to another workspace too, also not by an older link", async () => {
    const member = await addVisitor(house, house.workspace.id, "viewer");
    const { token } = await (await admin.call()).workspace.createResetLink({ workspace, userId: member.userId });
    const elsewhere = await addVisitor(house, house.workspace.id, null);
    const other = await openSecondWorkspace(house, elsewhere);
    const invitation = (await (await elsewhere.call()).workspace.invite({ workspace: other, email: member.email, role: "analyst" })).token;
    await (await member.call()).person.acceptInvitation({ token: invitation });
    await expect(callerFor(house, null).person.claimReset({ token, password: PASSWORD })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect((await admin.call()).workspace.createResetLink({ workspace, userId: member.userId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("die with their workspace", async () => {
    const elsewhere = await addVisitor(house, house.workspace.id, null);
    const slug = await openSecondWorkspace(house, elsewhere);
    const { token } = await (await elsewhere.call()).workspace.invite({ workspace: slug, email: "nobody@example.org", role: "viewer" });
    await (await elsewhere.call()).workspace.delete({ workspace: slug, confirm: "Second" });
    await expect(callerFor(house, null).person.readLink({ token })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(claim(token, "nobody@example.org")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await house.db.select().from(users).where(eq(users.email, "nobody@example.org"))).toEqual([]);
  });

  it("keep no token, only its hash", async () => {
    const token = await invite("hash@example.org");
    const rows = await house.db.select().from(oneTimeLinks);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await (await admin.call()).workspace.audit({ workspace }))).not.toContain(token);
  });
});

/** Another workspace, administered by the visitor. */
async function openSecondWorkspace(house: TestHouse, owner: Visitor): Promise<string> {
  const { createWorkspace } = await import("@/server/services/workspaces/create-workspace");
  const { slug, id } = await house.db.transaction((tx) => createWorkspace(tx, { name: "Second", slug: "second", actor: { kind: "system", name: "test" }, themes: [], now: house.now }));
  await house.db.insert(members).values({ workspaceId: id, userId: owner.userId, role: "admin" });
  return slug;
}
