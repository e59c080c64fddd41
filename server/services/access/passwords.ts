import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import { passwordChangeShape } from "@/server/core/access/credentials";
import { Refusal } from "@/server/core/access/refusal";
import { hashPassword, verifyPassword } from "@/server/services/access/hash-password";
import { withdrawResetLinks } from "@/server/services/access/links";
import { countAttempt } from "@/server/services/access/limit-attempts";
import { revokeSessionsOf } from "@/server/services/access/sessions";
import { recordAudit } from "@/server/services/audit/record-audit";
import type { Installation, Person } from "@/server/services/installation";

/** Changes one's own password; every other session of the person ends. */
export async function changePassword(at: Installation, person: Person, input: z.input<typeof passwordChangeShape>): Promise<void> {
  const { current, next } = passwordChangeShape.parse(input);
  const now = at.now();
  if (!(await countAttempt(at.db, { key: `password:${person.userId}`, most: 10, windowMinutes: 15 }, now))) throw new Refusal("TOO_MANY", "Too many attempts. Wait a quarter of an hour and try again.", "current");
  const [user] = await at.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, person.userId));
  if (!(await verifyPassword(user?.passwordHash ?? null, current))) throw new Refusal("INVALID", "This is not the password you use now.", "current");
  const passwordHash = await hashPassword(next);
  await at.db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash, passwordChangedAt: now }).where(eq(users.id, person.userId));
    await revokeSessionsOf(tx, person.userId, now, person.sessionId);
    await withdrawResetLinks(tx, person.userId, now);
    await recordAudit(tx, { workspaceId: null, actor: { kind: "member", role: "viewer", ...person }, now: at.now }, { verb: "password.change", subjectId: person.userId });
  });
}
