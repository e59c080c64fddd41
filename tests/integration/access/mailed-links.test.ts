import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openMailbox } from "@/tests/support/mailbox";
import type { Visitor } from "@/tests/support/people";
import type { TestHouse } from "@/tests/support/workspace";

const loadPlace = async () => ({ ...(await import("@/tests/support/people")), ...(await import("@/tests/support/workspace")) });

describe("links by mail", () => {
  let house: TestHouse;
  let mailbox: Awaited<ReturnType<typeof openMailbox>>;
  let admin: Visitor;
  let visitorAs: Awaited<ReturnType<typeof loadPlace>>["visitorAs"];
  beforeAll(async () => {
    // The program reads its environment once, and test files share their modules: this one and the next need fresh ones.
    vi.resetModules();
    mailbox = await openMailbox();
    vi.stubEnv("THEMELINE_SMTP_URL", mailbox.url);
    vi.stubEnv("THEMELINE_MAIL_FROM", "Themeline <themeline@example.org>");
    vi.stubEnv("THEMELINE_ORIGIN", "https://themeline.example");
    const place = await loadPlace();
    ({ visitorAs } = place);
    house = await place.openTestHouse();
    admin = await visitorAs(house, house.workspace.id, "admin");
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    mailbox.close();
    await house.close();
    vi.resetModules();
  });
  const plain = () => mailbox.letters.at(-1)!.text.replaceAll("=\n", "").replaceAll("=3D", "=");

  it("goes to the invited and still stands on the screen", async () => {
    const link = await (await admin.call()).workspace.invite({ workspace: "main", email: "new@example.org", role: "viewer" });
    expect(link.isMailed).toBe(true);
    expect(mailbox.letters.at(-1)!.to).toBe("new@example.org");
    expect(plain()).toContain(`https://themeline.example/invite/${link.token}`);
  });

  it("goes to whoever needs a new password", async () => {
    const viewer = await visitorAs(house, house.workspace.id, "viewer");
    const link = await (await admin.call()).workspace.createResetLink({ workspace: "main", userId: viewer.userId });
    expect(link).toMatchObject({ isMailed: true });
    expect(mailbox.letters.at(-1)!.to).toBe("viewer@example.org");
    expect(plain()).toContain(`https://themeline.example/reset/${link.token}`);
  });

  it("is made all the same when the mail server refuses", async () => {
    mailbox.refusals.push("550 nobody here");
    const link = await (await admin.call()).workspace.invite({ workspace: "main", email: "gone@example.org", role: "viewer" });
    expect(link.isMailed).toBe(false);
    expect(link.token).toMatch(/^[\w-]{43}$/);
  });
});
