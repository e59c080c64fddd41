import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashPassword } from "@/server/services/access/hash-password";
import { countAttempt, refundAttempt } from "@/server/services/access/limit-attempts";
import { findPerson, signIn, signOut } from "@/server/services/access/sessions";
import { newToken } from "@/server/services/access/tokens";
import { startWorkspace } from "@/server/services/workspaces/start-workspace";
import { addVisitor, callerFor, openSessionOf, type Visitor, visitorAs } from "@/tests/support/people";
import { openTestHouse, type TestHouse } from "@/tests/support/workspace";

const PASSWORD = "a phrase that only I know";
const workspace = "main";

describe("sessions", () => {
  let house: TestHouse;
  let admin: Visitor;
  let hash: string;
  let now = new Date("2025-03-20T12:00:10Z");

  beforeAll(async () => {
    house = await openTestHouse(() => now);
    admin = await visitorAs(house, house.workspace.id, "admin");
    hash = await hashPassword(PASSWORD);
  });
  afterAll(() => house.close());

  const addMember = () => addVisitor(house, house.workspace.id, "analyst", { passwordHash: hash });
  const guess = (peer: string, email = "nobody@example.org", password = "wrong") => signIn(house, { email, password, peer, userAgent: "" });

  it("say the same of an unknown address, a wrong password and no address at all", async () => {
    const member = await addMember();
    const sentences = await Promise.all(
      [guess("same"), guess("same", member.email), guess("same", "not an address"), guess("same", member.email, ""), guess("same", member.email, `${PASSWORD} `)].map((attempt) =>
        attempt.then(
          () => "in",
          (reason: Error) => reason.message,
        ),
      ),
    );
    expect(new Set(sentences)).toEqual(new Set(["E-mail address or password is not right."]));
  });

  it("end on the next request after a password change, but for the one that changed it", async () => {
    const member = await addMember();
    const elsewhere = await openSessionOf(house, member.userId);
    await expect((await member.call()).person.changePassword({ current: "wrong", next: "another good phrase" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await elsewhere.person()).not.toBeNull();
    await (await member.call()).person.changePassword({ current: PASSWORD, next: "another good phrase" });
    expect(await elsewhere.person()).toBeNull();
    await expect((await elsewhere.call()).workspace.get({ workspace })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect((await (await member.call()).person.sessions()).map(({ current }) => current)).toEqual([true]);
  });

  it("end on the next request after a role change and after a removal, which can be taken back", async () => {
    const member = await addMember();
    await (await admin.call()).workspace.setRole({ workspace, userId: member.userId, role: "viewer" });
    await expect((await member.call()).workspace.get({ workspace })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const again = await openSessionOf(house, member.userId);
    expect(await (await again.call()).workspace.get({ workspace })).toMatchObject({ role: "viewer" });
    await (await admin.call()).workspace.removeMember({ workspace, userId: member.userId });
    await expect((await again.call()).workspace.get({ workspace })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const removed = await openSessionOf(house, member.userId);
    await expect((await removed.call()).workspace.get({ workspace })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await (await admin.call()).workspace.readmitMember({ workspace, userId: member.userId });
    expect(await (await removed.call()).workspace.get({ workspace })).toMatchObject({ role: "viewer" });
    await expect((await admin.call()).workspace.readmitMember({ workspace, userId: member.userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("end one by one, by signing out and with time", async () => {
    const member = await addMember();
    const { token } = await guess("mine", member.email, PASSWORD);
    const stranger = await addMember();
    const mine = await member.call();
    const other = (await mine.person.sessions()).find(({ current }) => !current)!;
    await expect((await stranger.call()).person.revokeSession({ sessionId: other.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await mine.person.revokeSession({ sessionId: other.id });
    expect(await findPerson(house, token)).toBeNull();

    await signOut(house, member.token);
    expect(await member.person()).toBeNull();
    const { token: third } = await guess("mine", member.email, PASSWORD);
    expect(await findPerson(house, third)).not.toBeNull();
    expect(await findPerson({ ...house, now: () => new Date(now.getTime() + 31 * 86_400_000) }, third)).toBeNull();
    expect(await findPerson(house, newToken())).toBeNull();
  });

  it("leave a workspace its last administrator", async () => {
    const call = await admin.call();
    await expect(call.workspace.setRole({ workspace, userId: admin.userId, role: "viewer" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(call.workspace.removeMember({ workspace, userId: admin.userId })).rejects.toMatchObject({ code: "CONFLICT" });
    const second = await addVisitor(house, house.workspace.id, "admin");
    const outcomes = await Promise.allSettled([call.workspace.removeMember({ workspace, userId: second.userId }), (await second.call()).workspace.removeMember({ workspace, userId: admin.userId })]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { members } = await callerFor(house, (await (outcomes[0].status === "fulfilled" ? admin : second).person())!).workspace.members({ workspace });
    expect(members.filter(({ role }) => role === "admin")).toHaveLength(1);
    if (outcomes[0].status !== "fulfilled") admin = second;
  });

  it("are refused to a guesser after twenty guesses in any quarter of an hour, and open to the owner elsewhere", async () => {
    const member = await addMember();
    const guesses = await Promise.allSettled(Array.from({ length: 60 }, () => guess("guesser", member.email)));
    const judged = guesses.filter((outcome) => outcome.status === "rejected" && outcome.reason.code === "UNAUTHENTICATED");
    expect(judged).toHaveLength(20);
    await expect(guess("guesser", member.email, PASSWORD)).rejects.toMatchObject({ code: "TOO_MANY" });
    expect((await guess("owner", member.email, PASSWORD)).person.userId).toBe(member.userId);
    for (let minutes = 0; minutes < 14; minutes += 1) {
      now = new Date(now.getTime() + 60_000);
      await expect(guess("guesser", member.email)).rejects.toMatchObject({ code: "TOO_MANY" });
    }
    now = new Date(now.getTime() + 2 * 60_000);
    await expect(guess("guesser", member.email)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("cost no attempt when the password is right", async () => {
    const member = await addMember();
    for (let visit = 0; visit < 25; visit += 1) await guess("busy office", member.email, PASSWORD);
    const limit = { key: "refund", most: 1, windowMinutes: 15 };
    expect([await countAttempt(house.db, limit, now), await countAttempt(house.db, limit, now)]).toEqual([true, false]);
    await refundAttempt(house.db, limit, now);
    expect(await countAttempt(house.db, limit, now)).toBe(true);
  });

  it("cannot be used to try links without end", async () => {
    const caller = callerFor(house, null, "link-guesser");
    const tries = await Promise.allSettled(Array.from({ length: 65 }, () => caller.person.readLink({ token: newToken() })));
    const codes = tries.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "in"));
    expect(codes.filter((code) => code === "NOT_FOUND")).toHaveLength(60);
    expect(codes.filter((code) => code === "TOO_MANY_REQUESTS")).toHaveLength(5);
  });

  it("start a new workspace only for whoever came first, and only when none is left", async () => {
    const person = (await admin.person())!;
    await expect(startWorkspace(house, person)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const member = await addMember();
    await (await admin.call()).workspace.delete({ workspace, confirm: "Main" });
    await expect((await member.call()).workspace.get({ workspace })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect((await member.call()).person.createWorkspace()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
